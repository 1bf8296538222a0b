import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDay, formatMoment } from "~/lib/dates";
import { lawName } from "~/platform/mdx/law-reference";
import { AnswerNotice } from "~/ui/answer-notice";
import { Button } from "~/ui/button";
import { Facts } from "~/ui/facts";
import { Go } from "~/ui/go";
import { Icon } from "~/ui/icon";
import { Meta } from "~/ui/meta";
import { Notice } from "~/ui/notice";
import { Section } from "~/ui/section";
import { TextArea } from "~/ui/text-area";
import { useLanguage } from "~/ui/use-language";
import type { PlacedComment, ReviewPageData } from "../../review-page.server";
import { canSettle, type ReviewRefusal, type WriteRefusal } from "../../rules/review";
import type { Desk } from "../../workshop.server";
import "../editor/editor.css";
import { LessonHead } from "../editor/lesson-head";
import { ProblemList } from "../editor/problem-list";
import { CommentForm } from "./comment-form";
import { CommentItem } from "./comment-item";
import "./review.css";

export interface ReviewAnswer {
  refusal: ReviewRefusal | WriteRefusal | "note-long" | "comment-changed" | "empty" | "long";
  /** What was typed and not taken. */
  note?: string;
  comment?: { line: number; text: string };
}

interface Props {
  desk: Desk;
  page: ReviewPageData;
  /** The block on which one writes; null for none. */
  line: number | null;
  /** For the comment that is written next. */
  newId: string;
  person: string;
  writes: boolean;
  reviews: boolean;
  answer?: ReviewAnswer;
}

/** A text as learners will see it, what was said about it, and the decision. */
export function ReviewPage(props: Props) {
  const { desk, page, person, writes, reviews, answer } = props;
  const { t } = useTranslation("review");
  const { version } = desk;
  const { blocks, findings } = page.text;
  const address = `/workshop/${desk.course.slug}/${desk.slug}`;
  const waits = version.state === "in-review";
  const line = answer?.comment?.line ?? props.line;
  const item = (comment: PlacedComment) => (
    <CommentItem
      key={comment.id}
      comment={comment}
      number={version.number}
      settles={canSettle({
        wroteText: writes && version.authorId === person,
        reviews,
        wroteComment: comment.authorId === person,
      })}
    />
  );
  const lost = page.comments.filter(({ place }) => place.kind === "gone");
  return (
    <>
      <LessonHead desk={desk} />
      <Answer answer={answer} isThere={blocks?.some((block) => block.line === line) ?? false} />
      <Standing desk={desk} page={page} decides={reviews && waits} />
      {page.laws.length > 0 && (
        <Notice kind="warn" title={t("laws.title")}>
          <LawList laws={page.laws} />
        </Notice>
      )}
      {writes && waits && (
        <Form method="post" className="stack mt-4">
          <p>{t("withdraw.text")}</p>
          <input type="hidden" name="versionId" value={version.id} />
          <p className="btns">
            <Button type="submit" name="intent" value="withdraw">
              {t("withdraw.button")}
            </Button>
          </p>
        </Form>
      )}
      {findings.length > 0 && <ProblemList findings={findings} />}
      <Section title={t("text.title")} aside={t("text.aside")}>
        {blocks ? (
          blocks.map((block) => {
            const said = page.comments.filter(
              ({ place }) => place.kind !== "gone" && place.line === block.line,
            );
            const settled = said.filter((comment) => comment.settled);
            return (
              <div className="rv__row" id={`L${block.line}`} key={block.line}>
                <div
                  className="read rv__text"
                  lang="zh-CN"
                  dangerouslySetInnerHTML={{ __html: block.html }}
                />
                <div className="rv__side">
                  {said.filter((comment) => !comment.settled).map(item)}
                  {settled.length > 0 && (
                    <details>
                      <summary className="ed-sum">{t("comment.settled", { count: settled.length })}</summary>
                      {settled.map(item)}
                    </details>
                  )}
                  {line === block.line ? (
                    <CommentForm
                      id={props.newId}
                      version={version}
                      line={block.line}
                      cancel={`${address}/review#L${block.line}`}
                      typed={answer?.comment?.text}
                      error={
                        answer?.refusal === "empty" || answer?.refusal === "long"
                          ? t(`comment.${answer.refusal}`)
                          : undefined
                      }
                    />
                  ) : (
                    <Link
                      className="rv__add"
                      to={`${address}/review?line=${block.line}#L${block.line}`}
                      preventScrollReset
                      aria-label={t("comment.writeOn", { quote: block.quote.slice(0, 30) })}
                    >
                      <Icon name="pencil" />
                      <span aria-hidden>{t("comment.write")}</span>
                    </Link>
                  )}
                </div>
              </div>
            );
          })
        ) : (
          <p className="pv__hole">{t(findings.length > 0 ? "text.none" : "text.busy")}</p>
        )}
      </Section>
      {lost.length > 0 && (
        <Section title={t("comment.lost")}>
          <p className="dim">{t("comment.lostNote")}</p>
          {lost.map(item)}
        </Section>
      )}
      {reviews && waits && <Decision desk={desk} page={page} answer={answer} />}
    </>
  );
}

