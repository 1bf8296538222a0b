import { checkIdNumber, isPayeeAccount, type IdNumberRefusal } from "./id-number";

/** What is encrypted of a person. */
export const secretKinds = ["id-number", "payee-account"] as const;
export type SecretKind = (typeof secretKinds)[number];

export type SecretRefusal = IdNumberRefusal | "account" | "taken";

/**
 * The form in which a secret is kept and looked up: no spaces and no hyphens, and the check letter of an ID number as a
 * capital, so that "3301 02 … 12x" and "330102…12X" are one.
 */
export function normaliseSecret(kind: SecretKind, text: string): string {
  const bare = text.normalize("NFKC").replace(/[\s\u200b-\u200d\u2060\ufeff-]/g, "");
  return kind === "id-number" ? bare.toUpperCase() : bare;
}

/** Why a text cannot be such a secret, or null; an empty one takes the secret away. */
export function secretRefusal(kind: SecretKind, text: string): SecretRefusal | null {
  const bare = normaliseSecret(kind, text);
  if (bare === "") return null;
  if (kind === "payee-account") return isPayeeAccount(bare) ? null : "account";
  const checked = checkIdNumber(bare);
  return typeof checked === "string" ? checked : null;
}
