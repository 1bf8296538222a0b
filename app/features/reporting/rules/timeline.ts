/** What a person's timeline tells, by kind. */
export const timelineKinds = [
  "employment",
  "education",
  "appraisal",
  "course",
  "session",
  "attempt",
  "hours",
  "certificate",
  "points",
] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/**
 * Who may read somebody's record reads of work, schooling, training and certificates. Marks of practice papers, hours
 * and points are the person's own and HR's: a superior needs none of them.
 */
export function visibleKinds(reader: { isHr: boolean; isSelf: boolean }): TimelineKind[] {
  const own: TimelineKind[] = ["attempt", "hours", "points"];
  return timelineKinds.filter((kind) => reader.isHr || reader.isSelf || !own.includes(kind));
}
