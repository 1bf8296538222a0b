import { Form, useNavigation } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatMoment, formatSeconds } from "~/lib/dates";
import { AnswerNotice } from "~/ui/answer-notice";
import { Button } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Go } from "~/ui/go";
import { Icon } from "~/ui/icon";
import { Meta } from "~/ui/meta";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { Section } from "~/ui/section";
import { TextArea } from "~/ui/text-area";
import { useLanguage } from "~/ui/use-language";
import type { ReviewRefusal } from "../rules/review";
import type { Desk, Preview, SaveRefusal } from "../workshop.server";
import { LessonBodyView } from "./lesson-body-view";

interface Props {
  desk: Desk;
  preview: Preview;
  writes: boolean;
  reviews: boolean;
  answer?: {
    source?: string;
    note?: string;
    preview?: Preview;
    refusal?: ReviewRefusal | SaveRefusal | "problems" | "source-missing" | "note-long";
  };
}

/** One lesson on the desk: the author writes beside a preview, the reviewer reads and decides. */
export function WorkshopPage({ desk, preview, writes, reviews, answer }: Props) {
  const { t } = useTranslation("courses");
  const { language, named, titled } = useLanguage();
  const { version } = desk;
  const shown = answer?.preview ?? preview;
  const canWrite = writes && version.state !== "in-review";
  return (
    <>
      <PageHead
        text
        title={version.title}
        crumb={{ to: "/workshop", label: t("workshop.title") }}
        sub={
          <Meta>
            {titled(desk.course)}
            {named(desk.partner)}
            {`${t("workshop.version", { number: version.number })} ${t(`state.${version.state}`)}`}
            {t("workshop.savedAt", { time: formatSeconds(version.savedAt) })}
          </Meta>
        }
      />
      {answer?.refusal && (
        <AnswerNotice kind="danger" answer={answer} title={t(`refusal.${answer.refusal}.title`)}>
          {t(`refusal.${answer.refusal}.text`)}
        </AnswerNotice>
      )}
      <div className="shop">
        <div className="shop__text">
          {canWrite ? (
            // A new revision in the store is a new form, with its text.
            <Editor key={`${version.id} ${version.revision}`} version={version} typed={answer?.source} />
          ) : (
            <Section title={t("workshop.source")} plain>
              <p className="dim">{t(writes ? "workshop.inReview" : "workshop.readOnly")}</p>
              <pre className="source" tabIndex={0}>
                {version.source}
              </pre>
            </Section>
          )}
          <Problems problems={shown.problems} />
        </div>
        <Section title={t("workshop.preview")} aside={t("workshop.sameAsLearners")} plain>
          <div className="pv">
            {shown.body ? (
              <LessonBodyView body={shown.body} />
            ) : (
              <p className="pv__hole">{t("workshop.noPreview")}</p>
            )}
          </div>
        </Section>
        <div className="shop__side">
          {reviews && version.state === "in-review" && (
            <Decision versionId={version.id} note={answer?.note} />
          )}
          <Section title={t("workshop.history")} plain>
            {desk.published && <p>{t("workshop.learnersHave", { number: desk.published.number })}</p>}
            {desk.decisions.length === 0 && <p className="dim">{t("workshop.noDecision")}</p>}
            {desk.decisions.map((decision) => (
              <div className="cm" key={decision.decidedAt.toISOString()}>
                <p className="cm__who">
                  <b>
                    {t(decision.verdict === "approve" ? "workshop.approved" : "workshop.asked", {
                      number: decision.number,
                    })}
                  </b>
                </p>
                <p className="dim">{formatMoment(decision.decidedAt, language)}</p>
                {decision.note && <p>{decision.note}</p>}
              </div>
            ))}
            {desk.published && <Go to={`/courses/${desk.course.slug}`}>{t("workshop.seeCourse")}</Go>}
          </Section>
        </div>
      </div>
    </>
  );
}

