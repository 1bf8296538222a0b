import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { AnswerNotice } from "~/ui/answer-notice";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Empty } from "~/ui/empty";
import { Field } from "~/ui/field";
import { Go } from "~/ui/go";
import { Icon } from "~/ui/icon";
import { Notice } from "~/ui/notice";
import { Section } from "~/ui/section";
import { Select } from "~/ui/select";
import { Tag } from "~/ui/tag";
import type { CourseDesk, DeskChapter, DeskLesson } from "../course-desk.server";
import type { ChapterRefusal, TakeOutRefusal } from "../rules/course";
import type { Place } from "../rules/outline";
import { CourseHead } from "./course-head";

interface Props {
  desk: CourseDesk;
  writes: boolean;
  /** Names the next chapter. */
  newId: string;
  /** The lesson that somebody is about to take out. */
  takeOut: DeskLesson | null;
  answer?: {
    refusal?: ChapterRefusal | TakeOutRefusal;
    titleError?: "missing" | "long" | "signs";
    title?: string;
    of?: string;
  };
}

/** Chapters and lessons of a course; every step is a form, so it works without JavaScript too. */
export function CourseOutlinePage({ desk, writes, newId, takeOut, answer }: Props) {
  const { t } = useTranslation("workshop");
  const at = `/workshop/${desk.slug}`;
  const count = desk.loose.length + desk.chapters.reduce((sum, { lessons }) => sum + lessons.length, 0);
  let before = desk.loose.length;
  return (
    <>
      <CourseHead
        desk={desk}
        writes={writes}
        actions={
          writes && (
            <ButtonLink kind="primary" icon="plus" to={`${at}/new`}>
              {t("course.newLesson")}
            </ButtonLink>
          )
        }
      />
      {answer?.refusal && (
        <AnswerNotice kind="danger" answer={answer} title={t(`refusal.${answer.refusal}`)}>
          {t("refusal.nothingDone")}
        </AnswerNotice>
      )}
      {takeOut && <TakeOut lesson={takeOut} back={at} />}
      {writes && (
        <div className="mt-4 mb-6">
          <Standing desk={desk} />
        </div>
      )}
      {count === 0 && desk.chapters.length === 0 && (
        <Empty level={2} title={t("course.empty")}>
          {t("course.emptyText")}
        </Empty>
      )}
      {desk.loose.length > 0 && (
        <Section title={t(desk.chapters.length ? "course.loose" : "course.lessons")}>
          <Lessons {...{ desk, writes }} lessons={desk.loose} first={1} />
        </Section>
      )}
      {desk.chapters.map((chapter, index) => {
        const first = before + 1;
        before += chapter.lessons.length;
        return (
          <Section key={chapter.id} title={t("course.chapter", { number: index + 1, title: chapter.title })}>
            {writes && <ChapterActs {...{ desk, chapter, index, answer }} />}
            {chapter.lessons.length === 0 ? (
              <p className="dim">{t("course.emptyChapter")}</p>
            ) : (
              <Lessons {...{ desk, writes }} lessons={chapter.lessons} first={first} />
            )}
          </Section>
        );
      })}
      {writes && (
        <Section title={t("course.more")}>
          <Form method="post" className="grid gap-4 m:grid-cols-2 items-end" key={newId}>
            <input type="hidden" name="intent" value="add-chapter" />
            <input type="hidden" name="id" value={newId} />
            <Field
              name="title"
              label={t("course.chapterTitle")}
              maxLength={60}
              defaultValue={answer?.of === undefined ? answer?.title : undefined}
              error={
                answer?.titleError && answer.of === undefined ? t(`error.${answer.titleError}`) : undefined
              }
            />
            <p className="btns">
              <Button icon="plus">{t("course.addChapter")}</Button>
            </p>
          </Form>
          <p className="mt-4">
            <Go to={`${at}/import`}>{t("course.fromWord")}</Go>
          </p>
        </Section>
      )}
      <Section title={t("course.take")}>
        <p className="dim">{t("course.takeText")}</p>
        <p className="btns mt-4">
          <ButtonLink icon="download" to={`${at}/export`} reloadDocument>
            {t("course.exportNewest")}
          </ButtonLink>
          <ButtonLink icon="download" to={`${at}/export?text=published`} reloadDocument>
            {t("course.exportPublished")}
          </ButtonLink>
        </p>
      </Section>
    </>
  );
}

