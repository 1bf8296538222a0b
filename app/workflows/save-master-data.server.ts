import { lockPerson } from "~/features/people/employment.server";
import { readMaster, writeMaster } from "~/features/people/master-data.server";
import { keeps, type Keeper } from "~/features/people/person-scope.server";
import {
  changeDetail,
  checkMaster,
  masterChanges,
  type Master,
  type MasterData,
  type MasterFinding,
} from "~/features/people/rules/master";
import { civilDate } from "~/lib/dates";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { transact } from "~/platform/transact.server";

export type Saved =
  | { changed: boolean }
  | { findings: MasterFinding[] }
  /** Somebody else has changed the record since the form was opened: what it says now. */
  | { conflict: Master };

/**
 * Changes parts of somebody's master data, unless the record is another than the one the form showed. Null for
 * somebody whose record is not theirs to write. What somebody is called, and how to reach them, stays out of the log, which is never erased:
 * it says that it changed.
 */
export async function saveMasterData(asked: {
  by: Keeper;
  personId: string;
  revision: number;
  patch: Partial<MasterData>;
  requestId: string;
}): Promise<Saved | null> {
  const { by, personId, revision, patch, requestId } = asked;
  return transact(
    async (tx) => {
      await lockPerson(tx, personId);
      const at = now();
      if (!(await keeps(tx, by, personId, at))) return null;
      const before = (await readMaster(tx, [personId])).get(personId);
      if (!before) return null;
      const changes = masterChanges(before, patch);
      // The same thing said twice is no conflict: a double click, or two who enter the same paper.
      if (changes.length === 0) return { changed: false };
      if (before.revision !== revision) return { conflict: before };
      const touched = new Set(changes.map(({ part }) => part));
      // A new birthday is held against every other day; a form sends the old one along.
      const bornAnew = changes.some(({ field }) => field === "bornOn");
      const findings = checkMaster({ ...before, ...patch }, civilDate(at)).filter(
        ({ part }) => bornAnew || touched.has(part),
      );
      if (findings.length > 0) return { findings };
      await writeMaster(tx, personId, patch);
      await audit(tx, {
        actorId: by.personId,
        action: "person.change",
        subject: `person:${personId}`,
        detail: { revision: before.revision + 1, ...changeDetail(changes) },
        requestId,
      });
      return { changed: true };
    },
    { isolation: "ReadCommitted" },
  );
}
