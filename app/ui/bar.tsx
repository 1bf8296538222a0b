import type { ReactNode } from "react";
import { ButtonLink } from "./button-link";

type BarProps = {
  title: ReactNode;
  /** The title is the page's h1. */
  heading?: boolean;
  back?: { to: string; label: string };
  /** What stands at the right edge: icon links, a clock. */
  end?: ReactNode;
  /** Under the row: a thin ruler, a notice. */
  children?: ReactNode;
};

/** The top of a page that has no navigation: it stays while the page scrolls. */
export function Bar({ title, heading, back, end, children }: BarProps) {
  const Title = heading ? "h1" : "p";
  return (
    <header className="bar">
      <div className="bar__row">
        {back && <ButtonLink kind="icon" icon="arrow-left" to={back.to} aria-label={back.label} />}
        <Title className={heading ? "bar__title bar__title--h text" : "bar__title"}>{title}</Title>
        {end}
      </div>
      {children}
    </header>
  );
}
