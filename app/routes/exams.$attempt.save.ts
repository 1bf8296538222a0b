import { saveBody } from "~/features/exams/schema";
import { formatSeconds } from "~/lib/dates";
import { readJson } from "~/platform/form.server";
import { guarded, idShape, notFound, param } from "~/platform/guard.server";
import { saveAnswers } from "~/workflows/save-answers.server";

/** The newest answers of a paper: the receipt, or 409 when the paper takes no more. */
export const action = guarded("exam:sit", async ({ request, params, me }) => {
  const { answers } = await readJson(request, saveBody);
  const attemptId = param(params, "attempt", idShape);
  const saved = await saveAnswers({ personId: me.personId, attemptId, answers });
  if (!saved) throw notFound();
  if ("refusal" in saved) return Response.json(saved, { status: 409 });
  return Response.json({ saved: saved.saved, newer: saved.newer, at: formatSeconds(saved.at) });
});

export const loader = guarded("exam:sit", async () => {
  throw notFound();
});
