import {
  judgePerson,
  type KnownPerson,
  type PersonFacts,
  type PersonPlan,
} from "~/features/exchange/rules/judge-person";
import { knownUnits, type KnownUnit } from "~/features/exchange/rules/known-units";
import type { ReadRow } from "~/features/exchange/rules/row";
import { joinPeople } from "~/features/people/join-people.server";
import { readMaster } from "~/features/people/master-data.server";
import { checkIdNumber, maskIdNumber, maskPayeeAccount } from "~/features/people/rules/id-number";
import { changeDetail, masterChanges, type Master } from "~/features/people/rules/master";
import type { SecretKind } from "~/features/people/rules/secret";
import { lookupOf, readSecrets, setSecrets } from "~/features/people/secrets.server";
import { transferPeople } from "~/features/people/transfer-people.server";
import { placements, subtree, unitNames } from "~/features/people/unit-tree.server";
import { writeMasters } from "~/features/people/write-masters.server";
import { civilDate, dbDate, fromDbDate } from "~/lib/dates";
import { auditAll, type Act } from "~/platform/audit.server";
import { notifyAll } from "~/platform/notifications.server";
import type { Tx } from "~/platform/store.server";
import { lockAll } from "~/platform/transact.server";
import { transferNews } from "./transfer-person.server";
import { chunks, columnOf, type Importer, type Importing, type Step } from "./importing.server";

/** A row with what is known of it, the secrets excepted. */
interface Asked {
  row: ReadRow;
  facts: PersonFacts;
}

/** What taking a row writes, and for a known person what there is to compare it with. */
type Plan = PersonPlan & { before: Master | null };

/** People: new ones join, known ones are corrected or transferred. */
export const people: Importer<Plan> = {
  async lock(tx, _rows, changed) {
    // Nobody closes or renames a unit until people have their posts in it.
    await tx.$queryRaw`select count(*) from (select from unit for share) held`;
    const accounts = await accountsOf(tx, columnOf(changed, "employeeNo"));
    await lockAll(
      tx,
      [...accounts.values()].map((personId) => `person:${personId}`),
    );
  },

  async judge(tx, rows, { actorId, units, at }) {
    const today = civilDate(at);
    const accounts = await accountsOf(tx, columnOf(rows, "employeeNo"));
    const inScope = new Set(await subtree(units, tx));
    const known = await knownPeople(tx, accounts, inScope, at);
    const holders = await holdersOf(tx, rows, inScope, at);
    const allUnits = knownUnits(await unitsOf(tx, inScope));
    const all = rows.map((row): Asked => {
      const facts = {
        ...{ today, actorId, units: allUnits },
        person: known.get(accounts.get(String(row.values.employeeNo)) ?? "") ?? null,
        idNumberOf: holders.idNumber.get(String(row.values.idNumber)) ?? null,
        payeeAccountOf: holders.payeeAccount.get(String(row.values.payeeAccount)) ?? null,
      };
      return { row, facts };
    });
    const secrets = await secretsOf(tx, all);
    return all.map((asked): Step<Plan> => {
      const { row, facts } = asked;
      const { judged, plan } = judgePerson(row, { ...facts, person: opened(asked, secrets) });
      return { judged, plan: { ...plan, before: facts.person?.master ?? null } };
    });
  },

  async take(tx, plans, importing) {
    for (const some of chunks(plans, 2000)) {
      const joining = some.filter(({ personId }) => personId === null);
      await join(tx, joining, importing);
      await change(
        tx,
        some.flatMap(({ personId, before, ...plan }) =>
          personId === null || before === null ? [] : [{ ...plan, personId, before }],
        ),
        importing,
      );
    }
  },
};

async function join(tx: Tx, plans: readonly Plan[], importing: Importing): Promise<void> {
  if (plans.length === 0) return;
  const ids = await joinPeople(
    tx,
    plans.map(({ joining, patch, ...plan }) => ({ joining, patch, secrets: newSecrets(plan) })),
    importing.at,
  );
  await auditAll(
    tx,
    plans.map(({ joining: { unitId: unit, title, joinedOn: from } }, i) =>
      act(importing, "person.join", ids[i] ?? "", { unit, title, from }),
    ),
  );
}

