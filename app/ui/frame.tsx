import { Link, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";
import { Seal } from "./seal";

export type NavItem = {
  to: string;
  label: string;
  icon: IconName;
  /** How many things wait there, and in words: "6 件待办". */
  count?: { value: number; says: string; only?: "phone" };
  /** Opens a group of this name above the item; desk only. */
  group?: string;
  /** `desk` leaves it out of the phone's bottom bar, `phone` out of the side bar. */
  only?: "desk" | "phone";
};

type FrameProps = {
  brand: { mark: string; name: string };
  /** Names the navigation. */
  label: string;
  items: NavItem[];
  /** The words of the skip link. */
  skip: string;
  /** At the foot of the side bar: who is signed in. */
  foot?: ReactNode;
  /** Above everything, such as that this is a demonstration. */
  banner?: ReactNode;
  /** A narrow side bar, for pages that need the width. */
  rail?: boolean;
  width?: MainWidth;
  children: ReactNode;
};

export type MainWidth = "full" | "today" | "narrow" | "read";

/** A bottom bar on phones, a side bar on desks; one `<main>`. */
export function Frame({
  brand,
  label,
  items,
  skip,
  foot,
  banner,
  rail,
  width = "full",
  children,
}: FrameProps) {
  const current = nearest(useLocation().pathname, items);
  return (
    <>
      <a className="skip" href="#main">
        {skip}
      </a>
      {banner && <header className="banner noprint">{banner}</header>}
      <div className={rail ? "app app--rail" : "app"}>
        <nav className="nav" aria-label={label}>
          <div className="nav__brand">
            <Seal mark={brand.mark} />
            <span>{brand.name}</span>
          </div>
          <ul className="nav__list">
            {items.map((item) => (
              <li key={item.to} className={item.only && `nav__${item.only}`}>
                {item.group && <span className="nav__group">{item.group}</span>}
                <Link
                  className="nav__link"
                  to={item.to}
                  aria-current={item.to === current ? "page" : undefined}
                >
                  <Icon name={item.icon} />
                  <span>{item.label}</span>
                  {item.count && item.count.value > 0 && (
                    <span className={item.count.only ? "nav__count nav__count--phone" : "nav__count"}>
                      <span aria-hidden="true">{item.count.value}</span>
                      <span className="vh"> {item.count.says}</span>
                    </span>
                  )}
                </Link>
              </li>
            ))}
          </ul>
          {foot && <div className="nav__foot">{foot}</div>}
        </nav>
        <main id="main" className={width === "full" ? "main" : `main main--${width}`} tabIndex={-1}>
          {children}
        </main>
      </div>
    </>
  );
}

/** The item that an address belongs to: the one that says most of it. */
function nearest(path: string, items: NavItem[]): string | undefined {
  return items
    .map(({ to }) => to)
    .filter((to) => path === to || (to !== "/" && path.startsWith(`${to}/`)))
    .sort((a, b) => b.length - a.length)[0];
}
