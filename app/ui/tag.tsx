import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

type TagProps = { kind?: "plain" | "done" | "warn" | "danger"; icon?: IconName; children: ReactNode };

export function Tag({ kind = "plain", icon, children }: TagProps) {
  return (
    <span className={kind === "plain" ? "tag" : `tag tag--${kind}`}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </span>
  );
}