function Editor({ version, typed }: { version: Desk["version"]; typed?: string }) {
  const { t } = useTranslation("courses");
  const navigation = useNavigation();
  const busy = navigation.state === "submitting" ? navigation.formData?.get("intent") : null;
  const place = `nuanxin.draft.${version.id}.${version.revision}`;
  const [start, setStart] = useState(typed ?? version.source);
  const [left, setLeft] = useState<string | null>(null);
  useEffect(() => {
    try {
      // Drafts of earlier revisions have been saved; 200 KB each would fill the storage that unsent answers need.
      for (const name of Object.keys(localStorage)) {
        if (name.startsWith(`nuanxin.draft.${version.id}.`) && name !== place) localStorage.removeItem(name);
      }
      const kept = localStorage.getItem(place);
      if (kept !== null && kept !== start) setLeft(kept);
    } catch {
      // Storage can be forbidden; then there is no local draft.
    }
  }, [place, start, version.id]);
  const keep = (text: string) => {
    try {
      localStorage.setItem(place, text);
    } catch {
      // As above.
    }
  };
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="versionId" value={version.id} />
      <input type="hidden" name="revision" value={version.revision} />
      {left !== null && (
        <Notice kind="warn" title={t("workshop.leftHere")}>
          <div className="btns">
            <Button
              type="button"
              onClick={() => {
                setStart(left);
                setLeft(null);
              }}
            >
              {t("workshop.takeBack")}
            </Button>
            <Button type="button" kind="quiet" onClick={() => setLeft(null)}>
              {t("workshop.dropIt")}
            </Button>
          </div>
        </Notice>
      )}
      <TextArea
        // Only a text that was taken back replaces what stands in the field.
        key={start}
        code
        name="source"
        label={t("workshop.source")}
        hint={t("workshop.hint")}
        rows={28}
        spellCheck={false}
        defaultValue={start}
        onInput={(event) => left === null && keep(event.currentTarget.value)}
      />
      <p className="btns mt-4">
        <Button type="submit" name="intent" value="preview" busy={busy === "preview"}>
          {t("workshop.doPreview")}
        </Button>
        <Button type="submit" name="intent" value="save" busy={busy === "save"}>
          {t("workshop.save")}
        </Button>
        <Button kind="primary" type="submit" name="intent" value="submit" busy={busy === "submit"}>
          {t("workshop.submit")}
        </Button>
      </p>
    </Form>
  );
}

function Problems({ problems }: Pick<Preview, "problems">) {
  const { t } = useTranslation("courses");
  const errors = problems.filter((problem) => problem.severity === "error").length;
  return (
    <Section
      title={t("workshop.problems")}
      aside={t("workshop.problemCount", { errors, warnings: problems.length - errors })}
      plain
    >
      {problems.length === 0 ? (
        <Empty title={t("workshop.noProblem")}>{t("workshop.noProblemText")}</Empty>
      ) : (
        <ul className="probs">
          {problems.map((problem, index) => (
            <li key={index}>
              <span className={problem.severity === "error" ? "bad" : "late"}>
                <Icon
                  name={problem.severity === "error" ? "x-circle" : "warn"}
                  label={t(`severity.${problem.severity}`)}
                />
              </span>
              <span className="nb">
                {t("workshop.place", { line: problem.line, column: problem.column })}
              </span>
              <span>{problem.text}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Decision({ versionId, note }: { versionId: string; note?: string }) {
  const { t } = useTranslation("courses");
  return (
    <Section title={t("workshop.decide")} plain>
      <Form method="post" className="stack">
        <input type="hidden" name="versionId" value={versionId} />
        <TextArea
          name="note"
          label={t("workshop.note")}
          hint={t("workshop.noteHint")}
          maxLength={1000}
          defaultValue={note}
        />
        <p className="btns mt-4">
          <Button kind="primary" type="submit" name="intent" value="approve">
            {t("workshop.approve")}
          </Button>
          <Button type="submit" name="intent" value="ask">
            {t("workshop.ask")}
          </Button>
        </p>
      </Form>
    </Section>
  );
}
