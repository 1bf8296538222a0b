import { useId, type TextareaHTMLAttributes } from "react";
import { fieldAria, FieldFrame, type FieldWords } from "./field-frame";

type TextAreaProps = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "className" | "style"> &
  FieldWords & {
    /** Monospaced, for source text. */
    code?: boolean;
  };

export function TextArea({ id, label, hint, error, code, ...area }: TextAreaProps) {
  const ownId = useId();
  const aria = fieldAria(id ?? ownId, { hint, error });
  return (
    <FieldFrame id={aria.id} label={label} hint={hint} error={error}>
      <textarea rows={4} {...area} {...aria} className={code ? "area area--code" : "area"} />
    </FieldFrame>
  );
}
