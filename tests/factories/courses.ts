import { dbDate, minuteMs, shanghai } from "../../app/lib/dates";
import type { Prisma } from "../../app/platform/generated/prisma/client";

/** A published first version. */
export function aVersion(
  over: Partial<Prisma.LessonVersionCreateManyInput> & { lessonId: string; source: string },
) {
  const at = shanghai("2026-11-01", "09:00");
  return {
    number: 1,
    state: "published",
    title: "示例课",
    minutes: 10,
    sourceHash: crypto.randomUUID(),
    savedAt: at,
    publishedAt: at,
    ...over,
    id: over.id ?? crypto.randomUUID(),
  } satisfies Prisma.LessonVersionCreateManyInput;
}

/** An hour's study of a lesson that is not finished yet. */
export function aStudy(
  over: Partial<Prisma.LessonStudyCreateManyInput> & { personId: string; lessonId: string },
): Prisma.LessonStudyCreateManyInput {
  return { studiedMs: 60 * minuteMs, startedAt: shanghai("2026-11-20", "09:00"), ...over };
}

/** A check that was right at the first try. */
export function aPassedCheck(
  over: Partial<Prisma.CheckAnswerCreateManyInput> & { personId: string; versionId: string; checkId: string },
): Prisma.CheckAnswerCreateManyInput {
  const at = shanghai("2026-11-20", "09:30");
  return { chosen: [], right: true, answeredAt: at, passedAt: at, ...over };
}

/** A law that a published lesson refers to, checked lately. */
export function aLessonLaw(
  over: Partial<Prisma.LessonLawCreateManyInput> & { lessonId: string; ref: string },
): Prisma.LessonLawCreateManyInput {
  return { checkedOn: dbDate("2026-11-01"), validUntil: null, ...over };
}