/** What learners see of the course now, and the next step. */
function Standing({ desk }: { desk: CourseDesk }) {
  const { t } = useTranslation("workshop");
  const all = [...desk.loose, ...desk.chapters.flatMap(({ lessons }) => lessons)];
  const ready = all.filter(({ published, retired }) => published !== null && !retired).length;
  const at = `/workshop/${desk.slug}/state`;
  return (
    <Notice title={t(`standing.${desk.state}`)}>
      <p>
        {desk.state === "draft"
          ? t(ready ? "standing.ready" : "standing.notReady", { count: ready })
          : t("standing.learners", { count: desk.learners.underWay, done: desk.learners.done })}
      </p>
      <p>
        {desk.state === "open" ? (
          <Go to={`${at}?to=retired`}>{t("standing.goRetire")}</Go>
        ) : (
          ready > 0 && <Go to={`${at}?to=open`}>{t("standing.goOpen")}</Go>
        )}
      </p>
    </Notice>
  );
}

function Lessons({
  desk,
  writes,
  lessons,
  first,
}: {
  desk: CourseDesk;
  writes: boolean;
  lessons: DeskLesson[];
  first: number;
}) {
  const { t } = useTranslation("workshop");
  return (
    <ol className="rows" start={first}>
      {lessons.map((lesson, index) => (
        <li key={lesson.id}>
          <div className="row">
            <span className="row__n">{first + index}</span>
            <span className="row__main">
              <Go bare to={`/workshop/${desk.slug}/${lesson.slug}`}>
                {lesson.title}
              </Go>
              <span className="block dim">
                {lesson.published !== null && lesson.published !== lesson.number
                  ? t("course.lessonMetaOlder", {
                      count: lesson.minutes,
                      number: lesson.number,
                      published: lesson.published,
                    })
                  : t("course.lessonMeta", { count: lesson.minutes, number: lesson.number })}
              </span>
            </span>
            <span className="row__end">
              {lesson.retired ? (
                <Tag icon="x">{t("course.takenOut")}</Tag>
              ) : (
                <Tag
                  kind={lesson.state === "published" ? "done" : lesson.state === "draft" ? "plain" : "warn"}
                >
                  {t(`version.${lesson.state}`)}
                </Tag>
              )}
            </span>
          </div>
          {writes && <LessonActs {...{ desk, lesson }} />}
        </li>
      ))}
    </ol>
  );
}

/** Order, chapter and leaving of a lesson, folded away. */
function LessonActs({ desk, lesson }: { desk: CourseDesk; lesson: DeskLesson }) {
  const { t } = useTranslation("workshop");
  const own = desk.chapters.find(({ lessons }) => lessons.some(({ id }) => id === lesson.id));
  return (
    <details className="review">
      <summary>
        {t("course.arrange")}
        <span className="vh">{lesson.title}</span>
        <Icon name="chevron-down" />
      </summary>
      <div className="btns">
        <Step lesson={lesson} place={lesson.steps.up} icon="arrow-up">
          {t("course.up")}
        </Step>
        <Step lesson={lesson} place={lesson.steps.down} icon="arrow-down">
          {t("course.down")}
        </Step>
        {lesson.retired ? (
          <Act intent="bring-back-lesson" id={lesson.id} icon="turn">
            {t("course.bringBack")}
          </Act>
        ) : (
          <ButtonLink kind="quiet" icon="x" to={`?out=${lesson.id}`}>
            {t("course.takeOut")}
          </ButtonLink>
        )}
      </div>
      {desk.chapters.length > 0 && (
        <Form method="post" preventScrollReset className="grid gap-4 m:grid-cols-2 items-end mt-4">
          <input type="hidden" name="intent" value="place-lesson" />
          <input type="hidden" name="id" value={lesson.id} />
          <Select
            name="chapter"
            label={t("course.toChapter")}
            defaultValue={own?.id ?? ""}
            options={[
              { value: "", label: t("course.noChapter") },
              ...desk.chapters.map(({ id, title }) => ({ value: id, label: title })),
            ]}
          />
          <p className="btns">
            <Button>{t("course.put")}</Button>
          </p>
        </Form>
      )}
    </details>
  );
}

