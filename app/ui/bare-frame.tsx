import type { ReactNode } from "react";
import type { MainWidth } from "./frame";

type BareFrameProps = {
  skip: string;
  banner?: ReactNode;
  /** A `Bar`. */
  bar?: ReactNode;
  /** A `Foot`. */
  foot?: ReactNode;
  width?: MainWidth;
  children: ReactNode;
};

/** A page without navigation: sign-in, a lesson, a paper. */
export function BareFrame({ skip, banner, bar, foot, width = "read", children }: BareFrameProps) {
  return (
    <>
      <a className="skip" href="#main">
        {skip}
      </a>
      {banner && <header className="banner noprint">{banner}</header>}
      {bar}
      <main
        id="main"
        className={`main main--bare${foot ? " main--foot" : ""}${width === "full" ? "" : ` main--${width}`}`}
        tabIndex={-1}
      >
        {children}
      </main>
      {foot}
    </>
  );
}
