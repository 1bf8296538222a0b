/**
 * Lossless cleaning of what people type and programs add: nothing that carries meaning is changed, and the caller
 * reports each cell that became another. What needs a guess is refused elsewhere.
 */
export const version = "exchange.clean@1";

// What nobody sees: zero-width spaces and joiners, the byte order mark, soft hyphens, marks of writing direction.
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
// No-break, ideographic and other spaces, tabs and line ends: all are the one space.
const spaces = /[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/g;
// Katakana's middle dot full and half width, bullet, hyphenation point, bullet operator, dot operator.
const middleDots = /[・･•‧∙⋅]/g;

/** Any text: invisible characters go, every run of spaces is one, none at the ends. */
export function cleanText(text: string): string {
  return text.replace(invisible, "").replace(spaces, " ").trim();
}

/** A code, number, date, mail address: half width, without any space, without the apostrophe that made it a text. */
export function cleanCode(text: string): string {
  return halfWidth(cleanText(text))
    .replaceAll(" ", "")
    .replace(/^'(?=\w)/, "");
}

/** A name: letters half width, no space between Chinese characters (it aligned them), one middle dot for its variants. */
export function cleanName(text: string): string {
  return halfWidth(cleanText(text))
    .replace(middleDots, "·")
    .replace(/ ?· ?/g, "·")
    .replace(/([\p{Script=Han}〇]) (?=[\p{Script=Han}〇])/gu, "$1");
}

/** Half width for the letters, digits and signs that exist in both widths. */
function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}
