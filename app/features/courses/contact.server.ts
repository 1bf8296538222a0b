import { timingSafeEqual } from "node:crypto";
import { keyedHash } from "~/platform/crypto.server";

/**
 * A moment at which the server answered somebody, as `<epoch milliseconds>.<keyed hash>`. A device says it back with what
 * was read without a network; it can be as old as it was, and never older than the server said it.
 */
export function signedContact(personId: string, at: number): string {
  return `${at}.${hashOf(personId, String(at))}`;
}

/** The moment of a contact in epoch milliseconds; null for one that this server did not say to this person. */
export function contactAt(personId: string, contact: string): number | null {
  const [at = "", hash = ""] = contact.split(".");
  const wanted = Buffer.from(hashOf(personId, at));
  const told = Buffer.from(hash);
  return told.length === wanted.length && timingSafeEqual(told, wanted) ? Number(at) : null;
}

const hashOf = (personId: string, at: string) => keyedHash("contact", `${personId} ${at}`).slice(0, 32);
