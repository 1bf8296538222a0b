import { useTranslation } from "react-i18next";
import { formatMoment } from "~/lib/dates";
import { AnswerNotice } from "~/ui/answer-notice";
import { ButtonLink } from "~/ui/button-link";
import { Go } from "~/ui/go";
import { Section } from "~/ui/section";
import { useLanguage } from "~/ui/use-language";
import type { TheirText } from "../../draft-keeper";
import type { Preview } from "../../preview.server";
import type { Comment } from "../../review-comments.server";
import type { SaveRefusal, TextRefusal } from "../../rules/draft";
import type { Desk } from "../../workshop.server";
import { OpenComments } from "../review/open-comments";
import { ConflictView } from "./conflict-view";
import "./editor.css";
import type { ComponentHelp } from "~/platform/mdx/component-help";
import { LessonHead } from "./lesson-head";
import { PreviewPane } from "./preview-pane";
import { ProblemList } from "./problem-list";
import { WritingDesk } from "./writing-desk";

export interface EditorAnswer {
  source?: string;
  preview?: Preview;
  refusal?: SaveRefusal | TextRefusal | "problems";
  theirs?: TheirText;
}

interface Props {
  desk: Desk;
  preview: Preview;
  person: string;
  now: string;
  help: readonly ComponentHelp[];
  writes: boolean;
  reviews: boolean;
  /** What was said about the lesson and not settled. */
  comments: Comment[];
  answer?: EditorAnswer;
}

/** One lesson on the desk: the author writes beside a preview; whoever does not write reads. */
export function EditorPage({ desk, preview, person, now, help, writes, reviews, comments, answer }: Props) {
  const { t } = useTranslation("editor");
  const { version } = desk;
  const shown = answer?.preview ?? preview;
  const canWrite = writes && version.state !== "in-review";
  const decides = reviews && version.state === "in-review";
  return (
    <>
      <LessonHead desk={desk} />
      {answer?.refusal && !answer.theirs && (
        <AnswerNotice kind="danger" answer={answer} title={t(`refusal.${answer.refusal}.title`)}>
          {t(`refusal.${answer.refusal}.text`)}
        </AnswerNotice>
      )}
      <Decisions desk={desk} />
      <OpenComments comments={comments} review={`/workshop/${desk.course.slug}/${desk.slug}/review`} />
      {answer?.theirs && answer.source !== undefined ? (
        <ConflictView mine={answer.source} theirs={answer.theirs} />
      ) : canWrite ? (
        <WritingDesk
          key={desk.lessonId}
          desk={desk}
          preview={shown}
          person={person}
          now={now}
          help={help}
          typed={answer?.source}
        />
      ) : (
        <>
          {decides && (
            <p className="btns mt-4">
              <ButtonLink kind="primary" to={`/workshop/${desk.course.slug}/${desk.slug}/review`}>
                {t("toReview")}
              </ButtonLink>
            </p>
          )}
          <div className="shop">
            <div className="shop__text">
              <Section title={t("text.label")} plain>
                <p className="dim">{t(writes ? "text.inReview" : "text.readOnly")}</p>
                <pre className="source" tabIndex={0}>
                  {version.source}
                </pre>
              </Section>
              <ProblemList findings={shown.findings} />
            </div>
            <PreviewPane preview={shown} />
          </div>
        </>
      )}
    </>
  );
}

/** What the reviewer said last, and what learners have. */
function Decisions({ desk }: { desk: Desk }) {
  const { t } = useTranslation("editor");
  const { language } = useLanguage();
  const [last, ...earlier] = desk.decisions;
  return (
    <div className="ed-last">
      {desk.published && (
        <p>
          {t("learnersHave", { number: desk.published.number })}{" "}
          <Go to={`/courses/${desk.course.slug}`}>{t("seeCourse")}</Go>
        </p>
      )}
      {last && (
        <details open={desk.version.state === "changes-asked"}>
          <summary className="ed-sum">{t("decisions", { count: desk.decisions.length })}</summary>
          {[last, ...earlier].map((decision) => (
            <div className="cm" key={decision.decidedAt.toISOString()}>
              <p className="cm__who">
                <b>{t(decision.verdict === "approve" ? "approved" : "asked", { number: decision.number })}</b>
                <span className="dim">{formatMoment(decision.decidedAt, language)}</span>
              </p>
              {decision.note && <p>{decision.note}</p>}
            </div>
          ))}
        </details>
      )}
    </div>
  );
}
