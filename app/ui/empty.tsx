import type { ReactNode } from "react";

type EmptyProps = { title: ReactNode; children: ReactNode; actions?: ReactNode; level?: 2 | 3 };

/** Says what will appear here and how to make it appear. */
export function Empty({ title, children, actions, level = 3 }: EmptyProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className="empty">
      <Heading className="empty__title">{title}</Heading>
      <div>{children}</div>
      {actions && <div className="btns">{actions}</div>}
    </div>
  );
}
