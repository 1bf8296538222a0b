import { Link } from "@remix-run/react";
import type { ReactNode } from "react";

export type HeatCell = {
  key: string;
  label: ReactNode;
  /** The number itself: no cell without it. */
  text: ReactNode;
  /** 0 nobody has it, then 1 (least) to 5 (most). */
  level: 0 | 1 | 2 | 3 | 4 | 5;
  to?: string;
  /** Numerator and denominator in words. */
  title?: string;
};

type HeatTableProps = {
  caption: string;
  rows: { key: string; label: ReactNode; note?: ReactNode; cells: HeatCell[] }[];
};

export function HeatTable({ caption, rows }: HeatTableProps) {
  const width = Math.max(0, ...rows.map((row) => row.cells.length));
  return (
    <div className="tbl-wrap" tabIndex={0} role="group" aria-label={caption}>
      <table className="heat">
        <caption className="vh">{caption}</caption>
        <colgroup>
          <col className="heat__first" />
        </colgroup>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                {row.label}
                {row.note && <span className="heat__note">{row.note}</span>}
              </th>
              {row.cells.map((cell) => (
                <td key={cell.key}>
                  {cell.to ? (
                    <Link className={`heat__cell lv${cell.level}`} to={cell.to} title={cell.title}>
                      <span>{cell.label}</span> <b>{cell.text}</b>
                    </Link>
                  ) : (
                    <span className={`heat__cell lv${cell.level}`} title={cell.title}>
                      <span>{cell.label}</span> <b>{cell.text}</b>
                    </span>
                  )}
                </td>
              ))}
              {row.cells.length < width && <td colSpan={width - row.cells.length} />}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
