import type { InputHTMLAttributes, ReactNode } from "react";

type CheckProps = Omit<InputHTMLAttributes<HTMLInputElement>, "className" | "style" | "type"> & {
  type?: "checkbox" | "radio";
  label: ReactNode;
  note?: ReactNode;
};

export function Check({ type = "checkbox", label, note, ...input }: CheckProps) {
  return (
    <label className="check">
      <input {...input} type={type} />
      <span>
        {label}
        {note && <span className="check__note">{note}</span>}
      </span>
    </label>
  );
}
