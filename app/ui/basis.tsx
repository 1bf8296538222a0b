import { Link } from "@remix-run/react";
import type { ReactNode } from "react";

/** Where a figure comes from: its rule set and, one touch away, its evidence. */
export function Basis({ link, children }: { link?: { to: string; label: ReactNode }; children: ReactNode }) {
  return (
    <p className="basis">
      <span>{children}</span>
      {link && <Link to={link.to}>{link.label}</Link>}
    </p>
  );
}
