/**
 * Shared teachers (师资库) and practice bases (实训基地) of a partner: from when until when, both days included, while
 * partner and host are units of the district.
 */
export type PartnershipRefusal =
  "closed" | "unit-closed" | "ends-before" | "too-long" | "taken" | "unknown-person";

export function partnershipRefusal(asked: {
  startsOn: string;
  endsOn: string | null;
  /** Last day of the partner, and of the unit that is the host; null while they are open. */
  partnerClosedOn: string | null;
  hostClosedOn: string | null;
  /** The partner has another entry of the same person, or of the same base. */
  taken: boolean;
  today: string;
}): PartnershipRefusal | null {
  const { startsOn, endsOn, partnerClosedOn, hostClosedOn, taken, today } = asked;
  if (partnerClosedOn !== null && partnerClosedOn < today) return "closed";
  // An entry of the past may end with its host.
  if (hostClosedOn !== null && (endsOn === null || endsOn > hostClosedOn)) return "unit-closed";
  if (endsOn !== null && endsOn < startsOn) return "ends-before";
  if (startsOn < "1980-01-01" || startsOn > `${Number(today.slice(0, 4)) + 30}`) return "too-long";
  return taken ? "taken" : null;
}
