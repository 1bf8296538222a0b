import { useEffect, useRef, type ReactNode } from "react";

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
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Where it does not fit, what is newest shows first: time runs to the right.
    if (frame.current) frame.current.scrollLeft = frame.current.scrollWidth;
  }, []);
  return (
    <figure className="fig">
      <div ref={frame} className="tbl-wrap" tabIndex={0} role="group" aria-label={label}>
        {children}
      </div>
      {caption && <figcaption>{caption}</figcaption>}
    </figure>
  );
}
