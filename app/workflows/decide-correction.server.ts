import { closeCorrection, correctionOf } from "~/features/people/corrections.server";
import { lockPerson } from "~/features/people/employment.server";
import { readMaster, writeMaster } from "~/features/people/master-data.server";
import { isWithin } from "~/features/people/person-scope.server";
import { isApplied, isCorrectionField, type AppliedField } from "~/features/people/rules/correction";
import { checkMaster, type MasterData } from "~/features/people/rules/master";
import { civilDate } from "~/lib/dates";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { notify } from "~/platform/notifications.server";
import { transact } from "~/platform/transact.server";

/** `own`: nobody decides what they asked for themselves. `fits-not`: the value contradicts the rest of the record. */
export type DecisionRefusal = "decided" | "own" | "answer-missing" | "fits-not" | "erase-there";

/**
 * HR accepts or declines a request; a simple field is changed with it, and the person is told, all together. Decided
 * once: a second time changes nothing. Null when the request is not of somebody in these units.
 */
export async function decideCorrection(asked: {
  actorId: string;
  within: readonly string[];
  id: string;
  verdict: "accept" | "decline";
  answer: string;
  requestId: string;
}): Promise<{ refusal: DecisionRefusal | null } | null> {
  const { actorId, within, id, verdict, answer, requestId } = asked;
  return transact(
    async (tx) => {
      const asking = await correctionOf(tx, id);
      if (!asking) return null;
      await lockPerson(tx, asking.personId);
      const request = await correctionOf(tx, id);
      const at = now();
      if (!request || !isCorrectionField(request.field)) return null;
      const { personId, field, wanted } = request;
      if (!(await isWithin(tx, personId, within, at))) return null;
      if (request.state !== "open") return { refusal: "decided" };
      if (personId === actorId) return { refusal: "own" };
      if (verdict === "decline" && answer.length < 2) return { refusal: "answer-missing" };
      if (verdict === "accept" && field === "erasure") return { refusal: "erase-there" };
      if (verdict === "accept" && isApplied(field)) {
        const master = (await readMaster(tx, [personId])).get(personId);
        const patch = patchOf(field, wanted);
        if (!master) return null;
        const wrong = checkMaster({ ...master, ...patch }, civilDate(at));
        if (wrong.length > checkMaster(master, civilDate(at)).length) return { refusal: "fits-not" };
        await writeMaster(tx, personId, patch);
      }
      const state = verdict === "accept" ? "accepted" : "declined";
      await closeCorrection(tx, id, { state, decidedBy: actorId, decidedAt: at, answer });
      await notify(tx, {
        personIds: [personId],
        kind: "correction.decided",
        key: `correction.decided:${id}`,
        params: { accepted: verdict === "accept" },
        link: "/me/data",
      });
      await audit(tx, {
        actorId,
        action: `correction.${verdict}`,
        subject: `person:${personId}`,
        detail: { field, request: id },
        requestId,
      });
      return { refusal: null };
    },
    { isolation: "ReadCommitted" },
  );
}

function patchOf(field: AppliedField, wanted: string): Partial<MasterData> {
  if (field === "gender") return { gender: wanted === "female" ? "female" : "male" };
  return { [field]: wanted };
}
