import { beforeAll, expect, test } from "vitest";
import { auditTrail } from "~/features/reporting/audit-trail.server";
import { heldTables } from "~/features/reporting/personal-data.server";
import { currentStore, db } from "~/platform/store.server";

const person = "11111111-1111-4111-8111-111111111111";

/** A log of a few years, written without its marks. */
beforeAll(async () => {
  await db().$executeRaw`
    insert into audit_event (id, at, actor_id, action, subject, detail)
    select gen_random_uuid(), timestamptz '2024-01-01' + n * interval '5 minutes', gen_random_uuid(), 'session.enrol',
           case when n % 3 = 0 then 'person:' else 'session:' end || gen_random_uuid(),
           case when n % 2 = 0 then jsonb_build_object('person', gen_random_uuid()) else '{}' end
    from generate_series(1, 50000) n`;
  await db().$executeRaw`
    insert into audit_event (id, at, actor_id, action, subject, detail) values
      (gen_random_uuid(), now(), ${person}::uuid, 'session.enrol', 'session:a', '{}'),
      (gen_random_uuid(), now(), null, 'person.join', 'person:' || ${person}, '{}'),
      (gen_random_uuid(), now(), null, 'session.promote', 'session:b', jsonb_build_object('person', ${person}::text))`;
  await db().$executeRaw`analyze audit_event`;
}, 120_000);

async function plan(sql: string, ...values: unknown[]): Promise<string> {
  const { rows } = await currentStore().pool.query<{ "QUERY PLAN": string }>(`explain ${sql}`, values);
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}

test("what the log has about somebody is found by its indexes, among 50,000 rows", async () => {
  const { whose = "" } = heldTables.audit_event ?? {};
  const sql = `select * from audit_event t where ${whose}`;
  const { rows } = await currentStore().pool.query(sql, [person]);
  expect(rows).toHaveLength(3);
  const found = await plan(sql, person);
  for (const index of ["actor_id_at", "subject", "about_person"])
    expect(found).toContain(`audit_event_${index}`);
  expect(found).not.toContain("Seq Scan");
});

test("and so is the beginning of what an act was about", async () => {
  const search = {
    from: "",
    to: "",
    actor: "",
    action: "",
    subject: `person:${person}`,
    outcome: "",
  } as const;
  const { rows } = await auditTrail({ ...search, request: "", before: null });
  expect(rows.map(({ action }) => action)).toEqual(["person.join"]);
  const found = await plan(
    "select * from audit_event where subject like $1 or subject in ($2) order by seq desc limit 51",
    `person:${person.slice(0, 20)}%`,
    `person:${person}`,
  );
  expect(found).toContain("audit_event_subject_prefix_idx");
  expect(found).not.toContain("Seq Scan");
});