/** What came of a form that was not taken. */
function Answer({ answer, isThere }: { answer?: ReviewAnswer; isThere: boolean }) {
  const { t } = useTranslation("review");
  // These stand beside their field.
  if (!answer || answer.refusal === "empty" || answer.refusal === "long") return null;
  if (answer.refusal === "note-missing" || answer.refusal === "note-long") return null;
  const kind = answer.refusal === "comment-changed" && !isThere ? "comment-lost" : answer.refusal;
  return (
    <AnswerNotice kind="danger" answer={answer} title={t(`refusal.${kind}.title`)}>
      {t(`refusal.${kind}.text`, { text: answer.comment?.text ?? "" })}
    </AnswerNotice>
  );
}

/** Where the version stands, and what to read it against. */
function Standing({ desk, page, decides }: { desk: Desk; page: ReviewPageData; decides: boolean }) {
  const { t } = useTranslation("review");
  const { language } = useLanguage();
  const { version, published } = desk;
  const address = `/workshop/${desk.course.slug}/${desk.slug}`;
  return (
    <Section title={t("now.title")} plain>
      <p>
        {t(`now.${version.state}`, {
          author: version.author ?? t("now.someone"),
          time: formatMoment(page.sentAt ?? version.savedAt, language),
        })}
      </p>
      <Meta dim>
        {page.text.minutes !== null &&
          t("now.size", { minutes: page.text.minutes, characters: page.text.characters })}
        {page.open > 0 ? t("now.open", { count: page.open }) : t("now.noneOpen")}
      </Meta>
      <p className="stack">
        {published && published.number !== version.number && (
          <Go to={`${address}/compare`}>{t("now.withPublished", { number: published.number })}</Go>
        )}{" "}
        {page.reviewed && page.reviewed !== `${version.number}.${version.revision}` && (
          <Go to={`${address}/compare?from=${page.reviewed}&to=${version.number}`}>
            {t("now.withReviewed")}
          </Go>
        )}{" "}
        {decides && <Go to="#decide">{t("now.decide")}</Go>}
      </p>
    </Section>
  );
}

function LawList({ laws }: { laws: ReviewPageData["laws"] }) {
  const { t } = useTranslation("review");
  const { language } = useLanguage();
  return (
    <ul>
      {laws.map(({ ref, concern, on }) => (
        <li key={ref}>{t(`laws.${concern}`, { law: lawName(ref), day: formatDay(on, language) })}</li>
      ))}
    </ul>
  );
}

/** Approve and publish, or send back; with what follows from it. */
function Decision({ desk, page, answer }: { desk: Desk; page: ReviewPageData; answer?: ReviewAnswer }) {
  const { t } = useTranslation("review");
  const { version } = desk;
  if (page.own) {
    return (
      <Section title={t("decide.title")} id="decide">
        <p>{t("decide.own")}</p>
      </Section>
    );
  }
  const facts = [
    { value: page.learners, text: t("decide.learners") },
    { value: page.open, text: t("decide.open") },
    { value: page.text.findings.length, text: t("decide.problems") },
  ].filter(({ value }) => value > 0);
  const error =
    answer?.refusal === "note-missing" || answer?.refusal === "note-long"
      ? t(`refusal.${answer.refusal}.text`)
      : undefined;
  return (
    <Section title={t("decide.title")} id="decide">
      {facts.length > 0 && <Facts items={facts} />}
      <Form method="post" preventScrollReset className="mt-4">
        <input type="hidden" name="versionId" value={version.id} />
        <input type="hidden" name="revision" value={version.revision} />
        <TextArea
          name="note"
          label={t("decide.note")}
          hint={t("decide.noteHint")}
          maxLength={1000}
          defaultValue={answer?.note}
          error={error}
        />
        <p className="btns mt-4">
          <Button kind="primary" type="submit" name="intent" value="approve">
            {t("decide.approve")}
          </Button>
          <Button type="submit" name="intent" value="ask">
            {t("decide.ask")}
          </Button>
        </p>
      </Form>
    </Section>
  );
}
