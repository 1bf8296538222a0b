import { randomUUID } from "node:crypto";
import { indexLessons } from "~/features/courses/lesson-index.server";
import { allExpiredAttempts } from "~/features/exams/attempts.server";
import { emptyOldRuns } from "~/features/exchange/runs.server";
import { dayMs } from "~/lib/dates";
import { now } from "~/platform/clock.server";
import { deliver, tidyDeliveries } from "~/platform/deliver.server";
import type { Handlers } from "~/platform/jobs.server";
import { log } from "~/platform/log.server";
import { sealLogs } from "~/platform/seals.server";
import { deleteExpiredSessions } from "~/platform/session.server";
import { sweepUploads } from "~/platform/uploads.server";
import { handInAttempt } from "~/workflows/hand-in-attempt.server";
import { settleEmployment } from "~/workflows/settle-employment.server";
import { tellOfExpiredLaws } from "~/workflows/tell-of-expired-laws.server";

/** What each job does. All of it may be done twice. */
export const handlers: Handlers = {
  deliver,
  "seal-logs": sealLogs,
  "index-lessons": indexLessons,
  async hourly() {
    await deleteExpiredSessions();
    await emptyOldRuns(dayMs);
    await tidyDeliveries();
    // What time ran out on while nobody looked (a closed tab, a flat battery) is handed in as it was saved.
    // The demonstration's day is not the machine's, so the new day is looked for each hour.
    await settleEmployment();
    for (const attempt of await allExpiredAttempts(now())) {
      const requestId = randomUUID();
      await handInAttempt({ ...attempt, requestId }).catch((error: unknown) =>
        log.error({ err: error, attempt: attempt.attemptId, requestId }, "a paper could not be handed in"),
      );
    }
  },
  async daily() {
    await sweepUploads();
    await tellOfExpiredLaws();
  },
};
