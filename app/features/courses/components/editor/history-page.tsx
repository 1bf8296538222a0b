import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatMoment } from "~/lib/dates";
import { AnswerNotice } from "~/ui/answer-notice";
import { Button } from "~/ui/button";
import { Pager } from "~/ui/pager";
import { Section } from "~/ui/section";
import { useLanguage } from "~/ui/use-language";
import type { HistoryEntry } from "../../history.server";
import type { SaveRefusal } from "../../rules/draft";
import { isSame, type DiffRow } from "../../text-diff";
import type { Desk } from "../../workshop.server";
import "./editor.css";
import { LessonHead } from "./lesson-head";
import { TextDiffView } from "./text-diff-view";

export interface Compared {
  old: HistoryEntry;
  fresh: HistoryEntry;
  rows: DiffRow[];
}

interface Props {
  desk: Desk;
  entries: HistoryEntry[];
  /** Rows of the list from this one, counting from 1, of how many. */
  from: number;
  total: number;
  page: number;
  pages: number;
  compared: Compared | null;
  /** Whether an earlier text can be made the draft now. */
  restores: boolean;
  answer?: { refusal: SaveRefusal | "not-there" };
}

/** What a lesson was: every kept text with who and when, the difference between any two, and the way back. */
export function HistoryPage(props: Props) {
  const { desk, entries, from, total, page, pages, compared, restores, answer } = props;
  const { t } = useTranslation("editor");
  const { t: courses } = useTranslation("courses");
  const { language } = useLanguage();
  const address = `/workshop/${desk.course.slug}/${desk.slug}/history`;
  const newest = `${desk.version.number}.${desk.version.revision}`;
  const name = (entry: HistoryEntry) =>
    [
      t("history.name", { number: entry.number, time: formatMoment(entry.savedAt, language) }),
      entry.state ? courses(`state.${entry.state}`) : t("history.save", { revision: entry.revision }),
    ].join(t("history.and"));
  const step = (to: number) => {
    const search = new URLSearchParams(compared ? { old: compared.old.key, fresh: compared.fresh.key } : {});
    if (to > 1) search.set("page", String(to));
    return `${address}?${search.toString()}`;
  };
  return (
    <>
      <LessonHead desk={desk} />
      {answer && (
        <AnswerNotice kind="danger" answer={answer} title={t("history.notRestored")}>
          {answer.refusal === "not-there" ? t("history.gone") : t(`refusal.${answer.refusal}.text`)}
        </AnswerNotice>
      )}
      {compared && (
        <Section title={t("history.compared")} plain id="compared">
          <TextDiffView rows={compared.rows} old={name(compared.old)} fresh={name(compared.fresh)} />
          {restores && compared.fresh.key === newest && compared.old.key !== newest && (
            <Form method="post" className="mt-4">
              <input type="hidden" name="from" value={compared.old.key} />
              <input type="hidden" name="versionId" value={desk.version.id} />
              <input type="hidden" name="revision" value={desk.version.revision} />
              <p>
                {t("history.restoreSays", {
                  count: compared.rows.filter((row) => !isSame(row)).length,
                  name: name(compared.old),
                })}
              </p>
              <p className="btns mt-4">
                <Button kind="primary" type="submit">
                  {t("history.restore")}
                </Button>
              </p>
            </Form>
          )}
        </Section>
      )}
      <Section title={t("history.title")} aside={t("history.count", { count: total })} plain={!compared}>
        {total < 2 && <p className="dim">{t("history.only")}</p>}
        <Form method="get" action={address}>
          {page > 1 && <input type="hidden" name="page" value={page} />}
          <ol className="hist">
            {entries.map((entry) => (
              <li key={entry.key}>
                <span className="hist__what">
                  <b>{t("history.version", { number: entry.number })}</b>{" "}
                  {entry.state
                    ? courses(`state.${entry.state}`)
                    : t("history.save", { revision: entry.revision })}
                  <br />
                  <span className="dim">
                    {formatMoment(entry.savedAt, language)} {entry.author ?? t("history.fromFile")}
                  </span>
                </span>
                <span className="hist__pick">
                  {(total > 1 ? (["old", "fresh"] as const) : []).map((side) => (
                    <label key={side} className="check">
                      <input
                        type="radio"
                        name={side}
                        value={entry.key}
                        defaultChecked={
                          entry.key === (compared?.[side].key ?? (side === "fresh" ? newest : ""))
                        }
                      />
                      <span>{t(side === "old" ? "history.from" : "history.to")}</span>
                    </label>
                  ))}
                  {entry.key !== newest && (
                    <Link className="go" to={`${address}?old=${entry.key}&fresh=${newest}#compared`}>
                      {t("history.withNow")}
                    </Link>
                  )}
                </span>
              </li>
            ))}
          </ol>
          {total > 1 && (
            <p className="btns mt-4">
              <Button type="submit">{t("history.compare")}</Button>
            </p>
          )}
        </Form>
        {pages > 1 && (
          <Pager
            label={t("history.pages")}
            says={t("history.rows", { from, to: from + entries.length - 1, total })}
            previous={{ to: page > 1 ? step(page - 1) : undefined, label: t("history.newer") }}
            next={{ to: page < pages ? step(page + 1) : undefined, label: t("history.older") }}
          />
        )}
      </Section>
    </>
  );
}
