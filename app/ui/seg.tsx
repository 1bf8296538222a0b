import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

type SegItem = { label: ReactNode; icon?: IconName; on: boolean } & (
  { to: string } | { name: string; value: string; onClick?: () => void }
);

/** Two or three ways to see the same thing: links, or buttons that post the form around them. */
export function Seg({ label, items }: { label: string; items: SegItem[] }) {
  return (
    <span className="seg" role="group" aria-label={label}>
      {items.map((item) => {
        const inside = (
          <>
            {item.icon && <Icon name={item.icon} />}
            <span>{item.label}</span>
          </>
        );
        return "to" in item ? (
          <Link key={item.to} to={item.to} aria-current={item.on || undefined} preventScrollReset>
            {inside}
          </Link>
        ) : (
          <button
            key={item.value}
            name={item.name}
            value={item.value}
            aria-pressed={item.on}
            onClick={item.onClick}
          >
            {inside}
          </button>
        );
      })}
    </span>
  );
}
