import { opensBeforeMs } from "~/features/training/rules/attendance";
import { minuteMs } from "~/lib/dates";
import { holderRefusals, type Holder } from "./judge-certificate";
import { nearest } from "./nearest";
import type { ReadRow, Reason, Refusal } from "./row";
import { judge, refuseOwn, type JudgedRow } from "./verdict";

/**
 * Rows about sessions that were held this year, and about who came. Moments are Shanghai's wall clock, as
 * "2026-11-23 14:00". An attendance that is known counts once, however it was recorded, and an import never changes it.
 */
export const version = "exchange.judge-session@1";

export interface Partner {
  id: string;
  code: string;
  name: string;
  inScope: boolean;
}

export interface SessionFacts {
  /** Now, in Shanghai. */
  now: string;
  partners: readonly Partner[];
  /** Who has the row's trainer number. */
  trainer: Holder | null;
  /** What is kept under the row's code. */
  known: {
    title: string;
    titleEn: string;
    kind: string;
    day: string;
    startsAt: string;
    endsAt: string;
    venue: string;
    capacity: number;
    minutes: number;
    partnerId: string;
    /** The trainer's number, when that is ours to know. */
    trainer: string | null;
    state: string;
    /** Enrolments and attendances. */
    people: number;
  } | null;
}

/** What taking the row writes; null in a row that is refused. */
export interface SessionPlan {
  day: string;
  startsAt: string;
  endsAt: string;
  partnerId: string;
  trainerId: string | null;
}

export function judgeSession(
  read: ReadRow,
  facts: SessionFacts,
): { judged: JudgedRow; plan: SessionPlan | null } {
  const { known, trainer } = facts;
  const { values } = read;
  const refusals: Refusal[] = [];
  const refuse = (column: string, reason: Reason, ...detail: string[]) =>
    void refusals.push({ column, reason, ...(detail.length && { detail }) });
  const day = values.day === undefined ? null : String(values.day);
  const startsAt = timeOn(values.startsAt, day, () => refuse("startsAt", "other-day"));
  const endsAt = timeOn(values.endsAt, day, () => refuse("endsAt", "other-day"));
  if (day && day.slice(0, 4) !== facts.now.slice(0, 4)) refuse("day", "not-this-year");
  else if (day && endsAt && `${day} ${endsAt}` > facts.now) refuse("day", "not-held-yet");
  if (startsAt && endsAt) {
    const lasts = minutesOf(endsAt) - minutesOf(startsAt);
    if (lasts <= 0) refuse("endsAt", "ends-before-start");
    else if (Number(values.minutes ?? 0) > lasts) refuse("minutes", "too-many-minutes", String(lasts));
  }
  const partner =
    values.partner === undefined ? null : partnerOf(String(values.partner), facts.partners, refuse);
  if (values.trainer !== undefined && !trainer?.inScope) refuse("trainer", "no-trainer");
  if (known?.state === "cancelled") refuse("code", "cancelled");

  const kept = known && {
    ...{ title: known.title, titleEn: known.titleEn, kind: known.kind, venue: known.venue, day: known.day },
    ...{ capacity: known.capacity, minutes: known.minutes, trainer: known.trainer },
    startsAt: startsAt === known.startsAt ? (values.startsAt ?? null) : known.startsAt,
    endsAt: endsAt === known.endsAt ? (values.endsAt ?? null) : known.endsAt,
    partner:
      partner?.id === known.partnerId
        ? (values.partner ?? null)
        : (facts.partners.find(({ id }) => id === known.partnerId)?.name ?? ""),
  };
  const judged = judge("sessions", read, kept, refusals);
  // What people have enrolled for, or have been credited with, stays what it was.
  const fixed = ["kind", "day", "startsAt", "endsAt", "minutes", "partner"];
  const moved =
    known && known.people > 0 ? judged.changes.filter(({ column }) => fixed.includes(column)) : [];
  if (moved.length) {
    const more = moved.map(({ column }): Refusal => ({ column, reason: "has-attendance" }));
    return { judged: judge("sessions", read, kept, [...refusals, ...more]), plan: null };
  }
  const plan = day && startsAt && endsAt && partner;
  return {
    judged,
    plan: plan
      ? { day, startsAt, endsAt, partnerId: partner.id, trainerId: trainer?.personId ?? null }
      : null,
  };
}

function partnerOf(
  asked: string,
  partners: readonly Partner[],
  refuse: (column: string, reason: Reason, ...detail: string[]) => void,
): Partner | null {
  const named = partners.filter((each) => each.code === asked || each.name === asked);
  const own = named.filter((each) => each.inScope);
  if (own.length === 1) return own[0] ?? null;
  if (own.length > 1) refuse("partner", "unit-ambiguous", ...own.map(({ code }) => code));
  else if (named.length) refuse("partner", "partner-foreign");
  else {
    const names = partners.filter((each) => each.inScope).map(({ name }) => name);
    refuse("partner", "partner-unknown", ...nearest(asked, names));
  }
  return null;
}

export interface AttendanceFacts {
  now: string;
  holder: Holder | null;
  /** Where the holder worked on the day of the session. */
  unit: { inScope: boolean } | null;
  session: { day: string; startsAt: string; endsAt: string; minutes: number; state: string } | null;
  /** The attendance that is recorded. */
  known: { minutes: number } | null;
}

/** What taking the row records. */
export interface AttendancePlan {
  minutes: number;
  /** "2026-11-23 14:00". */
  signedInAt: string;
}

export function judgeAttendance(
  read: ReadRow,
  facts: AttendanceFacts,
): { judged: JudgedRow; plan: AttendancePlan | null } {
  const { session, known, holder } = facts;
  const { values } = read;
  const refusals: Refusal[] = [...holderRefusals(holder, values.employeeNo, values.name)];
  const refuse = (column: string, reason: Reason, ...detail: string[]) =>
    void refusals.push({ column, reason, ...(detail.length && { detail }) });
  if (values.session !== undefined && !session) refuse("session", "no-session");
  if (!session) return { judged: judge("attendances", read, null, refusals), plan: null };
  const minutes = values.minutes === undefined ? session.minutes : Number(values.minutes);
  const time = timeOn(values.signedInAt, session.day, () => refuse("signedInAt", "other-day"));
  if (session.state === "cancelled") refuse("session", "cancelled");
  if (`${session.day} ${session.endsAt}` > facts.now) refuse("session", "not-held-yet");
  if (holder?.inScope && !facts.unit) refuse("employeeNo", "no-post-that-day");
  else if (holder?.inScope && !facts.unit?.inScope) refuse("employeeNo", "unit-foreign");
  if (minutes > session.minutes) refuse("minutes", "too-many-minutes", String(session.minutes));
  if (time && minutesOf(time) < minutesOf(session.startsAt) - opensBeforeMs / minuteMs)
    refuse("signedInAt", "too-soon", session.startsAt);
  if (time && time > session.endsAt) refuse("signedInAt", "after-end", session.endsAt);
  if (known && values.minutes !== undefined && known.minutes !== minutes)
    refuse("minutes", "recorded-otherwise", String(known.minutes));
  const judged = judge("attendances", read, known && {}, refusals);
  return {
    judged: holder?.self ? refuseOwn(judged, "employeeNo") : judged,
    plan: time ? { minutes, signedInAt: `${session.day} ${time}` } : null,
  };
}

/** The time of a cell that may name its day too. */
function timeOn(value: unknown, day: string | null, other: () => void): string | null {
  if (typeof value !== "string") return null;
  const [first = "", time] = value.split(" ");
  if (time === undefined) return first;
  if (day !== null && first !== day) other();
  return time;
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
