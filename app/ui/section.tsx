import { useId, type ReactNode } from "react";

type SectionProps = {
  title: ReactNode;
  aside?: ReactNode;
  id?: string;
  level?: 2 | 3;
  /** Keeps the heading for screen readers only. */
  quiet?: boolean;
  /** No rule above: the first section under the page's head. */
  plain?: boolean;
  /** Place in the page's grid. */
  className?: string;
  children: ReactNode;
};

/** A region opened by an ink rule. */
export function Section({
  title,
  aside,
  id,
  level = 2,
  quiet,
  plain,
  className = "",
  children,
}: SectionProps) {
  const headingId = useId();
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section
      id={id}
      className={`sec${plain ? " sec--plain" : ""} ${className}`.trim()}
      aria-labelledby={headingId}
    >
      {quiet ? (
        <Heading id={headingId} className="vh">
          {title}
        </Heading>
      ) : (
        <div className="sec__head">
          <Heading id={headingId}>{title}</Heading>
          {typeof aside === "string" ? <span className="note">{aside}</span> : aside}
        </div>
      )}
      {children}
    </section>
  );
}
