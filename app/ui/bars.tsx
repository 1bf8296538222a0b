import type { ReactNode } from "react";

export type BarItem = {
  key: string;
  label: ReactNode;
  value: number;
  /** The value in words or with its unit; the bare number by default. */
  text?: ReactNode;
  /** The reader's own bar, drawn in ink. */
  own?: boolean;
};

/** Horizontal bars with direct labels, in the order given. */
export function Bars({ items, max = Math.max(...items.map((item) => item.value)) }: BarsProps) {
  return (
    <ul className="bars">
      {items.map(({ key, label, value, text, own }) => (
        <li key={key} className={own ? "bars__me" : undefined}>
          <span>{label}</span>
          <b>{text ?? value}</b>
          <svg width="100%" height="10" aria-hidden="true">
            <rect width={`${max > 0 ? Math.min(100, Math.max(0, (value / max) * 100)) : 0}%`} height="10" />
          </svg>
        </li>
      ))}
    </ul>
  );
}

type BarsProps = { items: BarItem[]; max?: number };
