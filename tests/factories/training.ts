import { minuteMs, shanghai } from "../../app/lib/dates";
import type { Prisma } from "../../app/platform/generated/prisma/client";

/** An open session of three hours with 50 seats. */
export function aSession(
  over: Partial<Prisma.TrainingSessionCreateManyInput> & { partnerId: string; trainerId: string },
) {
  const id = over.id ?? crypto.randomUUID();
  const startsAt = over.startsAt ? new Date(over.startsAt) : shanghai("2026-11-24", "14:00");
  return {
    code: id,
    state: "open",
    title: "社区矛盾纠纷调解实务",
    titleEn: "Community mediation in practice",
    kind: "face-to-face",
    endsAt: new Date(startsAt.getTime() + 180 * minuteMs),
    venue: "示例中心 302 室",
    capacity: 50,
    minutes: 180,
    ...over,
    id,
    startsAt,
  } satisfies Prisma.TrainingSessionCreateManyInput;
}

/** A seat that was taken on 1 November. */
export function anEnrolment(
  over: Partial<Prisma.EnrolmentCreateManyInput> & { sessionId: string; personId: string },
): Prisma.EnrolmentCreateManyInput {
  return { state: "seated", enrolledAt: shanghai("2026-11-01", "09:00"), ...over };
}
