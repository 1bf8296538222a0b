import type { ReactNode } from "react";

/** The bottom of a page that has no navigation: what to do next, under the thumb. `above` is a line over it. */
export function Foot({ above, children }: { above?: ReactNode; children: ReactNode }) {
  return (
    <footer className="foot">
      {above}
      <div className="foot__row">{children}</div>
    </footer>
  );
}
