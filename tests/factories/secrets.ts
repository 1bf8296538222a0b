import { checkDigit } from "../../app/features/people/rules/id-number";

/**
 * An ID number that nobody has, with a right check digit: the region 999999 does not exist, and neither does anybody
 * whose day of birth is before 1900. The product's own check refuses it, so it never comes in by a form.
 */
export function anIdNumber(order: number, bornOn = "1881-01-01"): string {
  const digits = `999999${bornOn.replaceAll("-", "")}${String(order % 1000).padStart(3, "0")}`;
  return digits + checkDigit(digits);
}

/** A row of digits as long as a card's that no bank gives: cards begin with 3 to 6. */
export function aPayeeAccount(order: number): string {
  return `0000${String(order).padStart(15, "0")}`;
}
