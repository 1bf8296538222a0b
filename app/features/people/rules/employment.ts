/**
 * Joining, transfer, leaving and coming back. Days are "YYYY-MM-DD"; a post holds on its first and its last day. Joining,
 * transfer and leaving may be entered up to a year ahead; what lies ahead can be taken back.
 */
import { addDays } from "../../../lib/dates";

export const version = "people.employment@1";

export const daysAhead = 366;
/** An employee number: letters, digits and hyphens. */
export const employeeNoShape = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?$/;
/** 辞职, 退休, 调出, 合同到期, 辞退, 去世, 其他: a word and no free text, because it goes into the log. */
export const leaveReasons = [
  "resigned",
  "retired",
  "moved-away",
  "contract-ended",
  "dismissed",
  "died",
  "other",
] as const;
export type LeaveReason = (typeof leaveReasons)[number];

const firstDay = "1950-01-01";

export interface UnitDays {
  openedOn: string;
  /** The last day on which it is there. */
  closedOn: string | null;
}

export interface PostDays {
  unitId: string;
  title: string;
  startsOn: string;
  endsOn: string | null;
}

export interface Employed {
  joinedOn: string;
  leftOn: string | null;
  /** All posts, in any order. */
  posts: readonly PostDays[];
}

export type DayRefusal = "day-early" | "day-far";
export type UnitRefusal = "unit-unknown" | "unit-not-open";
export type JoinRefusal =
  "number-shape" | "number-taken" | "name-missing" | "title-missing" | DayRefusal | UnitRefusal;
export type TransferRefusal =
  | "has-left"
  | "no-post"
  | "planned"
  | "same-post"
  | "before-post"
  | "after-leaving"
  | "title-missing"
  | DayRefusal
  | UnitRefusal;
export type LeaveRefusal = "has-left" | "no-post" | "before-post" | "same-day" | "office" | DayRefusal;
export type ReturnRefusal =
  "in-post" | "before-leaving" | "ahead" | "title-missing" | DayRefusal | UnitRefusal;
export type CancelRefusal = "nothing-planned";
export type EmploymentRefusal = JoinRefusal | TransferRefusal | LeaveRefusal | ReturnRefusal | CancelRefusal;

function dayRefusal(day: string, today: string): DayRefusal | null {
  if (day < firstDay) return "day-early";
  return day > addDays(today, daysAhead) ? "day-far" : null;
}

/** Why nobody can begin to work in a unit on a day; null when somebody can. */
export function unitRefusal(unit: UnitDays | null, day: string): UnitRefusal | null {
  if (!unit) return "unit-unknown";
  // A unit that will not be there for the whole of the post is still open on the day.
  return unit.openedOn <= day && (unit.closedOn === null || day <= unit.closedOn) ? null : "unit-not-open";
}

export function joinRefusal(asked: {
  employeeNo: string;
  taken: boolean;
  name: string;
  title: string;
  unit: UnitDays | null;
  day: string;
  today: string;
}): JoinRefusal | null {
  if (!employeeNoShape.test(asked.employeeNo)) return "number-shape";
  if (asked.taken) return "number-taken";
  if (!asked.name.trim()) return "name-missing";
  if (!asked.title.trim()) return "title-missing";
  return dayRefusal(asked.day, asked.today) ?? unitRefusal(asked.unit, asked.day);
}

/** The post on a day, and the one that is entered ahead of it. */
export function postsAround(posts: readonly PostDays[], today: string) {
  const current = posts.find(
    (post) => post.startsOn <= today && (post.endsOn === null || post.endsOn >= today),
  );
  const ahead = posts.find((post) => post.startsOn > today);
  return { current: current ?? null, ahead: ahead ?? null };
}

export function hasLeft({ leftOn }: Pick<Employed, "leftOn">, today: string): boolean {
  return leftOn !== null && leftOn < today;
}

export function transferRefusal(
  employed: Employed,
  asked: { unitId: string; unit: UnitDays | null; title: string; from: string; today: string },
): TransferRefusal | null {
  const { from, today } = asked;
  if (hasLeft(employed, today)) return "has-left";
  const { current, ahead } = postsAround(employed.posts, today);
  if (current && ahead) return "planned";
  const last = current ?? ahead;
  if (!last) return "no-post";
  if (!asked.title.trim()) return "title-missing";
  const refusal = dayRefusal(from, today) ?? unitRefusal(asked.unit, from);
  if (refusal) return refusal;
  if (last.unitId === asked.unitId && last.title === asked.title.trim()) return "same-post";
  if (from <= last.startsOn) return "before-post";
  return employed.leftOn !== null && from > employed.leftOn ? "after-leaving" : null;
}

/** A later leaving may be entered again with another day until the day has passed. */
export function leaveRefusal(
  employed: Employed,
  asked: { lastDay: string; reason: string; was: string; today: string },
): LeaveRefusal | null {
  const { lastDay, today } = asked;
  if (hasLeft(employed, today)) return "has-left";
  const { current, ahead } = postsAround(employed.posts, today);
  const post = current ?? ahead ?? latest(employed.posts);
  if (!post) return "no-post";
  if (employed.leftOn === lastDay && asked.reason === asked.was) return "same-day";
  if (lastDay < post.startsOn) return "before-post";
  return dayRefusal(lastDay, today);
}

/** Somebody who has left comes back, under the same number; the days between stay without a post. */
export function returnRefusal(
  employed: Employed,
  asked: { unit: UnitDays | null; title: string; from: string; today: string },
): ReturnRefusal | null {
  if (!hasLeft(employed, asked.today)) return "in-post";
  if (!asked.title.trim()) return "title-missing";
  if (asked.from <= (employed.leftOn ?? "")) return "before-leaving";
  // Until the first day is there the person is one who has left.
  if (asked.from > asked.today) return "ahead";
  return unitRefusal(asked.unit, asked.from);
}

/** What can be taken back: a post entered ahead beside the current one, or a last day that has not passed. */
export function cancelRefusal(
  employed: Employed,
  what: "transfer" | "leaving",
  today: string,
): CancelRefusal | null {
  const { current, ahead } = postsAround(employed.posts, today);
  const planned =
    what === "transfer"
      ? current !== null && ahead !== null
      : employed.leftOn !== null && employed.leftOn >= today;
  return planned ? null : "nothing-planned";
}

function latest(posts: readonly PostDays[]): PostDays | null {
  return [...posts].sort((a, b) => (a.startsOn < b.startsOn ? 1 : -1))[0] ?? null;
}

export type EmploymentActName = "transfer" | "leave" | "return" | "cancel-transfer" | "cancel-leaving";

/** The field of the form beside which a refusal stands; null when it is about the person and not what was typed. */
export function refusedField(act: EmploymentActName, refusal: EmploymentRefusal): string | null {
  if (refusal === "unit-unknown" || refusal === "unit-not-open" || refusal === "same-post") return "unitId";
  if (refusal === "title-missing") return "title";
  const ofPerson: EmploymentRefusal[] = ["has-left", "no-post", "planned", "in-post", "nothing-planned"];
  if (ofPerson.includes(refusal)) return null;
  return act === "leave" ? "lastDay" : "from";
}
