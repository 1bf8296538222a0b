import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Icon } from "./icon";

type RowProps = {
  /** A figure in front. */
  lead?: ReactNode;
  /** What stands at the right edge. */
  end?: ReactNode;
  /** Makes the whole row a link. */
  to?: string;
  /** The address is a document of its own, not a page of this app. */
  reloadDocument?: boolean;
  children: ReactNode;
};

export function Row({ lead, end, to, reloadDocument, children }: RowProps) {
  const inside = (
    <>
      {lead !== undefined && <span className="row__n">{lead}</span>}
      <span className="row__main">{children}</span>
      {end !== undefined && <span className="row__end">{end}</span>}
    </>
  );
  return (
    <li>
      {to ? (
        <Link className="row" to={to} reloadDocument={reloadDocument}>
          {inside}
          <Icon name="chevron-right" />
        </Link>
      ) : (
        <div className="row">{inside}</div>
      )}
    </li>
  );
}
