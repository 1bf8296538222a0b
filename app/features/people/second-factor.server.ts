import { randomInt, timingSafeEqual } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { realNow } from "~/platform/clock.server";
import { decrypt, encrypt, keyedHash } from "~/platform/crypto.server";
import { texts } from "~/platform/i18n/texts.server";
import { db, type Tx } from "~/platform/store.server";
import { clearFailures, countFailure, lockState } from "./authenticate.server";
import {
  needsSecondFactor,
  recoveryCodeCount,
  stepAt,
  stepMs,
  stepRefusal,
  window,
} from "./rules/second-factor";

/** What the encrypted secret belongs to. */
export const totpOwner = (personId: string) => `account:${personId}:totp`;

function totp(secret: string, employeeNo = ""): TOTP {
  return new TOTP({
    issuer: texts("zh").t("brand.name"),
    label: employeeNo,
    algorithm: "SHA1",
    digits: 6,
    period: stepMs / 1000,
    secret: Secret.fromBase32(secret),
  });
}

export type FactorState =
  | { state: "none" }
  /** A secret is there, and no code of it has been shown yet. */
  | { state: "begun"; secret: string; uri: string }
  | { state: "set"; since: Date; codesLeft: number };

/** Where somebody's second factor stands, and whether the roles demand one. */
export async function secondFactor(personId: string): Promise<FactorState & { demanded: boolean }> {
  const account = await db().account.findUniqueOrThrow({
    where: { personId },
    include: {
      recoveryCodes: { where: { usedAt: null }, select: { id: true } },
      person: { select: { grants: { where: { endedAt: null }, select: { role: true } } } },
    },
  });
  const demanded = needsSecondFactor(account.person.grants.map(({ role }) => role));
  if (account.totpConfirmedAt)
    return {
      state: "set",
      since: account.totpConfirmedAt,
      codesLeft: account.recoveryCodes.length,
      demanded,
    };
  if (!account.totpCipher) return { state: "none", demanded };
  const secret = decrypt(account.totpCipher, totpOwner(personId));
  return { state: "begun", secret, uri: totp(secret, account.employeeNo).toString(), demanded };
}

/** Makes a secret that counts once it is confirmed. Returns false when there is one already. */
export async function beginSecondFactor(tx: Tx, personId: string): Promise<boolean> {
  const secret = new Secret({ size: 20 }).base32;
  const begun = await tx.account.updateMany({
    where: { personId, totpCipher: null },
    data: { totpCipher: encrypt(secret, totpOwner(personId)), totpStep: 0 },
  });
  return begun.count === 1;
}

/** The first code makes the secret count. Returns the recovery codes, which nobody can read again. */
export async function confirmSecondFactor(
  tx: Tx,
  personId: string,
  code: string,
): Promise<{ refusal: "none" | "wrong" | "locked" } | { codes: string[] }> {
  const account = await tx.account.findUniqueOrThrow({ where: { personId } });
  if (!account.totpCipher || account.totpConfirmedAt) return { refusal: "none" };
  if ((await lockState(tx, personId)).locked) return { refusal: "locked" };
  const at = realNow();
  const step = stepOf(decrypt(account.totpCipher, totpOwner(personId)), code, at);
  if (step === null) return { refusal: await countFailure(tx, personId) };
  await tx.account.update({
    where: { personId },
    data: { totpConfirmedAt: at, totpStep: BigInt(step) },
  });
  await clearFailures(tx, personId);
  return { codes: await newRecoveryCodes(tx, personId) };
}

export type FactorRefusal = "wrong" | "used" | "locked";

/**
 * Takes a code of the second factor, or a recovery code, each once. What is wrong counts to the lock, what is right
 * clears the count.
 */
export async function showSecondFactor(
  tx: Tx,
  personId: string,
  code: string,
): Promise<{ refusal: FactorRefusal } | { by: "code" | "recovery-code" }> {
  if ((await lockState(tx, personId)).locked) return { refusal: "locked" };
  const isCode = /^\d{6}$/.test(code);
  const refusal = isCode ? await takeCode(tx, personId, code) : await takeRecoveryCode(tx, personId, code);
  if (refusal === null) {
    await clearFailures(tx, personId);
    return { by: isCode ? "code" : "recovery-code" };
  }
  const counted = await countFailure(tx, personId);
  return { refusal: counted === "locked" ? counted : refusal };
}

/** Removes the second factor with its recovery codes. Returns false when there was none. */
export async function removeSecondFactor(tx: Tx, personId: string): Promise<boolean> {
  await tx.recoveryCode.deleteMany({ where: { accountId: personId } });
  const removed = await tx.account.updateMany({
    where: { personId, totpCipher: { not: null } },
    data: { totpCipher: null, totpConfirmedAt: null, totpStep: 0 },
  });
  return removed.count === 1;
}

/** New recovery codes; the old ones count no longer. */
export async function newRecoveryCodes(tx: Tx, personId: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodeCount }, newCode);
  await tx.recoveryCode.deleteMany({ where: { accountId: personId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ accountId: personId, hash: codeHash(personId, code) })),
  });
  return codes;
}

/** The time step whose code this is, or null. */
function stepOf(secret: string, code: string, at: Date): number | null {
  const delta = totp(secret).validate({ token: code, timestamp: at.getTime(), window });
  return delta === null ? null : stepAt(at.getTime()) + delta;
}

async function takeCode(tx: Tx, personId: string, code: string): Promise<"wrong" | "used" | null> {
  const account = await tx.account.findUniqueOrThrow({ where: { personId } });
  if (!account.totpCipher || !account.totpConfirmedAt) return "wrong";
  const at = realNow();
  const step = stepOf(decrypt(account.totpCipher, totpOwner(personId)), code, at);
  const refusal = stepRefusal(step, Number(account.totpStep), at.getTime());
  if (refusal || step === null) return refusal ?? "wrong";
  const taken = await tx.account.updateMany({
    where: { personId, totpStep: { lt: BigInt(step) } },
    data: { totpStep: BigInt(step) },
  });
  return taken.count === 1 ? null : "used";
}

async function takeRecoveryCode(tx: Tx, personId: string, typed: string): Promise<"wrong" | null> {
  const given = Buffer.from(codeHash(personId, typed), "hex");
  const codes = await tx.recoveryCode.findMany({ where: { accountId: personId, usedAt: null } });
  // All of them are compared, so that the time does not tell which one was near.
  const fits = codes.filter((code) => timingSafeEqual(Buffer.from(code.hash, "hex"), given));
  if (!fits[0]) return "wrong";
  const used = await tx.recoveryCode.updateMany({
    where: { id: fits[0].id, usedAt: null },
    data: { usedAt: realNow() },
  });
  return used.count === 1 ? null : "wrong";
}

// Without letters and digits that look alike on paper: 49 bits each.
const alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

function newCode(): string {
  const letters = Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}

function codeHash(personId: string, code: string): string {
  const plain = code.toUpperCase().replace(/[^A-Z0-9]/g, "");
  return keyedHash("recovery-code", `${personId}:${plain}`);
}
