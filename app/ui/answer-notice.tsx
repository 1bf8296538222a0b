import { useEffect, useRef, type ReactNode } from "react";
import { Notice } from "./notice";

interface Props {
  kind: "done" | "warn" | "danger";
  title: ReactNode;
  /** Changes with every answer, so that the same refusal twice is shown twice. */
  answer: unknown;
  children?: ReactNode;
}

/** What came of an act: it takes the focus and comes into view, wherever the button was. */
export function AnswerNotice({ kind, title, answer, children }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: "center" });
  }, [answer]);
  return (
    <div ref={place} tabIndex={-1} className="answer">
      <Notice kind={kind} role={kind === "done" ? "status" : "alert"} title={title}>
        {children}
      </Notice>
    </div>
  );
}
