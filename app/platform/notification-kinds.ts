import type { Permission } from "./access";

/** Ways beside the notification centre, which has everything. */
export const channels = ["mail", "wecom"] as const;
export type Channel = (typeof channels)[number];

interface Kind {
  /** Whom it concerns; null for everybody. */
  permission: Permission | null;
  /** Whether mail goes out as long as nobody chose otherwise; `always`: whatever was chosen, for the account's sake. */
  mail: "yes" | "no" | "always";
  /** Its text may be read by a chat group: no secret, no points, no payment, no personal data. */
  group: boolean;
}

/** What somebody may be told. */
export const notificationKinds = {
  "training.promoted": { permission: "training:enrol", mail: "yes", group: true },
  "lesson.submitted": { permission: "course:review", mail: "yes", group: true },
  "lesson.approved": { permission: "course:write", mail: "yes", group: true },
  "lesson.changes-asked": { permission: "course:write", mail: "yes", group: false },
  "lesson.commented": { permission: "course:write", mail: "no", group: false },
  "lesson.law-expired": { permission: "course:write", mail: "yes", group: true },
  "certificate.revoked": { permission: null, mail: "yes", group: false },
  "correction.filed": { permission: "people:write", mail: "yes", group: false },
  "correction.decided": { permission: null, mail: "yes", group: false },
  "person.transferred": { permission: null, mail: "no", group: false },
  "account.link": { permission: null, mail: "always", group: false },
  "account.new-device": { permission: null, mail: "always", group: false },
  "account.password-changed": { permission: null, mail: "always", group: false },
  "account.locked": { permission: null, mail: "always", group: false },
  "system.test": { permission: "system:manage", mail: "always", group: false },
} as const satisfies Record<string, Kind>;

export type NotificationKind = keyof typeof notificationKinds;
export const kindNames = Object.keys(notificationKinds) as NotificationKind[];

export function isKind(value: string): value is NotificationKind {
  return Object.hasOwn(notificationKinds, value);
}

/** What a kind's text inserts. Days are civil days, moments ISO strings. */
export interface NotificationParams {
  "training.promoted": { session: string; sessionEn: string; startsAt: string; venue: string };
  "lesson.submitted": { lesson: string };
  "lesson.approved": { lesson: string };
  "lesson.changes-asked": { lesson: string };
  "lesson.commented": { lesson: string };
  /** `law` as it is named in a line, `until` its last day. */
  "lesson.law-expired": { lesson: string; law: string; until: string };
  "certificate.revoked": { title: string; minutes: number; points: number };
  "correction.filed": { person: string };
  "correction.decided": { accepted: boolean };
  "person.transferred": { unit: string; unitEn: string; from: string };
  "account.link": { purpose: "invite" | "reset"; until: string };
  "account.new-device": { device: string; at: string };
  "account.password-changed": { at: string };
  "account.locked": { until: string };
  "system.test": Record<never, never>;
}

/** A kind's text is chosen by it, and inserts what goes with it. */
export type News = {
  [Kind in NotificationKind]: { kind: Kind; params: NotificationParams[Kind] };
}[NotificationKind];

/** What the notification centre can be narrowed to: the first word of the kinds. */
export const topics = [
  "training",
  "lesson",
  "certificate",
  "correction",
  "person",
  "account",
  "system",
] as const;
export type Topic = (typeof topics)[number];

/** Why a person cannot choose about a kind and channel, or null. */
export function fixedChoice(kind: NotificationKind, channel: Channel): "always" | "not-for-groups" | null {
  const { mail, group }: Kind = notificationKinds[kind];
  if (channel === "wecom") return group ? null : "not-for-groups";
  return mail === "always" ? "always" : null;
}

/** Whether a kind goes out by a channel, by what the person has chosen (undefined: nothing). */
export function goesOut(kind: NotificationKind, channel: Channel, chosen: boolean | undefined): boolean {
  const { mail, group }: Kind = notificationKinds[kind];
  if (channel === "wecom") return group && (chosen ?? true);
  return mail === "always" || (chosen ?? mail === "yes");
}
