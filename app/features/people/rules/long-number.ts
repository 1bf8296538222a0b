/**
 * Whether a text carries 15 digits in a row or more, as an ID number or an account does. Spaces, hyphens, what nobody
 * sees and full-width digits hide none.
 */
export function hasLongNumber(text: string): boolean {
  return /\d{15}/.test(text.normalize("NFKC").replace(/[\s\p{Pd}\p{Cf}−]/gu, ""));
}
