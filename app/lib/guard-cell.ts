/**
 * What a spreadsheet program takes for the beginning of a formula (a full-width sign too, where Chinese input is on),
 * or what hides one from a reader who only looks at the first sign.
 */
const startsFormula = /^[=+\-@\t\r\n＝＋－＠]/;

/** A text for a cell of a CSV file: one that would be run as a formula gets an apostrophe in front and stays text. */
export function guardCell(text: string): string {
  return startsFormula.test(text) ? `'${text}` : text;
}

/** The text that `guardCell` was given: an apostrophe goes only where it guards something. */
export function unguardCell(text: string): string {
  return text.startsWith("'") && startsFormula.test(text.slice(1)) ? text.slice(1) : text;
}
