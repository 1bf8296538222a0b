import type { ReactNode } from "react";
import { ButtonLink } from "./button-link";

type PagerProps = {
  label: string;
  /** Which rows these are, of how many. */
  says: ReactNode;
  previous: { to?: string; label: ReactNode };
  next: { to?: string; label: ReactNode };
};

/** A step without an address is not offered. */
export function Pager({ label, says, previous, next }: PagerProps) {
  return (
    <nav className="pager noprint" aria-label={label}>
      <span className="dim">{says}</span>
      <span className="btns">
        {previous.to && (
          <ButtonLink to={previous.to} rel="prev" icon="chevron-left">
            {previous.label}
          </ButtonLink>
        )}
        {next.to && (
          <ButtonLink to={next.to} rel="next" iconEnd="chevron-right">
            {next.label}
          </ButtonLink>
        )}
      </span>
    </nav>
  );
}
