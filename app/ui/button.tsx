import { useId, type ButtonHTMLAttributes, type ReactNode } from "react";
import { Icon, type IconName } from "./icon";

export type ButtonKind = "primary" | "plain" | "quiet" | "icon";

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className" | "style" | "disabled"> & {
  kind?: ButtonKind;
  icon?: IconName;
  /** Icon behind the words, for "next" and for things that unfold. */
  iconEnd?: IconName;
  wide?: boolean;
  busy?: boolean;
  /** Why it cannot be used yet and when it can. Giving it is the only way to disable a button. */
  why?: ReactNode;
};

export function buttonClass(kind: ButtonKind = "plain", wide = false) {
  return `btn${kind === "plain" ? "" : ` btn--${kind}`}${wide ? " btn--wide" : ""}`;
}

/** `kind="icon"` shows the icon alone and needs `aria-label`. One `primary` a page. */
export function Button({ kind, icon, iconEnd, wide, busy, why, children, onClick, ...rest }: ButtonProps) {
  const whyId = useId();
  const button = (
    <button
      {...rest}
      {...(why ? { type: "button", "aria-disabled": true, "aria-describedby": whyId } : {})}
      className={buttonClass(kind, wide)}
      aria-busy={busy || undefined}
      onClick={busy || why ? (event) => event.preventDefault() : onClick}
    >
      {icon && !busy && <Icon name={icon} />}
      {children && <span>{children}</span>}
      {iconEnd && <Icon name={iconEnd} />}
    </button>
  );
  if (!why) return button;
  return (
    <span className="withwhy">
      {button}
      <span id={whyId}>{why}</span>
    </span>
  );
}
