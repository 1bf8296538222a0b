import { minuteMs, shanghai } from "../../app/lib/dates";
import type { Prisma } from "../../app/platform/generated/prisma/client";

/** A sitting of half an hour, under way. */
export function anAttempt(
  over: Partial<Prisma.AttemptCreateManyInput> &
    Pick<Prisma.AttemptCreateManyInput, "personId" | "form" | "paper">,
) {
  const startedAt = new Date(over.startedAt ?? shanghai("2026-11-24", "08:50"));
  return {
    seed: "sample",
    scheme: "official-2022",
    deadlineAt: new Date(startedAt.getTime() + 30 * minuteMs),
    ...over,
    id: over.id ?? crypto.randomUUID(),
    startedAt,
  } satisfies Prisma.AttemptCreateManyInput;
}

export function anAnswer(
  over: Partial<Prisma.AttemptAnswerCreateManyInput> & { attemptId: string; position: number },
): Prisma.AttemptAnswerCreateManyInput {
  return { seq: 1, chosen: [], savedAt: shanghai("2026-11-24", "08:55"), ...over };
}
