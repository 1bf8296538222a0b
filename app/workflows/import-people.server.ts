import {
  judgePerson,
  type KnownPerson,
  type KnownUnit,
  type PersonPlan,
} from "~/features/exchange/rules/judge-person";
import type { ReadRow } from "~/features/exchange/rules/row";
import { transferPerson } from "~/features/people/employment.server";
import { joinPeople } from "~/features/people/join-people.server";
import { readMaster, writeMaster } from "~/features/people/master-data.server";
import { checkIdNumber, maskIdNumber, maskPayeeAccount } from "~/features/people/rules/id-number";
import type { SecretKind } from "~/features/people/rules/secret";
import { lookupOf, readSecret, setSecret } from "~/features/people/secrets.server";
import { placements, subtree } from "~/features/people/unit-tree.server";
import { civilDate, dbDate, fromDbDate } from "~/lib/dates";
import { auditAll, type Act } from "~/platform/audit.server";
import type { Tx } from "~/platform/store.server";
import { chunks, columnOf, lockAll, type Importer, type Importing, type Step } from "./importing.server";

/** People: new ones join, known ones are corrected or transferred. */
export const people: Importer<PersonPlan> = {
  async lock(tx, _rows, changed) {
    const accounts = await accountsOf(tx, columnOf(changed, "employeeNo"));
    await lockAll(
      tx,
      [...accounts.values()].map((personId) => `person:${personId}`),
    );
  },

  async judge(tx, rows, { units, at }) {
    const today = civilDate(at);
    const accounts = await accountsOf(tx, columnOf(rows, "employeeNo"));
    const inScope = new Set(await subtree(units, tx));
    const [known, holders, allUnits] = [
      await knownPeople(tx, accounts, inScope, at),
      await holdersOf(tx, rows, inScope, at),
      await unitsOf(tx, inScope),
    ];
    const steps: Step<PersonPlan>[] = [];
    for (const row of rows) {
      const person = known.get(accounts.get(String(row.values.employeeNo)) ?? "") ?? null;
      const idNumberOf = holders.idNumber.get(String(row.values.idNumber)) ?? null;
      const payeeAccountOf = holders.payeeAccount.get(String(row.values.payeeAccount)) ?? null;
      const facts = { today, units: allUnits, person, idNumberOf, payeeAccountOf };
      const step = judgePerson(
        row,
        person?.inScope ? { ...facts, person: await opened(tx, row, person, facts) } : facts,
      );
      steps.push(step);
    }
    return steps;
  },

  async take(tx, plans, importing) {
    const { at } = importing;
    const joining = plans.filter(({ personId }) => personId === null);
    const ids = await joinPeople(
      tx,
      joining.map(({ joining, patch, idNumber, payeeAccount }) => ({
        joining,
        patch,
        idNumber,
        payeeAccount,
      })),
      at,
    );
    await auditAll(
      tx,
      joining.map(({ joining: { unitId: unit, title, joinedOn: from } }, i) =>
        act(importing, "person.join", ids[i] ?? "", { unit, title, from }),
      ),
    );
    const acts: Act[] = [];
    for (const plan of plans)
      if (plan.personId !== null) acts.push(...(await change(tx, plan, plan.personId, importing)));
    await auditAll(tx, acts);
  },
};

async function change(tx: Tx, plan: PersonPlan, personId: string, importing: Importing): Promise<Act[]> {
  const { at } = importing;
  const acts: Act[] = [];
  if (plan.transfer) {
    const { unitId, title, from } = plan.transfer;
    const { refusal } = await transferPerson(tx, personId, unitId, title, from, at);
    if (refusal) throw new Error(`a transfer that was judged possible: ${refusal}`);
    acts.push(act(importing, "person.transfer", personId, { toUnit: unitId, toTitle: title, from }));
  }
  if (await writeMaster(tx, personId, plan.patch))
    acts.push(act(importing, "person.change", personId, { parts: Object.keys(plan.patch).join(" ") }));
  for (const [kind, text] of secretsOf(plan)) {
    if ((await setSecret(tx, personId, kind, text, at)) === "taken")
      throw new Error(`a ${kind} that was judged free`);
    acts.push(act(importing, "secret.set", personId, { kind }));
  }
  return acts;
}

function secretsOf({ idNumber, payeeAccount }: PersonPlan): [SecretKind, string][] {
  const all: [SecretKind, string | null][] = [
    ["id-number", idNumber],
    ["payee-account", payeeAccount],
  ];
  return all.flatMap(([kind, text]) => (text === null ? [] : [[kind, text] as [SecretKind, string]]));
}

/** One row in the log for each person, as when it is done by hand; what somebody is called stays out of it. */
function act(
  { actorId, requestId }: Importing,
  action: Act["action"],
  personId: string,
  detail: Record<string, string>,
): Act {
  return { actorId, action, subject: `person:${personId}`, detail: { ...detail, by: "import" }, requestId };
}

