/**
 * A name that confirms what one knows already and tells nobody else: "王*芳", "王*", "阿***提". The first and the last
 * sign of three or more stay.
 */
export const version = "people.masked-name@1";

export function maskedName(name: string): string {
  const signs = [...name.normalize("NFC").trim()];
  if (signs.length < 2) return "*";
  if (signs.length === 2) return `${signs[0]}*`;
  return `${signs[0]}${"*".repeat(signs.length - 2)}${signs[signs.length - 1]}`;
}
