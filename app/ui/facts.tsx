import type { ReactNode } from "react";

/** The consequences of an act, each led by its number. */
export function Facts({ items }: { items: { value: ReactNode; text: ReactNode }[] }) {
  return (
    <ul className="facts">
      {items.map((item, index) => (
        <li key={index}>
          <b>{item.value}</b>
          <span>{item.text}</span>
        </li>
      ))}
    </ul>
  );
}
