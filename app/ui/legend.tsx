import type { ReactNode } from "react";

export type LegendKey =
  "done" | "due" | "miss" | "heat-0" | "heat-1" | "heat-2" | "heat-3" | "heat-4" | "heat-5";

/** What the fills of a ruler or a heat table mean. */
export function Legend({ items }: { items: { key: LegendKey; label: ReactNode }[] }) {
  return (
    <ul className="legend">
      {items.map(({ key, label }) => (
        <li key={key} className={key === "miss" ? "miss" : undefined}>
          <i className={`k-${key}`} />
          {label}
        </li>
      ))}
    </ul>
  );
}
