import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { catalogue } from "~/features/courses/catalogue.server";
import { texts } from "~/platform/i18n/texts.server";
import { guarded } from "~/platform/guard.server";
import { Empty } from "~/ui/empty";
import { Meta } from "~/ui/meta";
import { PageHead } from "~/ui/page-head";
import { Ruler } from "~/ui/ruler";
import { Section } from "~/ui/section";
import { State } from "~/ui/state";
import { useLanguage } from "~/ui/use-language";

export const loader = guarded("course:read", async ({ me, context }) => ({
  title: texts(context.language).t("courses:list.title"),
  courses: await catalogue(me.personId),
}));

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Courses() {
  const { t } = useTranslation("courses");
  const { named, titled, pick } = useLanguage();
  const { courses, title } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead title={title} sub={t("list.sub", { count: courses.length })} />
      {courses.length === 0 && (
        <Empty level={2} title={t("list.empty")}>
          {t("list.emptyText")}
        </Empty>
      )}
      {courses.map((course) => {
        const done = course.lessons.filter((lesson) => lesson.completed).length;
        const of = course.lessons.length;
        return (
          <Section key={course.slug} title={<Link to={`/courses/${course.slug}`}>{titled(course)}</Link>}>
            <p>{pick(course.summary, course.summaryEn)}</p>
            <Meta dim>
              {t(`kind.${course.kind === "exam" ? "exam" : "job"}`)}
              {t("lessons", { count: of })}
              {t("minutes", { count: course.minutes })}
              {t("builtWith", { partner: named(course.partner) })}
            </Meta>
            <Ruler
              total={of}
              done={done}
              divisions={of}
              thin
              complete={done === of}
              label={t("progress", { done, of })}
            />
            <p className="mt-2">
              {course.creditedMinutes === null ? (
                t("progress", { done, of })
              ) : (
                <State kind="ok">{t("credited", { count: course.creditedMinutes })}</State>
              )}
            </p>
          </Section>
        );
      })}
    </>
  );
}
