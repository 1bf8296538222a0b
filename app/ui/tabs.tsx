import { Link, NavLink } from "@remix-run/react";
import type { ReactNode } from "react";

type TabItem = {
  to: string;
  label: ReactNode;
  /** Given when the tab lives in the search part of the address; otherwise the path decides. */
  current?: boolean;
  end?: boolean;
};

export function Tabs({ label, items }: { label: string; items: TabItem[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {items.map((item) =>
        item.current === undefined ? (
          <NavLink key={item.to} className="tab" to={item.to} end={item.end ?? true} preventScrollReset>
            {item.label}
          </NavLink>
        ) : (
          <Link
            key={item.to}
            className="tab"
            to={item.to}
            aria-current={item.current ? "page" : undefined}
            preventScrollReset
          >
            {item.label}
          </Link>
        ),
      )}
    </nav>
  );
}
