import { useId, type SelectHTMLAttributes } from "react";
import { fieldAria, FieldFrame, type FieldWords } from "./field-frame";

type SelectProps = Omit<SelectHTMLAttributes<HTMLSelectElement>, "className" | "style" | "children"> &
  FieldWords & { options: { value: string; label: string }[] };

export function Select({ id, label, hint, error, options, ...select }: SelectProps) {
  const ownId = useId();
  const aria = fieldAria(id ?? ownId, { hint, error });
  return (
    <FieldFrame id={aria.id} label={label} hint={hint} error={error}>
      <select {...select} {...aria} className="select">
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
