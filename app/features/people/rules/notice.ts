/** The notice that everybody takes note of; it is no consent. */
export const acknowledged = "personal-data-notice";
/** Uses that somebody may allow and take back at any time. Another use is another name, never a new version. */
export const optionalPurposes = ["public-ranking"] as const;
export type OptionalPurpose = (typeof optionalPurposes)[number];
export const noticePurposes = [acknowledged, ...optionalPurposes] as const;
export type NoticePurpose = (typeof noticePurposes)[number];

/** Of the versions of a text the one in force on a day ("YYYY-MM-DD"); the first one before any is. */
export function inForce<T extends { effectiveOn: string }>(
  versions: readonly T[],
  today: string,
): T | undefined {
  const sorted = [...versions].sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1));
  return sorted.filter(({ effectiveOn }) => effectiveOn <= today).pop() ?? sorted[0];
}
