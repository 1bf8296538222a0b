import { Link, type LinkProps } from "@remix-run/react";
import { Icon } from "./icon";

/** A text link of full touch height. `bare` leaves the chevron out. */
export function Go({ bare, children, ...rest }: Omit<LinkProps, "className" | "style"> & { bare?: boolean }) {
  return (
    <Link {...rest} className="go">
      {children}
      {!bare && <Icon name="chevron-right" />}
    </Link>
  );
}
