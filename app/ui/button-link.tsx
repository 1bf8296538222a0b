import { Link, type LinkProps } from "@remix-run/react";
import { buttonClass, type ButtonKind } from "./button";
import { Icon, type IconName } from "./icon";

type ButtonLinkProps = Omit<LinkProps, "className" | "style"> & {
  kind?: ButtonKind;
  icon?: IconName;
  iconEnd?: IconName;
  wide?: boolean;
};

/** A link that looks like a button. Pass `reloadDocument` for files and printouts. */
export function ButtonLink({ kind, icon, iconEnd, wide, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={buttonClass(kind, wide)}>
      {icon && <Icon name={icon} />}
      {children && <span>{children}</span>}
      {iconEnd && <Icon name={iconEnd} />}
    </Link>
  );
}
