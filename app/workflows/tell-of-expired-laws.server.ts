import { expiredLaws } from "~/features/courses/law-queue.server";
import { roleHolders } from "~/features/people/role-holders.server";
import { lawName } from "~/platform/mdx/law-reference";
import { now } from "~/platform/clock.server";
import { notify } from "~/platform/notifications.server";
import { transact } from "~/platform/transact.server";

/** Tells the trainers of a partner which laws in its published lessons have run out; of each last day once. */
export async function tellOfExpiredLaws(): Promise<void> {
  await transact(
    async (tx) => {
      const at = now();
      const trainers = new Map<string, string[]>();
      for (const { lessonId, ref, validUntil, title, partnerId, link } of await expiredLaws(tx, at)) {
        const personIds = trainers.get(partnerId) ?? (await roleHolders(tx, "trainer", partnerId, at));
        trainers.set(partnerId, personIds);
        await notify(tx, {
          kind: "lesson.law-expired",
          params: { lesson: title, law: lawName(ref), until: validUntil },
          personIds,
          key: `lesson.law-expired/${lessonId}/${ref}/${validUntil}`,
          link,
        });
      }
    },
    { isolation: "ReadCommitted" },
  );
}
