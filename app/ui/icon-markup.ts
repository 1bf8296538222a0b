import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { type Html, trusted } from "~/lib/html";
import { Icon, type IconName } from "./icon";

const drawn = new Map<IconName, Html>();

/** An icon as decoration, for pages that are written without React. */
export function iconMarkup(name: IconName): Html {
  const icon = drawn.get(name) ?? trusted(renderToStaticMarkup(createElement(Icon, { name })));
  drawn.set(name, icon);
  return icon;
}