type Change = Omit<Plan, "personId" | "before"> & { personId: string; before: Master };

async function change(tx: Tx, plans: readonly Change[], importing: Importing): Promise<void> {
  const { at } = importing;
  const transfers = plans.flatMap(({ personId, transfer }) => (transfer ? [{ personId, ...transfer }] : []));
  const posts = await transferPeople(tx, transfers, at);
  const names = await unitNames(
    tx,
    transfers.map(({ unitId }) => unitId),
  );
  await notifyAll(
    tx,
    "person.transferred",
    transfers.map(({ personId, unitId, from }) =>
      transferNews(personId, posts.get(personId) ?? "", names.get(unitId), from),
    ),
  );
  const written = await writeMasters(tx, plans);
  await setSecrets(
    tx,
    plans.flatMap((plan) => newSecrets(plan).map((secret) => ({ personId: plan.personId, ...secret }))),
    at,
  );
  await auditAll(
    tx,
    plans.flatMap((plan): Act[] => {
      const { personId, before, transfer, patch } = plan;
      const said = (action: Act["action"], detail: Record<string, string | number>) =>
        act(importing, action, personId, detail);
      return [
        ...(transfer
          ? [
              said("person.transfer", {
                ...{ fromUnit: transfer.fromUnit, fromTitle: transfer.fromTitle },
                ...{ toUnit: transfer.unitId, toTitle: transfer.title, from: transfer.from },
              }),
            ]
          : []),
        ...(written.has(personId)
          ? [
              said("person.change", {
                revision: before.revision + 1,
                ...changeDetail(masterChanges(before, patch)),
              }),
            ]
          : []),
        ...newSecrets(plan).map(({ kind }) => said("secret.set", { kind })),
      ];
    }),
  );
}

function newSecrets({ idNumber, payeeAccount }: Pick<PersonPlan, "idNumber" | "payeeAccount">) {
  const all: { kind: SecretKind; text: string | null }[] = [
    { kind: "id-number", text: idNumber },
    { kind: "payee-account", text: payeeAccount },
  ];
  return all.flatMap(({ kind, text }) => (text === null ? [] : [{ kind, text }]));
}

/** One row in the log for each person, as when it is done by hand; what somebody is called stays out of it. */
function act(
  { actorId, requestId }: Importing,
  action: Act["action"],
  personId: string,
  detail: Record<string, string | number>,
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

/** What of the kept secrets a row needs: those that it changes, or has to agree with. */
function needed({ row: { values }, facts: { person, idNumberOf, payeeAccountOf } }: Asked) {
  if (!person?.inScope) return { born: false, id: false, account: false };
  const { personId, master } = person;
  const born =
    values.idNumber === undefined &&
    ((values.bornOn !== undefined && values.bornOn !== master.bornOn) ||
      (values.gender !== undefined && values.gender !== master.gender));
  return {
    born,
    id: born || (values.idNumber !== undefined && idNumberOf?.personId !== personId),
    account: values.payeeAccount !== undefined && payeeAccountOf?.personId !== personId,
  };
}

type Secrets = Record<SecretKind, ReadonlyMap<string, string>>;

async function secretsOf(tx: Tx, all: readonly Asked[]): Promise<Secrets> {
  const find = async (kind: SecretKind, which: "id" | "account") => {
    const ids = all.flatMap((asked) => {
      const { person } = asked.facts;
      return person && needed(asked)[which] ? [person.personId] : [];
    });
    const found = new Map<string, string>();
    for (const some of chunks(ids))
      for (const [personId, text] of await readSecrets(tx, some, kind)) found.set(personId, text);
    return found;
  };
  return {
    "id-number": await find("id-number", "id"),
    "payee-account": await find("payee-account", "account"),
  };
}

/** The person with what the row needs of the secrets: masked, and what the ID number says. */
function opened(asked: Asked, secrets: Secrets): KnownPerson | null {
  const { person } = asked.facts;
  if (!person) return null;
  const { born, ...wants } = needed(asked);
  const id = wants.id ? (secrets["id-number"].get(person.personId) ?? null) : null;
  const account = wants.account ? (secrets["payee-account"].get(person.personId) ?? null) : null;
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
