import { db } from "../../app/platform/store.server";

/**
 * What `work` changed in the whole store, by table: "+2" for two rows more, "-1" for one less, "~1" for one that is
 * another now. No table, no change. The cache of compiled lessons is left out: reading fills it.
 */
export async function changes(work: () => Promise<unknown>): Promise<Record<string, string>> {
  const before = await everyRow();
  await work();
  const after = await everyRow();
  const changed: Record<string, string> = {};
  for (const table of new Set([...before.keys(), ...after.keys()])) {
    const [old, fresh] = [before.get(table) ?? [], after.get(table) ?? []];
    const [gone, come] = [without(old, fresh), without(fresh, old)];
    const parts = [
      come > gone ? `+${come - gone}` : "",
      gone > come ? `-${gone - come}` : "",
      Math.min(gone, come) ? `~${Math.min(gone, come)}` : "",
    ];
    if (gone || come) changed[table] = parts.filter(Boolean).join(" ");
  }
  return changed;
}

/** How many of `rows` are not among `others`. */
function without(rows: readonly string[], others: readonly string[]): number {
  const known = new Set(others);
  return rows.filter((row) => !known.has(row)).length;
}

async function everyRow(): Promise<Map<string, string[]>> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    select table_name::text as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'compiled_lesson'`;
  const selects = tables.map(
    ({ name }) => `select '${name}' as name, to_jsonb(t)::text as row from "${name}" t`,
  );
  const rows = await db().$queryRawUnsafe<{ name: string; row: string }[]>(selects.join(" union all "));
  const byTable = new Map<string, string[]>();
  for (const { name, row } of rows) {
    const kept = byTable.get(name);
    if (kept) kept.push(row);
    else byTable.set(name, [row]);
  }
  return byTable;
}

/** Does something several times at once, and gives what each of them gave. */
export function atOnce<T>(times: number, work: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: times }, (_, index) => work(index)));
}

/** Runs `work` while the database takes no new row in `table`, as when something fails in the middle of an act. */
export async function withoutInsertsInto<T>(table: string, work: () => Promise<T>): Promise<T> {
  await db().$executeRawUnsafe(`
    create or replace function refuse_in_test() returns trigger language plpgsql as $$
    begin raise exception 'refused in a test'; end $$`);
  await db().$executeRawUnsafe(
    `create trigger refuse_in_test before insert on "${table}" for each row execute function refuse_in_test()`,
  );
  try {
    return await work();
  } finally {
    await db().$executeRawUnsafe(`drop trigger refuse_in_test on "${table}"`);
  }
}
