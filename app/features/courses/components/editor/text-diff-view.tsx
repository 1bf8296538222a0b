import { useTranslation } from "react-i18next";
import { isSame, type DiffLine, type DiffRow } from "../../text-diff";

/** Unchanged lines shown around a change. */
const around = 3;

interface Props {
  rows: readonly DiffRow[];
  old: string;
  fresh: string;
}

/** Two texts line by line: side by side on a desk, one under the other on a phone. Long same stretches are left out. */
export function TextDiffView({ rows, old, fresh }: Props) {
  const { t } = useTranslation("editor");
  const near = new Set<number>();
  rows.forEach((row, index) => {
    if (!isSame(row)) for (let i = index - around; i <= index + around; i++) near.add(i);
  });
  if (near.size === 0) return <p className="dim">{t("diff.same")}</p>;
  return (
    <div className="df" role="group" aria-label={t("diff.title", { old, fresh })}>
      <p className="df__head">
        <span>
          <span aria-hidden>− </span>
          {old}
        </span>
        <span>
          <span aria-hidden>+ </span>
          {fresh}
        </span>
      </p>
      {runs(rows, near).map((run) =>
        run.hidden ? (
          <p key={run.from} className="df__gap">
            {t("diff.hidden", { count: run.rows.length })}
          </p>
        ) : (
          run.rows.map((row, index) => (
            <div key={run.from + index} className={isSame(row) ? "df__row df__row--same" : "df__row"}>
              <Line kind="old" line={row.old} same={isSame(row)} />
              <Line kind="fresh" line={row.fresh} same={isSame(row)} />
            </div>
          ))
        ),
      )}
    </div>
  );
}

function runs(rows: readonly DiffRow[], near: ReadonlySet<number>) {
  const found: { from: number; hidden: boolean; rows: DiffRow[] }[] = [];
  rows.forEach((row, index) => {
    const hidden = !near.has(index);
    const last = found[found.length - 1];
    if (last && last.hidden === hidden) last.rows.push(row);
    else found.push({ from: index, hidden, rows: [row] });
  });
  return found;
}

function Line({ kind, line, same }: { kind: "old" | "fresh"; line: DiffLine | null; same: boolean }) {
  const { t } = useTranslation("editor");
  if (!line) return <div className="df__none" />;
  const Mark = kind === "old" ? "del" : "ins";
  return (
    <div className={same ? "df__line" : `df__line df__line--${kind}`}>
      <span className="df__n">{line.number}</span>
      <span className="df__sign">
        {!same && (
          <>
            <span aria-hidden>{kind === "old" ? "−" : "+"}</span>
            <span className="vh">{t(kind === "old" ? "diff.removed" : "diff.added")}</span>
          </>
        )}
      </span>
      <span className="df__text" lang="zh-CN">
        {line.parts.map((part, index) =>
          part.changed ? <Mark key={index}>{part.text}</Mark> : <span key={index}>{part.text}</span>,
        )}
      </span>
    </div>
  );
}
