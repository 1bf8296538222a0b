/**
 * Inviting many at once: who gets the first link by mail, who on paper, and who none. Whoever holds a link that still
 * counts is left out, unless all are to be invited again; a mail that went out since the page was opened is never
 * repeated, so that a form which is sent twice mails once. Paper may be made again: only the newest counts.
 */
import type { InviteRefusal } from "./link";

export const version = "people.invite-many@1";

/** As many as one transaction and one printed page hold. */
export const mostAtOnce = 500;

export const inviteWays = ["mail", "sheet"] as const;
export type InviteWay = (typeof inviteWays)[number];

export interface Uninvited {
  hasPassword: boolean;
  refusal: InviteRefusal | null;
  hasMail: boolean;
  /** When the invitation that still counts was made, by which way it went (epoch milliseconds). */
  open: { at: number; byMail: boolean } | null;
}

export interface Inviting {
  /** Mail where there is an address, or paper for everybody. */
  by: InviteWay;
  /** Also those who hold a link that still counts. */
  again: boolean;
  /** When the page was opened (epoch milliseconds). */
  seen: number;
}

export type InviteOutcome = InviteWay | "has-password" | "invited" | "refused";

export function inviteOutcome(person: Uninvited, { by, again, seen }: Inviting): InviteOutcome {
  if (person.hasPassword) return "has-password";
  if (person.refusal) return "refused";
  const way = by === "mail" && person.hasMail ? "mail" : "sheet";
  if (!person.open) return way;
  if (person.open.at > seen) return person.open.byMail ? "invited" : way;
  return again ? way : "invited";
}