async function accountsOf(tx: Tx, numbers: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const some of chunks(numbers)) {
    const accounts = await tx.account.findMany({ where: { employeeNo: { in: some } } });
    for (const { employeeNo, personId } of accounts) found.set(employeeNo, personId);
  }
  return found;
}

async function knownPeople(
  tx: Tx,
  accounts: ReadonlyMap<string, string>,
  inScope: ReadonlySet<string>,
  at: Date,
): Promise<Map<string, KnownPerson>> {
  const known = new Map<string, KnownPerson>();
  for (const ids of chunks([...accounts.values()])) {
    const placed = await placements(tx, { personIds: ids, on: dbDate(civilDate(at)) });
    const masters = await readMaster(tx, ids);
    const days = await tx.person.findMany({
      where: { id: { in: ids } },
      select: { id: true, joinedOn: true, leftOn: true, posts: { orderBy: { startsOn: "asc" } } },
    });
    for (const { id, joinedOn, leftOn, posts } of days) {
      const master = masters.get(id);
      if (!master) continue;
      known.set(id, {
        personId: id,
        inScope: inScope.has(placed.get(id) ?? ""),
        master,
        employed: {
          joinedOn: fromDbDate(joinedOn),
          leftOn: leftOn && fromDbDate(leftOn),
          posts: posts.map(({ unitId, title, startsOn, endsOn }) => ({
            ...{ unitId, title, startsOn: fromDbDate(startsOn) },
            endsOn: endsOn && fromDbDate(endsOn),
          })),
        },
        ...{ idNumber: null, payeeAccount: null, fromIdNumber: null },
      });
    }
  }
  return known;
}

/** The person with what of the secrets the row needs: those that it changes, or has to agree with. */
async function opened(
  tx: Tx,
  { values }: ReadRow,
  person: KnownPerson,
  facts: { idNumberOf: { personId: string } | null; payeeAccountOf: { personId: string } | null },
): Promise<KnownPerson> {
  const { personId, master } = person;
  const others = (holder: { personId: string } | null) => holder?.personId !== personId;
  const born =
    values.idNumber === undefined &&
    ((values.bornOn !== undefined && values.bornOn !== master.bornOn) ||
      (values.gender !== undefined && values.gender !== master.gender));
  const id =
    born || (values.idNumber !== undefined && others(facts.idNumberOf))
      ? await readSecret(tx, personId, "id-number")
      : null;
  const account =
    values.payeeAccount !== undefined && others(facts.payeeAccountOf)
      ? await readSecret(tx, personId, "payee-account")
      : null;
  const said = id === null || !born ? null : checkIdNumber(id);
  return {
    ...person,
    idNumber: id && maskIdNumber(id),
    payeeAccount: account && maskPayeeAccount(account),
    fromIdNumber: typeof said === "string" ? null : said,
  };
}

type Holders = Map<string, { personId: string; employeeNo: string | null }>;

/** Who holds the ID numbers and accounts of these rows; the number of a holder elsewhere is not told. */
async function holdersOf(tx: Tx, rows: readonly ReadRow[], inScope: ReadonlySet<string>, at: Date) {
  const find = async (kind: SecretKind, key: string): Promise<Holders> => {
    const byLookup = new Map(columnOf(rows, key).map((text) => [lookupOf(kind, text), text]));
    const holders: Holders = new Map();
    for (const lookups of chunks([...byLookup.keys()])) {
      const found = await tx.personSecret.findMany({
        where: { kind, lookup: { in: lookups } },
        select: {
          personId: true,
          lookup: true,
          person: { select: { account: { select: { employeeNo: true } } } },
        },
      });
      const ids = found.map(({ personId }) => personId);
      const placed = ids.length
        ? await placements(tx, { personIds: ids, on: dbDate(civilDate(at)) })
        : new Map<string, string>();
      for (const { personId, lookup, person } of found) {
        const own = inScope.has(placed.get(personId) ?? "");
        const employeeNo = own ? (person.account?.employeeNo ?? null) : null;
        holders.set(byLookup.get(lookup ?? "") ?? "", { personId, employeeNo });
      }
    }
    return holders;
  };
  return {
    idNumber: await find("id-number", "idNumber"),
    payeeAccount: await find("payee-account", "payeeAccount"),
  };
}

async function unitsOf(tx: Tx, inScope: ReadonlySet<string>): Promise<KnownUnit[]> {
  return (await tx.unit.findMany()).map(({ id, code, name, openedOn, closedOn }) => ({
    ...{ id, code, name, openedOn: fromDbDate(openedOn) },
    closedOn: closedOn && fromDbDate(closedOn),
    inScope: inScope.has(id),
  }));
}
