import { Link } from "@remix-run/react";
import type { ReactNode } from "react";

export type TodoItem = {
  key: string;
  /** Until when, in words. */
  due: ReactNode;
  title: ReactNode;
  to?: string;
  text?: ReactNode;
  actions?: ReactNode;
};

/** What waits for a decision, the most urgent first. */
export function Todo({ items }: { items: TodoItem[] }) {
  return (
    <ol className="todo">
      {items.map(({ key, due, title, to, text, actions }) => (
        <li key={key} className="todo__it">
          <p className="todo__due">{due}</p>
          <div>
            <h3>{to ? <Link to={to}>{title}</Link> : title}</h3>
            {text && <p className="dim">{text}</p>}
            {actions && <div className="btns">{actions}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
