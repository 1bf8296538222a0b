/**
 * One-time links. An invitation holds for 7 days, a new password for 60 minutes, the first administrator's link for 24
 * hours; each once, and only the newest of an account.
 */
import { dayMs, minuteMs } from "../../../lib/dates";

export const version = "people.link@1";

export const linkPurposes = ["invite", "reset", "first"] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

export const holdsMs: Record<LinkPurpose, number> = {
  invite: 7 * dayMs,
  reset: 60 * minuteMs,
  first: dayMs,
};

export const linkRefusals = ["unknown", "used", "superseded", "expired"] as const;
export type LinkRefusal = (typeof linkRefusals)[number];

export interface LinkState {
  /** Epoch milliseconds. */
  expiresAt: number;
  usedAt: number | null;
  /** Whether the account has a newer one. */
  superseded: boolean;
}

export function linkRefusal(link: LinkState | null, now: number): LinkRefusal | null {
  if (!link) return "unknown";
  if (link.usedAt !== null) return "used";
  if (link.superseded) return "superseded";
  return now >= link.expiresAt ? "expired" : null;
}

/** The right kind of link for an account: one that has no password yet is invited. */
export function purposeFor(hasPassword: boolean): "invite" | "reset" {
  return hasPassword ? "reset" : "invite";
}

export type InviteRefusal = "self" | "left" | "administrator" | "no-mail";

/**
 * Why nobody may be given a link. HR gives none to administrators or other HR officers, in whose name it could act then.
 */
export function inviteRefusal(facts: {
  self: boolean;
  left: boolean;
  byHr: boolean;
  hasOffice: boolean;
  noMail: boolean;
}): InviteRefusal | null {
  if (facts.self) return "self";
  if (facts.left) return "left";
  if (facts.byHr && facts.hasOffice) return "administrator";
  return facts.noMail ? "no-mail" : null;
}
