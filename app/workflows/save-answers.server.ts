import { saveAnswers as save, type Receipt } from "~/features/exams/attempts.server";
import type { SaveRefusal } from "~/features/exams/rules/save";
import type { GivenAnswer } from "~/features/exams/schema";
import { now } from "~/platform/clock.server";
import { lock, transact } from "~/platform/transact.server";

/**
 * Saves answers and gives the receipt. Null when the attempt is not this person's. Single answers are no acts for the
 * audit: the attempt keeps them, and handing in is audited.
 */
export async function saveAnswers(asked: {
  personId: string;
  attemptId: string;
  answers: readonly GivenAnswer[];
}): Promise<Receipt | { refusal: SaveRefusal } | null> {
  return transact(
    async (tx) => {
      await lock(tx, `attempts:${asked.personId}`);
      return save(tx, { ...asked, at: now() });
    },
    { isolation: "ReadCommitted" },
  );
}