function Step({
  lesson,
  place,
  icon,
  children,
}: {
  lesson: DeskLesson;
  place: Place | null;
  icon: "arrow-up" | "arrow-down";
  children: ReactNode;
}) {
  if (!place) return null;
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="place-lesson" />
      <input type="hidden" name="id" value={lesson.id} />
      {place.chapter && <input type="hidden" name="chapter" value={place.chapter} />}
      <input type="hidden" name="index" value={place.index} />
      <Button icon={icon} kind="quiet">
        {children}
      </Button>
    </Form>
  );
}

function Act({
  intent,
  id,
  index,
  icon,
  children,
}: {
  intent: string;
  id: string;
  index?: number;
  icon: "x" | "turn" | "arrow-up" | "arrow-down";
  children: ReactNode;
}) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="id" value={id} />
      {index !== undefined && <input type="hidden" name="index" value={index} />}
      <Button icon={icon} kind="quiet">
        {children}
      </Button>
    </Form>
  );
}

function ChapterActs({
  desk,
  chapter,
  index,
  answer,
}: {
  desk: CourseDesk;
  chapter: DeskChapter;
  index: number;
  answer: Props["answer"];
}) {
  const { t } = useTranslation("workshop");
  const wrong = answer?.of === chapter.id ? answer : undefined;
  return (
    <details className="review" open={wrong !== undefined}>
      <summary>
        {t("course.changeChapter")}
        <span className="vh">{chapter.title}</span>
        <Icon name="chevron-down" />
      </summary>
      <Form method="post" preventScrollReset className="grid gap-4 m:grid-cols-2 items-end">
        <input type="hidden" name="intent" value="rename-chapter" />
        <input type="hidden" name="was" value={chapter.title} />
        <input type="hidden" name="id" value={chapter.id} />
        <Field
          key={chapter.title}
          name="title"
          label={t("course.chapterTitle")}
          maxLength={60}
          defaultValue={wrong?.title ?? chapter.title}
          error={wrong?.titleError && t(`error.${wrong.titleError}`)}
        />
        <p className="btns">
          <Button>{t("course.rename")}</Button>
        </p>
      </Form>
      <div className="btns mt-4">
        {index > 0 && (
          <Act intent="place-chapter" id={chapter.id} index={index - 1} icon="arrow-up">
            {t("course.up")}
          </Act>
        )}
        {index < desk.chapters.length - 1 && (
          <Act intent="place-chapter" id={chapter.id} index={index + 1} icon="arrow-down">
            {t("course.down")}
          </Act>
        )}
        {chapter.lessons.length === 0 && (
          <Act intent="remove-chapter" id={chapter.id} icon="x">
            {t("course.removeChapter")}
          </Act>
        )}
      </div>
    </details>
  );
}

/** Asks before a lesson goes, and says whom it concerns. */
function TakeOut({ lesson, back }: { lesson: DeskLesson; back: string }) {
  const { t } = useTranslation("workshop");
  return (
    <Notice kind="warn" title={t("takeOut.sure", { title: lesson.title })}>
      <p>{t("takeOut.text", { count: lesson.learners })}</p>
      <Form method="post" action={`${back}?index`} className="btns">
        <input type="hidden" name="intent" value="retire-lesson" />
        <input type="hidden" name="id" value={lesson.id} />
        <Button>{t("takeOut.go")}</Button>
        <ButtonLink kind="quiet" to={back}>
          {t("cancel")}
        </ButtonLink>
      </Form>
    </Notice>
  );
}
