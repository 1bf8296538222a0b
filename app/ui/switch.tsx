import type { InputHTMLAttributes, ReactNode } from "react";

type SwitchProps = Omit<InputHTMLAttributes<HTMLInputElement>, "className" | "style" | "type" | "role"> & {
  label: ReactNode;
  note?: ReactNode;
};

/** A checkbox for something that is on or off. Inside a form it posts like any checkbox. */
export function Switch({ label, note, ...input }: SwitchProps) {
  return (
    <label className="optin">
      <span>
        <b>{label}</b>
        {note && <span className="dim">{note}</span>}
      </span>
      <input {...input} className="switch" type="checkbox" role="switch" />
    </label>
  );
}
