import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { LessonRefusal } from "../rules/minutes";
import { civilDate, formatDay } from "~/lib/dates";
import { Bar } from "~/ui/bar";
import { AnswerNotice } from "~/ui/answer-notice";
import { BareFrame } from "~/ui/bare-frame";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Foot } from "~/ui/foot";
import { Icon } from "~/ui/icon";
import { Notice } from "~/ui/notice";
import { useLanguage } from "~/ui/use-language";
import { useDevice } from "../use-device";
import { useStudyBeat } from "../use-study-beat";
import type { LessonPage as Lesson } from "../read-lesson.server";
import { CheckForm } from "./check-form";

interface Props {
  lesson: Lesson;
  /** Whether this person gets credit for reading. */
  studies: boolean;
  finished?: { refusal: LessonRefusal | null; course: { minutes: number; points: number } | null };
}

/** A lesson: title and origin, text, checks, and at the bottom what comes next. */
export function LessonPage({ lesson, studies, finished }: Props) {
  const { t } = useTranslation(["courses", "common"]);
  const { language, named } = useLanguage();
  const device = useDevice();
  const beat = useStudyBeat(studies && !lesson.completed ? device : null, lesson.studiedMs);
  const { lessons, slug } = lesson.course;
  const next = lessons[lesson.position + 1];
  const before = lessons[lesson.position - 1];
  const open = lesson.body.blocks.flatMap((block) =>
    block.kind === "check" && !lesson.checks[block.id]?.passed ? [block.id] : [],
  );
  const counted = Math.floor(beat.studiedMs / 60_000);
  const missing = Math.ceil(Math.max(0, lesson.missingMs - (beat.studiedMs - lesson.studiedMs)) / 60_000);
  return (
    <BareFrame
      skip={t("common:frame.skip")}
      width="read"
      bar={
        <Bar
          title={t("position", { number: lesson.position + 1, of: lessons.length })}
          back={{ to: `/courses/${slug}`, label: t("backTo", { title: lesson.course.title }) }}
        />
      }
      foot={
        <Foot
          above={
            finished && (
              <FinishNotice
                finished={finished}
                missing={missing}
                open={open.length}
                firstOpen={open[0] ?? ""}
              />
            )
          }
        >
          {before && (
            <ButtonLink
              kind="icon"
              icon="chevron-left"
              to={`/courses/${slug}/${before.slug}`}
              aria-label={t("previous", { title: before.title })}
            />
          )}
          {studies && !lesson.completed ? (
            <Form method="post" className="foot__next" preventScrollReset>
              <input type="hidden" name="intent" value="finish" />
              <Button kind="primary" wide type="submit">
                {t("finish")}
              </Button>
            </Form>
          ) : (
            <ButtonLink kind="primary" wide to={next ? `/courses/${slug}/${next.slug}` : `/courses/${slug}`}>
              {next ? t("next", { title: next.title }) : t("toCourse")}
            </ButtonLink>
          )}
        </Foot>
      }
    >
      <article className="read" lang="zh-CN">
        <header className="lesson-head" lang={language === "en" ? "en" : "zh-CN"}>
          <h1 lang="zh-CN">{lesson.title}</h1>
          <p className="byline">
            {t("byline", { partner: named(lesson.partner) })}
            <br />
            {t("revised", { date: formatDay(civilDate(lesson.updatedOn), language) })}
          </p>
          {studies && (
            <p className="credit">
              <Icon name="clock" />
              <span>
                {lesson.completed ? (
                  t("creditDone", { minutes: lesson.minutes })
                ) : (
                  <>
                    {t("credit", { minutes: lesson.minutes, counted })}
                    <span className="dim">
                      {language === "en" && " "}
                      {t("creditPause")}
                    </span>
                  </>
                )}
              </span>
            </p>
          )}
        </header>
        {beat.state !== "counting" && studies && !lesson.completed && (
          <BeatNotice state={beat.state} onClaim={beat.claim} />
        )}
        <noscript>
          <p className="note">{t("noScript")}</p>
        </noscript>
        {lesson.body.blocks.map((block, index) =>
          block.kind === "html" ? (
            <div key={index} className="read" dangerouslySetInnerHTML={{ __html: block.html }} />
          ) : (
            <CheckForm
              key={block.id}
              check={block}
              state={lesson.checks[block.id]}
              device={device}
              open={studies}
            />
          ),
        )}
      </article>
    </BareFrame>
  );
}

function BeatNotice({
  state,
  onClaim,
}: {
  state: "held" | "offline" | "signed-out" | "resting";
  onClaim: () => void;
}) {
  const { t } = useTranslation("courses");
  return (
    <Notice kind="warn" role="status" title={t(`beat.${state}.title`)}>
      <p>{t(`beat.${state}.text`)}</p>
      {state === "held" && (
        <Button type="button" onClick={onClaim}>
          {t("beat.claim")}
        </Button>
      )}
      {state === "signed-out" && (
        <ButtonLink to="/login" target="_blank">
          {t("beat.signIn")}
        </ButtonLink>
      )}
    </Notice>
  );
}

function FinishNotice({
  finished,
  missing,
  open,
  firstOpen,
}: {
  finished: NonNullable<Props["finished"]>;
  missing: number;
  open: number;
  /** The id of the first check that is still open. */
  firstOpen: string;
}) {
  const { t } = useTranslation("courses");
  if (finished.refusal) {
    return (
      <AnswerNotice kind="warn" answer={finished} title={t(`finishRefusal.${finished.refusal}`)}>
        {finished.refusal === "time-short" ? (
          t("missingTime", { count: missing })
        ) : (
          <a href={`#check-${firstOpen}`}>{t("openChecks", { count: open })}</a>
        )}
      </AnswerNotice>
    );
  }
  return (
    <AnswerNotice kind="done" answer={finished} title={t("finished")}>
      {finished.course && t("courseFinished", finished.course)}
    </AnswerNotice>
  );
}
