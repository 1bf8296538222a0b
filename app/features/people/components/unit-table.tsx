import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDay } from "~/lib/dates";
import { Icon } from "~/ui/icon";
import { Tag } from "~/ui/tag";
import { useLanguage } from "~/ui/use-language";
import type { UnitRow, UnitSort } from "../unit-register.server";

/** Rows that belong together: one that stands alone, or a street with its communities. */
function groupsOf(rows: readonly UnitRow[]): UnitRow[][] {
  const groups: UnitRow[][] = [];
  for (const row of rows) {
    const group = groups[groups.length - 1];
    const top = group?.[0];
    if (top && top.kind === "street" && row.level > top.level) group.push(row);
    else groups.push([row]);
  }
  return groups;
}

/** The tree as a table: a group of rows for each street, whose own row heads it. */
export function UnitTable(props: {
  rows: readonly UnitRow[];
  caption: string;
  /** Addresses that sort the units below each other; none where the order is given. */
  sort?: { by: UnitSort; to: (by: UnitSort) => string };
}) {
  const { rows, caption, sort } = props;
  const { t } = useTranslation("units");
  const { language } = useLanguage();
  const head = (by: UnitSort, label: string, className?: string) => (
    <th scope="col" className={className} aria-sort={sort?.by === by ? order[by] : undefined}>
      {sort ? (
        <Link to={sort.to(by)} preventScrollReset>
          {label}
          {sort.by === by && <Icon name={order[by] === "ascending" ? "arrow-up" : "arrow-down"} />}
        </Link>
      ) : (
        label
      )}
    </th>
  );
  return (
    <div className="tbl-wrap" tabIndex={0} role="group" aria-label={caption}>
      <table className="tbl">
        <caption className="vh">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t("name")}</th>
            {head("people", t("people"), "n")}
            {head("holders", t("holders"), "n")}
            <th scope="col" className="hide-m">
              {t("kindHead")}
            </th>
            {head("code", t("code"), "hide-m")}
            {head("opened", t("openedOn"), "hide-m")}
          </tr>
        </thead>
        {groupsOf(rows).map((group) => (
          <tbody key={group[0]?.id}>
            {group.map((row, i) => (
              <tr key={row.id}>
                <th scope={i === 0 && group.length > 1 ? "rowgroup" : "row"}>
                  <UnitName row={row} />
                </th>
                <td className="n">{row.people.toLocaleString("en")}</td>
                <td className="n">{row.holders.toLocaleString("en")}</td>
                <td className="hide-m nb">{t(`kind.${row.kind}`)}</td>
                <td className="hide-m nb">{row.code}</td>
                <td className="hide-m nb">{formatDay(row.openedOn, language)}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

const order = {
  code: "ascending",
  people: "descending",
  holders: "descending",
  opened: "descending",
} as const;
const indents = ["", "pl-4", "pl-6"] as const;

function UnitName({ row }: { row: UnitRow }) {
  const { t } = useTranslation("units");
  const { named } = useLanguage();
  return (
    <span className={`block ${indents[row.level] ?? "pl-6"}`}>
      <Link className={row.onPath ? "hit dim" : "hit"} to={`/desk/units/${row.id}`}>
        {named(row)}
      </Link>
      {row.closedOn && (
        <>
          {" "}
          <Tag>{t("closed")}</Tag>
        </>
      )}
      {row.alias && <span className="note block">{t("alias", { name: row.alias })}</span>}
    </span>
  );
}
