import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

const icons = { ok: "check", late: "warn", bad: "x-circle" } as const;

/** A state in the line: colour, icon and words together. */
export function State({
  kind,
  icon,
  children,
}: {
  kind: keyof typeof icons;
  icon?: IconName;
  children: ReactNode;
}) {
  return (
    <span className={kind}>
      <Icon name={icon ?? icons[kind]} />
      <span>{children}</span>
    </span>
  );
}
