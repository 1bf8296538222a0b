import { Children, type ReactNode } from "react";

/** Facts in a row, parted by hairlines; each child is one fact. */
export function Meta({ dim, children }: { dim?: boolean; children: ReactNode }) {
  return (
    <p className={dim ? "meta dim" : "meta"}>
      {Children.toArray(children).map((fact, index) => (
        <span key={index}>{fact}</span>
      ))}
    </p>
  );
}
