import type { ReactNode } from "react";

/** One line of a readiness list: a name, a verdict in words, then a `Band` or what is still missing. */
export function Ready({ name, says, unsure, children }: ReadyProps) {
  return (
    <li className="ready">
      <div className="ready__top">
        <span className="ready__name">{name}</span>
        <span className={unsure ? "ready__say dim" : "ready__say"}>{says}</span>
      </div>
      {children}
    </li>
  );
}

type ReadyProps = { name: ReactNode; says: ReactNode; unsure?: boolean; children?: ReactNode };
