import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { courseProgress } from "~/features/courses/catalogue.server";
import { guarded, notFound, param, slugShape } from "~/platform/guard.server";
import { ButtonLink } from "~/ui/button-link";
import { Meta } from "~/ui/meta";
import { PageHead } from "~/ui/page-head";
import { Row } from "~/ui/row";
import { Rows } from "~/ui/rows";
import { Section } from "~/ui/section";
import { State } from "~/ui/state";
import { useLanguage } from "~/ui/use-language";

export const loader = guarded("course:read", async ({ me, params }) => {
  const course = await courseProgress(me.personId, param(params, "course", slugShape));
  if (!course) throw notFound();
  return { course };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.course.title }];

export default function Course() {
  const { t } = useTranslation("courses");
  const { named, pick, titled } = useLanguage();
  const { course } = useLoaderData<typeof loader>();
  const next = course.lessons.find((lesson) => !lesson.completed);
  const begun = course.lessons.some((lesson) => lesson.started);
  return (
    <>
      <PageHead
        text
        title={titled(course)}
        crumb={{ to: "/courses", label: t("list.title") }}
        sub={
          <Meta>
            {t(`kind.${course.kind === "exam" ? "exam" : "job"}`)}
            {t("minutes", { count: course.minutes })}
            {t("builtWith", { partner: named(course.partner) })}
          </Meta>
        }
      />
      <p>{pick(course.summary, course.summaryEn)}</p>
      <p className="dim mt-2">{t("part", { partner: named(course.partner), part: course.partnerPart })}</p>
      <div className="btns my-5">
        {next ? (
          <ButtonLink kind="primary" to={next.slug}>
            {t(begun ? "goOn" : "begin", { title: next.title })}
          </ButtonLink>
        ) : (
          course.creditedMinutes !== null && (
            <State kind="ok">{t("credited", { count: course.creditedMinutes })}</State>
          )
        )}
      </div>
      <Section title={t("contents")} aside={t("lessons", { count: course.lessons.length })}>
        <Rows ordered>
          {course.lessons.map((lesson, index) => (
            <Row
              key={lesson.slug}
              to={lesson.slug}
              lead={index + 1}
              end={
                lesson.completed ? (
                  <State kind="ok">{t("done")}</State>
                ) : lesson.started ? (
                  t("underWay")
                ) : (
                  t("minutes", { count: lesson.minutes })
                )
              }
            >
              {lesson.title}
            </Row>
          ))}
        </Rows>
      </Section>
    </>
  );
}
