import { addDays, daysBetween } from "~/lib/dates";

/**
 * Agreements with a partner institution (共建协议). One holds from its first to its last day, both included, or to the
 * day on which it was ended early. Two agreements of one partner never hold on the same day, and one may follow the
 * other: the partner is covered until the last day of the chain, and "ending" when that is at most 90 days away.
 */
export const version = "people.agreement@1";

export const endingDays = 90;
/** Longer than any agreement: a year with a typing error. */
export const longestYears = 30;

/** Civil dates "YYYY-MM-DD". */
export interface AgreementPeriod {
  startsOn: string;
  endsOn: string;
  endedOn: string | null;
}

export type AgreementState = "coming" | "valid" | "ending" | "ended";

export interface Coverage {
  state: "none" | "valid" | "ending" | "ended";
  /** The last covered day: of the chain that holds today, or of the last agreement that has ended. */
  until: string | null;
  /** Of `until`, today being 0; null when nothing holds. */
  daysLeft: number | null;
  /** The first day of an agreement that is signed and does not hold yet, when it leaves a gap. */
  resumesOn: string | null;
}

/** The last day on which an agreement holds. */
export function lastDay({ endsOn, endedOn }: Pick<AgreementPeriod, "endsOn" | "endedOn">): string {
  return endedOn !== null && endedOn < endsOn ? endedOn : endsOn;
}

/** One agreement by itself. */
export function agreementState(agreement: AgreementPeriod, today: string): AgreementState {
  if (today < agreement.startsOn) return "coming";
  const left = daysBetween(today, lastDay(agreement));
  if (left < 0) return "ended";
  return left <= endingDays ? "ending" : "valid";
}

/** Where a partner stands with all its agreements. */
export function coverage(agreements: readonly AgreementPeriod[], today: string): Coverage {
  const inOrder = [...agreements].sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
  let until: string | null = null;
  for (const each of inOrder) {
    if (each.startsOn <= (until === null ? today : addDays(until, 1)) && lastDay(each) >= today)
      until = lastDay(each);
  }
  const next = inOrder.find((each) => each.startsOn > (until ?? today));
  const resumesOn = next?.startsOn ?? null;
  if (until === null) {
    const past = inOrder.map(lastDay).filter((day) => day < today);
    const last = past.reduce<string | null>((most, day) => (most === null || day > most ? day : most), null);
    return { state: last === null ? "none" : "ended", until: last, daysLeft: null, resumesOn };
  }
  const daysLeft = daysBetween(today, until);
  return { state: daysLeft <= endingDays ? "ending" : "valid", until, daysLeft, resumesOn };
}

export type AgreementRefusal =
  | "number-taken"
  | "signed-ahead"
  | "signed-late"
  | "ends-before"
  | "too-long"
  | "overlap"
  | "ended"
  | "closed";

/** Why an agreement cannot stand so; `others` are the partner's other agreements. */
export function agreementRefusal(asked: {
  agreement: { signedOn: string; startsOn: string; endsOn: string };
  /** The agreement that is changed was ended early: it stays as it was. */
  ended: boolean;
  /** The last day on which the partner is one of the district's units; null while it is. */
  partnerClosedOn: string | null;
  numberTaken: boolean;
  others: readonly AgreementPeriod[];
  today: string;
}): AgreementRefusal | null {
  const { signedOn, startsOn, endsOn } = asked.agreement;
  if (asked.partnerClosedOn !== null && asked.partnerClosedOn < asked.today) return "closed";
  if (asked.ended) return "ended";
  if (asked.numberTaken) return "number-taken";
  if (endsOn < startsOn) return "ends-before";
  if (signedOn > asked.today) return "signed-ahead";
  if (signedOn > endsOn) return "signed-late";
  if (Number(endsOn.slice(0, 4)) - Number(startsOn.slice(0, 4)) > longestYears) return "too-long";
  const meets = (other: AgreementPeriod) => startsOn <= lastDay(other) && other.startsOn <= endsOn;
  return asked.others.some(meets) ? "overlap" : null;
}

export type EndRefusal = "already-ended" | "over" | "outside";

/** Why an agreement cannot be ended early with this last day. */
export function endRefusal(agreement: AgreementPeriod, day: string, today: string): EndRefusal | null {
  if (agreement.endedOn !== null) return "already-ended";
  if (agreement.endsOn < today) return "over";
  return day < agreement.startsOn || day >= agreement.endsOn ? "outside" : null;
}
