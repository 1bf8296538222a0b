import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatMoment } from "~/lib/dates";
import { Button } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Go } from "~/ui/go";
import { Section } from "~/ui/section";
import { Select } from "~/ui/select";
import { useLanguage } from "~/ui/use-language";
import type { Comparison } from "../../compare.server";
import type { HistoryEntry } from "../../history.server";
import type { MarkedBlock } from "../../mark-changes";
import type { Desk } from "../../workshop.server";
import "../editor/editor.css";
import { LessonHead } from "../editor/lesson-head";
import { TextDiffView } from "../editor/text-diff-view";
import "./review.css";

interface Props {
  desk: Desk;
  choices: HistoryEntry[];
  compared: Comparison | null;
}

/** Two texts of a lesson laid over each other, as learners would see them. */
export function ComparePage({ desk, choices, compared }: Props) {
  const { t } = useTranslation("review");
  const { t: courses } = useTranslation("courses");
  const { language } = useLanguage();
  const address = `/workshop/${desk.course.slug}/${desk.slug}`;
  const name = ({ number, state, savedAt }: HistoryEntry) =>
    state
      ? t("compare.version", { number, state: courses(`state.${state}`) })
      : t("compare.save", { number, time: formatMoment(savedAt, language) });
  const options = choices.map((entry) => ({ value: entry.key, label: name(entry) }));
  return (
    <>
      <LessonHead desk={desk} />
      <Section
        title={t("compare.title")}
        plain
        aside={<Go to={`${address}/review`}>{t("compare.toReview")}</Go>}
      >
        {choices.length < 2 ? (
          <Empty title={t("compare.title")}>{t("compare.only")}</Empty>
        ) : (
          <Form method="get" aria-label={t("compare.pick")}>
            <div className="grid gap-4 m:grid-cols-3 items-end">
              {(["from", "to"] as const).map((side) => (
                <div key={side}>
                  <Select
                    name={side}
                    label={t(`compare.${side}`)}
                    options={options}
                    key={compared?.[side].key}
                    defaultValue={compared?.[side].key}
                  />
                </div>
              ))}
              <div className="btns">
                <Button type="submit">{t("compare.go")}</Button>
              </div>
            </div>
          </Form>
        )}
      </Section>
      {compared ? (
        <Compared {...compared} name={name} />
      ) : (
        choices.length > 1 && <p>{t("compare.sameText")}</p>
      )}
    </>
  );
}

function Compared({
  from,
  to,
  head,
  blocks,
  rows,
  name,
}: Comparison & { name: (entry: HistoryEntry) => string }) {
  const { t } = useTranslation("review");
  const sum = (...kinds: MarkedBlock["kind"][]) =>
    blocks?.filter(({ kind }) => kinds.includes(kind)).length ?? 0;
  const sums = { changed: sum("changed", "look"), added: sum("added"), removed: sum("removed") };
  const same = blocks && sums.changed + sums.added + sums.removed === 0;
  return (
    <>
      {head.length > 0 && (
        <Section title={t("compare.head")}>
          <dl className="stack">
            {head.map(({ field, old, fresh }) => (
              <div key={field} className="cp">
                <dt className="dim">{t(`compare.field.${field}`)}</dt>
                <dd>
                  <del>{old || t("compare.nothing")}</del> <ins>{fresh || t("compare.nothing")}</ins>
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
      <Section title={t("text.title")}>
        {rows && (
          <>
            <p className="dim">{t("compare.source")}</p>
            <TextDiffView rows={rows} old={name(from)} fresh={name(to)} />
          </>
        )}
        {blocks && (
          <>
            <p>{same ? t("compare.same") : t("compare.sums", sums)}</p>
            {!same && <p className="dim">{t("compare.legend")}</p>}
            <div className="cp mt-4">
              {runs(blocks).map((run, index) =>
                run.length > 3 && run[0]?.kind === "same" ? (
                  <details key={index} className="cp__row">
                    <summary className="ed-sum">{t("compare.folded", { count: run.length })}</summary>
                    {run.map((block, at) => (
                      <Block key={at} block={block} />
                    ))}
                  </details>
                ) : (
                  run.map((block, at) => <Block key={`${index}/${at}`} block={block} />)
                ),
              )}
            </div>
          </>
        )}
      </Section>
    </>
  );
}

/** Blocks that follow each other with changes, and those without. */
function runs(blocks: readonly MarkedBlock[]): MarkedBlock[][] {
  const found: MarkedBlock[][] = [];
  for (const block of blocks) {
    const last = found[found.length - 1];
    if (last && (last[0]?.kind === "same") === (block.kind === "same")) last.push(block);
    else found.push([block]);
  }
  return found;
}

function Block({ block: { kind, html } }: { block: MarkedBlock }) {
  const { t } = useTranslation("review");
  return (
    <div className={`cp__row cp__row--${kind}`}>
      {kind !== "same" && <p className="note">{t(`compare.kind.${kind}`)}</p>}
      <div className="read" lang="zh-CN" dangerouslySetInnerHTML={{ __html: html }} />
    </div>
  );
}
