import type { ReactNode } from "react";

/** A chart in a frame that scrolls on phones, with its caption; `label` names the frame for the keyboard. */
export function Figure({
  label,
  caption,
  children,
}: {
  label: string;
  caption?: ReactNode;
  children: ReactNode;
}) {
  return (
    <figure className="fig">
      <div className="tbl-wrap" tabIndex={0} role="group" aria-label={label}>
        {children}
      </div>
      {caption && <figcaption>{caption}</figcaption>}
    </figure>
  );
}
