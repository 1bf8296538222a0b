import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { workshopCourses } from "~/features/courses/workshop.server";
import { workshopScope } from "~/features/people/workshop-scope.server";
import { guardedAny } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { Empty } from "~/ui/empty";
import { PageHead } from "~/ui/page-head";
import { Row } from "~/ui/row";
import { Rows } from "~/ui/rows";
import { Section } from "~/ui/section";
import { useLanguage } from "~/ui/use-language";

export const loader = guardedAny(["course:write", "course:review"], async ({ me, context }) => ({
  title: texts(context.language).t("courses:workshop.title"),
  courses: await workshopCourses(await workshopScope(me.grants)),
}));

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Workshop() {
  const { t } = useTranslation("courses");
  const { named, titled } = useLanguage();
  const { title, courses } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead title={title} sub={t("workshop.sub")} />
      {courses.length === 0 && (
        <Empty level={2} title={t("workshop.empty")}>
          {t("workshop.emptyText")}
        </Empty>
      )}
      {courses.map((course) => (
        <Section key={course.slug} title={titled(course)} aside={named(course.partner)}>
          <Rows ordered>
            {course.lessons.map((lesson, index) => (
              <Row
                key={lesson.slug}
                to={`/workshop/${course.slug}/${lesson.slug}`}
                lead={index + 1}
                end={`${t("workshop.version", { number: lesson.number })} ${t(`state.${lesson.state}`)}`}
              >
                {lesson.title}
              </Row>
            ))}
          </Rows>
        </Section>
      ))}
    </>
  );
}
