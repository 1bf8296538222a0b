import { useTranslation } from "react-i18next";
import { headOf, type ImportKind } from "~/features/exchange/rules/columns";
import type { JudgedRow } from "~/features/exchange/rules/verdict";

/** Why a row is refused, what it changes, what was cleaned. */
export function RowNotes({ kind, row }: { kind: ImportKind; row: JudgedRow }) {
  const { t } = useTranslation("exchange");
  const { refusals, changes, cleaned } = row;
  const words = (text: string) => text || t("result.blank");
  return (
    <ul className="stack">
      {refusals.map(({ column, reason, detail = [] }) => (
        <li key={`${column} ${reason}`}>
          {t("result.refusedFor", {
            column: headOf(kind, column),
            why: t(`reason.${reason}`, { detail: detail.join(reason === "range" ? "–" : t("comma")) }),
          })}
        </li>
      ))}
      {changes.map(({ column, from, to }) => (
        <li key={column}>
          {t("result.becomes", { column: headOf(kind, column), from: words(from), to: words(to) })}
        </li>
      ))}
      {cleaned.map(({ column, from, to }) => (
        <li key={`${column} cleaned`} className="dim">
          {t("result.cleanedTo", { column: headOf(kind, column), from, to: words(to) })}
        </li>
      ))}
    </ul>
  );
}
