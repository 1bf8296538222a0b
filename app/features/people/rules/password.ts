/**
 * What a password must be (等保 2.0 level 2): 8 to 200 characters of at least three classes (lower case, upper case,
 * digit, anything else), without the own employee number or name, none of the most common ones, and none of the last
 * five. It is changed every 90 days; the last 14 of them say so.
 */
import { dayMs } from "../../../lib/dates";

export const version = "people.password@1";

export const shortest = 8;
export const longest = 200;
export const classesNeeded = 3;
/** How many earlier passwords may not come back. */
export const historyKept = 5;
export const agesAfterMs = 90 * dayMs;
export const warnedBeforeMs = 14 * dayMs;

export const passwordRefusals = ["short", "long", "classes", "own-words", "common"] as const;
export type PasswordRefusal = (typeof passwordRefusals)[number];

/** What three classes alone do not keep away; compared without case and without what stands at either end. */
const common = new Set([
  ...["password", "passw0rd", "p@ssw0rd", "p@ssword", "pa$$word", "pass", "admin", "administrator", "root"],
  ...["welcome", "letmein", "changeme", "default", "test", "guest", "user", "login", "iloveyou", "monkey"],
  ...["qwerty", "qwertyuiop", "asdfgh", "asdfghjkl", "zxcvbn", "zxcvbnm", "1qaz2wsx", "qazwsx", "1q2w3e4r"],
  ...["woaini", "woaizhongguo", "nihao", "mima", "wodemima", "shequ", "nuanxin", "zhongguo", "beijing"],
  ...["abc", "abcd", "abcdef", "abcdefg", "aaa", "a", "aa", "q", "qq", "qwe", "asd", "zxc"],
]);

/** Whether a password is one, for whom it is. */
export function passwordRefusal(
  password: string,
  owner: { employeeNo: string; name: string },
): PasswordRefusal | null {
  const length = [...password].length;
  if (length < shortest) return "short";
  if (length > longest) return "long";
  if (classesOf(password) < classesNeeded) return "classes";
  const plain = password.toLowerCase();
  // A number of one or two characters is in half of all passwords.
  const own = [
    [owner.employeeNo, 3],
    [owner.name, 2],
  ] as const;
  if (own.some(([word, from]) => word.length >= from && plain.includes(word.toLowerCase())))
    return "own-words";
  return isCommon(plain) ? "common" : null;
}

function classesOf(password: string): number {
  return [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/].filter((shape) => shape.test(password)).length;
}

/** "Password2026!" is "password": what people hang on at the ends to please a rule is taken off first. */
function isCommon(plain: string): boolean {
  const bare = plain.replace(/^[^\p{L}$@]+|\P{L}+$/gu, "");
  return common.has(plain) || common.has(bare) || common.has(plain.replace(/[^a-z0-9]+$/, ""));
}

export interface PasswordAge {
  aged: boolean;
  /** When it has to be changed, in epoch milliseconds; null when nobody knows since when it holds. */
  endsAt: number | null;
  /** Whether its end is near enough to be told. */
  soon: boolean;
}

/** How old a password is; one of which nobody knows since when it holds has to be changed. */
export function passwordAge(setAt: number | null, now: number): PasswordAge {
  if (setAt === null) return { aged: true, endsAt: null, soon: false };
  const endsAt = setAt + agesAfterMs;
  return { aged: now >= endsAt, endsAt, soon: now < endsAt && now >= endsAt - warnedBeforeMs };
}
