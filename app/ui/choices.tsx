import { useId, type ReactNode } from "react";
import { FieldNotes, fieldAria, type FieldWords } from "./field-frame";

/** A question answered by several `Check`s: one legend, hint and error for the group. */
export function Choices({ label, hint, error, children }: FieldWords & { children: ReactNode }) {
  const id = useId();
  // A group may not carry aria-invalid; the error is part of its description.
  const { "aria-describedby": describedBy } = fieldAria(id, { hint, error });
  return (
    <fieldset className={error ? "field field--error" : "field"} aria-describedby={describedBy}>
      <legend className="field__label">{label}</legend>
      <FieldNotes id={id} hint={hint} error={error} />
      {/* The legend floats. */}
      <div className="clear-both">{children}</div>
    </fieldset>
  );
}
