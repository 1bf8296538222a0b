import { joinPerson as join, lockEmployeeNo, type Joining } from "~/features/people/employment.server";
import { writeMaster } from "~/features/people/master-data.server";
import { keepsUnit, type Keeper } from "~/features/people/person-scope.server";
import type { JoinRefusal } from "~/features/people/rules/employment";
import { checkMaster, type Basics, type MasterFinding } from "~/features/people/rules/master";
import { civilDate } from "~/lib/dates";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { transact } from "~/platform/transact.server";

/** Somebody joins: person, account without a password, post, the worker's role. A number is given once. */
export async function joinPerson(asked: {
  by: Keeper;
  joining: Joining;
  basics: Omit<Basics, "name">;
  requestId: string;
}): Promise<{ personId: string } | { refusal: JoinRefusal } | { findings: MasterFinding[] }> {
  const { by, joining, basics, requestId } = asked;
  return transact(
    async (tx) => {
      await lockEmployeeNo(tx, joining.employeeNo);
      const at = now();
      if (!(await keepsUnit(tx, by, joining.unitId))) return { refusal: "unit-unknown" };
      const { name, joinedOn } = joining;
      const lists = { educations: [], workPeriods: [], appraisals: [] };
      const findings = checkMaster({ name, ...basics, ...lists, joinedOn }, civilDate(at));
      if (findings.length > 0) return { findings };
      const joined = await join(tx, joining, at);
      if ("refusal" in joined) return joined;
      await writeMaster(tx, joined.personId, basics);
      await audit(tx, {
        actorId: by.personId,
        action: "person.join",
        subject: `person:${joined.personId}`,
        detail: { unit: joining.unitId, title: joining.title, from: joinedOn },
        requestId,
      });
      return joined;
    },
    { isolation: "ReadCommitted" },
  );
}
