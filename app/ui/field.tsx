import { useId, type InputHTMLAttributes, type ReactNode } from "react";
import { fieldAria, FieldFrame, type FieldWords } from "./field-frame";

type FieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, "className" | "style"> &
  FieldWords & {
    /** What stands behind the input, such as a unit. */
    unit?: ReactNode;
  };

export function Field({ id, label, hint, error, unit, ...input }: FieldProps) {
  const ownId = useId();
  const aria = fieldAria(id ?? ownId, { hint, error });
  return (
    <FieldFrame id={aria.id} label={label} hint={hint} error={error}>
      {unit ? (
        <span className="field__unit">
          <input {...input} {...aria} className="input" />
          <span>{unit}</span>
        </span>
      ) : (
        <input {...input} {...aria} className="input" />
      )}
    </FieldFrame>
  );
}
