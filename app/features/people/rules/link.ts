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

export type InviteRefusal = "self" | "left" | "administrator" | "wider" | "watcher" | "no-mail";

/**
 * Why nobody may be given a link, since whoever holds one can act in that name. HR gives none to administrators or other
 * HR officers, nor to somebody whose roles reach beyond its own units. The system administrator sees no link of the
 * security administrator or the auditor who has a password: theirs goes by mail.
 */
export function inviteRefusal(facts: {
  self: boolean;
  left: boolean;
  byHr: boolean;
  hasOffice: boolean;
  /** Whether a role of theirs holds outside the units of who gives the link. */
  reachesWider: boolean;
  /** Whether it would be seen by who gives it, for somebody who watches over that person and has a password. */
  showsWatchersLink: boolean;
  noMail: boolean;
}): InviteRefusal | null {
  if (facts.self) return "self";
  if (facts.left) return "left";
  if (facts.byHr && facts.hasOffice) return "administrator";
  if (facts.byHr && facts.reachesWider) return "wider";
  if (facts.showsWatchersLink) return "watcher";
  return facts.noMail ? "no-mail" : null;
}
