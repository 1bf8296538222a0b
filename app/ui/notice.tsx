import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

const icons = { info: "info", done: "check", warn: "warn", danger: "alert" } as const;

type NoticeProps = {
  kind?: keyof typeof icons;
  title?: ReactNode;
  icon?: IconName;
  /** `alert` is read out at once, `status` when the reader pauses; none when it was there from the start. */
  role?: "status" | "alert";
  children?: ReactNode;
};

export function Notice({ kind = "info", title, icon, role, children }: NoticeProps) {
  return (
    <div className={kind === "info" ? "notice" : `notice notice--${kind}`} role={role}>
      <Icon name={icon ?? icons[kind]} />
      <div>
        {title && <b>{title}</b>}
        {children}
      </div>
    </div>
  );
}
