import type { ReactNode } from "react";

/** A ruled list; its children are `Row`s. */
export function Rows({ ordered, children }: { ordered?: boolean; children: ReactNode }) {
  const List = ordered ? "ol" : "ul";
  return <List className="rows">{children}</List>;
}
