import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/ui/button-link";
import { Go } from "~/ui/go";
import { Meta } from "~/ui/meta";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { Row } from "~/ui/row";
import { Rows } from "~/ui/rows";
import { Ruler } from "~/ui/ruler";
import { Section } from "~/ui/section";
import { State } from "~/ui/state";
import { useLanguage } from "~/ui/use-language";
import type { CourseLesson, CoursePage as Course } from "../catalogue.server";
import { classHours } from "../rules/class-hours";

/** A course for its learners. `back` is the catalogue as they left it; `download` stands beside the way in. */
export function CoursePage({
  course,
  back,
  certificate,
  download,
}: {
  course: Course;
  back: string;
  /** The number of the learner's certificate. */
  certificate?: string | null;
  download?: ReactNode;
}) {
  const { t } = useTranslation("courses");
  const { named, pick, titled } = useLanguage();
  const lessons = course.chapters.flatMap((chapter) => chapter.lessons);
  const next = lessons.find(({ completed, retired }) => !completed && !retired);
  const { done, lessons: of } = course;
  let before = 0;
  let chapterNumber = 0;
  return (
    <>
      <PageHead
        text
        title={titled(course)}
        crumb={{ to: back, label: t("list.title") }}
        sub={
          <Meta>
            {t(`kind.${course.kind}`)}
            {t("minutes", { count: course.minutes })}
            {t("builtWith", { partner: named(course.partner) })}
          </Meta>
        }
      />
      {course.retired && (
        <Notice kind="warn" title={t("page.retired")}>
          <p>{t("page.retiredText")}</p>
        </Notice>
      )}
      <p>{pick(course.summary, course.summaryEn)}</p>
      <p className="dim mt-2">{t("part", { partner: named(course.partner), part: course.partnerPart })}</p>
      <div className="mt-4">
        <Ruler
          total={of}
          done={done}
          divisions={of}
          thin
          complete={done === of}
          label={t("progress", { done, of })}
        />
      </div>
      <p className="mt-2">
        {course.creditedMinutes === null ? (
          t("progress", { done, of })
        ) : (
          <State kind="ok">{t("credited", { count: course.creditedMinutes })}</State>
        )}
        {certificate && <Go to={`/certificates/${certificate}`}>{t("toCertificate")}</Go>}
      </p>
      <div className="btns my-5">
        {next && (
          <ButtonLink kind="primary" to={`/courses/${course.slug}/${next.slug}`} reloadDocument>
            {t(course.state === "new" ? "begin" : "goOn", { title: next.title })}
          </ButtonLink>
        )}
        {download}
      </div>
      {course.chapters.map((chapter, index) => {
        const first = before + 1;
        before += chapter.lessons.length;
        if (chapter.title !== null) chapterNumber += 1;
        const title =
          chapter.title !== null
            ? t("page.chapter", { number: chapterNumber, title: chapter.title })
            : t(course.chapters.length > 1 ? "page.loose" : "contents");
        return (
          <Section key={index} title={title} aside={t("lessons", { count: chapter.lessons.length })}>
            <Lessons slug={course.slug} lessons={chapter.lessons} first={first} />
          </Section>
        );
      })}
      <Gives course={course} />
    </>
  );
}

function Lessons({ slug, lessons, first }: { slug: string; lessons: CourseLesson[]; first: number }) {
  const { t } = useTranslation("courses");
  return (
    <Rows ordered>
      {lessons.map((lesson, index) => (
        <Row
          key={lesson.slug}
          to={`/courses/${slug}/${lesson.slug}`}
          reloadDocument
          lead={first + index}
          end={<Standing lesson={lesson} />}
        >
          <span className="block" lang="zh-CN">
            {lesson.title}
          </span>
          <span className="block note">
            {lesson.retired ? t("page.takenOut") : <LessonFacts lesson={lesson} />}
          </span>
        </Row>
      ))}
    </Rows>
  );
}

function LessonFacts({ lesson: { minutes, sections, started, completed } }: { lesson: CourseLesson }) {
  const { t } = useTranslation("courses");
  const facts = [t("minutes", { count: minutes })];
  if (sections && sections.count > 0) {
    const partly = started && !completed && sections.read > 0;
    facts.push(t(partly ? "page.read" : "page.sections", sections));
  }
  return facts.join(" · ");
}

function Standing({ lesson: { completed, started } }: { lesson: CourseLesson }) {
  const { t } = useTranslation("courses");
  if (completed) return <State kind="ok">{t("done")}</State>;
  return started ? t("underWay") : null;
}

/** Hours and certificate, what they ask for, and what of the exam it covers. */
function Gives({ course }: { course: Course }) {
  const { t } = useTranslation("courses");
  const { pick, titled } = useLanguage();
  const { minutes, lessons, creditedMinutes, topics } = course;
  const paperOf = ({ paper, paperEn }: Course["topics"][number]) => pick(paper, paperEn);
  const papers = [...new Set(topics.map(paperOf))];
  return (
    <Section title={t("page.gives")}>
      <dl className="stack">
        <div>
          <dt>
            <b>{t("page.hours")}</b>
          </dt>
          <dd>{t("page.hoursText", { count: minutes, hours: classHours(minutes) })}</dd>
        </div>
        <div>
          <dt>
            <b>{t("page.certificate")}</b>
          </dt>
          <dd>
            {creditedMinutes === null ? (
              t("page.certificateText", { count: lessons })
            ) : (
              <Go to="/certificates">{t("page.seeCertificate")}</Go>
            )}
          </dd>
        </div>
        <div>
          <dt>
            <b>{t("page.how")}</b>
          </dt>
          <dd>{t("page.howText")}</dd>
        </div>
        {topics.length > 0 && (
          <div>
            <dt>
              <b>{t("page.topics")}</b>
            </dt>
            {papers.map((paper) => (
              <dd key={paper}>
                {t("page.topicsOf", {
                  paper,
                  topics: topics
                    .filter((each) => paperOf(each) === paper)
                    .map(titled)
                    .join(t("page.topicsAnd")),
                })}
              </dd>
            ))}
          </div>
        )}
      </dl>
    </Section>
  );
}
