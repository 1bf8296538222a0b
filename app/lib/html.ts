/** Markup that is safe to show as it is. */
export class Html {
  constructor(readonly markup: string) {}
}

/** What can stand in a template: text is escaped, markup is not, nothing shows nothing. */
export type Part = Html | string | number | false | null | undefined | readonly Part[];

/** A template of markup: ``html`<p title="${text}">${more}</p>` ``. Attributes stand in double quotes. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  let markup = strings[0] ?? "";
  for (let index = 0; index < parts.length; index++)
    markup += shown(parts[index]) + (strings[index + 1] ?? "");
  return new Html(markup);
}

/** Markup that was made elsewhere and is known to be safe, such as a compiled lesson. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

function shown(part: Part): string {
  if (part instanceof Html) return part.markup;
  if (typeof part === "string") return escaped(part);
  if (Array.isArray(part)) return part.map(shown).join("");
  return typeof part === "number" ? String(part) : "";
}

const special = /[&<>"']/;
const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escaped(text: string): string {
  return special.test(text) ? text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign) : text;
}
