import { Link } from "@remix-run/react";
import { Fragment, type ReactNode } from "react";
import { Icon } from "./icon";

export type Column<T> = {
  key: string;
  head: ReactNode;
  cell: (row: T) => ReactNode;
  align?: "start" | "end";
  /** This cell names its row. */
  rowHeader?: boolean;
  /** Address that sorts by this column; `direction` when the table is sorted by it now. */
  sort?: { to: string; direction?: "ascending" | "descending" };
  /** Left out below 700 px; the same fact must be found elsewhere on the row's own page. */
  wideOnly?: boolean;
};

type TableProps<T> = {
  caption: string;
  showCaption?: boolean;
  columns: Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** Rows of `<tfoot>`: a `<tr>` or several. */
  foot?: ReactNode;
  /** What unfolds under a row, if anything. */
  detail?: (row: T) => ReactNode;
  /** Larger type for phones, where the table is the page's main matter. */
  large?: boolean;
};

/** 三线表. It scrolls in its own frame, which the keyboard can reach. */
export function Table<T>({
  caption,
  showCaption,
  columns,
  rows,
  rowKey,
  foot,
  detail,
  large,
}: TableProps<T>) {
  const cellClass = ({ align, wideOnly }: Column<T>) =>
    [align === "end" && "n", wideOnly && "hide-m"].filter(Boolean).join(" ") || undefined;
  return (
    <div className="tbl-wrap" tabIndex={0} role="group" aria-label={caption}>
      <table className={large ? "tbl tbl--phone" : "tbl"}>
        <caption className={showCaption ? undefined : "vh"}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={cellClass(column)}
                aria-sort={column.sort?.direction}
              >
                {column.sort ? (
                  <Link to={column.sort.to} preventScrollReset>
                    {column.head}
                    {column.sort.direction && (
                      <Icon name={column.sort.direction === "ascending" ? "arrow-up" : "arrow-down"} />
                    )}
                  </Link>
                ) : (
                  column.head
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const more = detail?.(row);
            return (
              <Fragment key={rowKey(row)}>
                <tr className={more ? "is-open" : undefined}>
                  {columns.map((column) =>
                    column.rowHeader ? (
                      <th key={column.key} scope="row" className={cellClass(column)}>
                        {column.cell(row)}
                      </th>
                    ) : (
                      <td key={column.key} className={cellClass(column)}>
                        {column.cell(row)}
                      </td>
                    ),
                  )}
                </tr>
                {more && (
                  <tr className="tbl__more">
                    <td colSpan={columns.length}>{more}</td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
        {foot && <tfoot>{foot}</tfoot>}
      </table>
    </div>
  );
}
