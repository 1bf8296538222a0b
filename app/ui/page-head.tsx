import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Icon } from "./icon";

type PageHeadProps = {
  title: ReactNode;
  sub?: ReactNode;
  /** The page above this one. */
  crumb?: { to: string; label: ReactNode };
  actions?: ReactNode;
  /** Set in 宋体: the title of teaching material or of an official paper. */
  text?: boolean;
};

export function PageHead({ title, sub, crumb, actions, text }: PageHeadProps) {
  return (
    <header className="head">
      {crumb && (
        <p className="crumb noprint">
          <Link to={crumb.to}>
            <Icon name="chevron-left" />
            {crumb.label}
          </Link>
        </p>
      )}
      <div className="head__row">
        <div>
          <h1 className={text ? "text" : undefined}>{title}</h1>
          {sub && <div className="head__sub">{sub}</div>}
        </div>
        {actions && <div className="btns noprint">{actions}</div>}
      </div>
    </header>
  );
}
