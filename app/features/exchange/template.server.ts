import { texts } from "~/platform/i18n/texts.server";
import { writeWorkbook } from "~/platform/sheets.server";
import { columnsOf, headOf, type Column, type ImportKind } from "./rules/columns";
import words from "./rules/words.json";

/** Columns whose explanation says more than their kind of field. */
const explained = ["unit", "since", "joinedOn", "endsOn"] as const;

/** The template of a kind: a sheet to fill in, an explanation of each column, an example. Chinese, as the headers are. */
export async function importTemplate(kind: ImportKind): Promise<{ name: string; file: Buffer }> {
  const { t } = texts("zh");
  const columns = columnsOf(kind);
  const heads = columns.map(({ key }) => ({ head: headOf(kind, key), width: 16 }));
  const how = ({ key, field }: Column) => {
    const own = explained.find((each) => each === key && (key !== "endsOn" || kind === "registrations"));
    if (own) return t(`exchange:how.${own}`);
    const list = field.as === "choice" ? Object.keys(field.of).join(t("exchange:comma")) : "";
    return t(`exchange:how.${field.as}`, { list });
  };
  const examples: readonly Readonly<Record<string, string>>[] = words.examples[kind];
  const file = await writeWorkbook([
    { name: t("exchange:template.fill"), columns: heads, rows: [] },
    {
      name: t("exchange:template.guide"),
      columns: [
        { head: t("exchange:template.head"), width: 16 },
        { head: t("exchange:template.need"), width: 8 },
        { head: t("exchange:template.how"), width: 60 },
      ],
      rows: columns.map((column) => [
        headOf(kind, column.key),
        column.required ? t("exchange:template.yes") : null,
        how(column),
      ]),
    },
    {
      name: t("exchange:template.example"),
      columns: heads,
      rows: examples.map((row) => columns.map(({ key }) => row[key] ?? null)),
    },
  ]);
  return { name: `${t(`exchange:kind.${kind}`)}.xlsx`, file };
}
