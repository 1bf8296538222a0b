import type pg from "pg";
import { tablesOf, type Table } from "../../app/platform/backup-format.server";

/** What checks and foreign keys demand of a column, in SQL; anything else is made up from its type. */
const demanded: Record<string, string> = {
  "ledger_entry.kind": "'points'",
  "ledger_entry.reversal_of": "null",
  "course.state": "'open'",
  "lesson_version.state": "'published'",
  "lesson.published_version_id": "null",
  "enrolment.state": "'seated'",
  "attempt_score.max_half_marks": "99",
  "attempt.deadline_at": "'2027-01-01'",
  "training_session.ends_at": "'2027-01-01'",
  "study_gap.ends_at": "'2027-01-01'",
  "pgboss.job.name": "'deliver'",
  "pgboss.job.state": "'retry'",
  "pgboss.job.dead_letter": "null",
  "pgboss.job.policy": "'standard'",
  "unit.parent_id": "null",
};
const lastDays = /^(ends_on|closed_on|left_on|effective_to|ended_on)$/;

const text = `E'社区：“𠮷” \\'\\\\ \\t\\n\\u2028 '`;
const byType: [RegExp, (index: number, column: string) => string][] = [
  [/^jsonb$/, () => `'{"n":1e20,"small":1.10e-7,"s":"𠮷\\u0001","none":null,"of":[true,{"a":"一"}]}'`],
  [/^text\[\]$/, () => `array['a,b', '', '"', '中文', null]`],
  [/^(text|character varying.*)$/, (index, column) => `${text} || '${column} ${index}'`],
  [/^uuid$/, () => "gen_random_uuid()"],
  [/^integer$/, (index) => `${index + 1}`],
  [/^bigint$/, (index) => `9007199254740993 + ${index}`],
  [/^boolean$/, (index) => (index % 2 ? "true" : "false")],
  [/^date$/, (_, column) => (lastDays.test(column) ? "'2028-02-29'" : "'2024-02-29'")],
  [/^timestamp/, (index) => `'2026-11-23T23:59:59.${index + 1}07Z'`],
  [/^tsvector$/, () => `'助餐:1A,3 ''it''''s'':2B ab:16383'::tsvector`],
  [/^interval$/, () => "'1 month 2 days 03:04:05.678'"],
];

/**
 * Puts rows into every table that a backup holds: one with a value in each column, one with null wherever the schema
 * allows it. Whatever the schema becomes, no table is forgotten; a check that nobody thought of makes it throw.
 */
export async function fillEveryTable(pool: pg.Pool): Promise<void> {
  const tables = await tablesOf(pool);
  const { rows: references } = await pool.query<{ of: string; column: string; to: string; target: string }>(`
    select k.conrelid::regclass::text as of, a.attname as column, k.confrelid::regclass::text as to, b.attname as target
    from pg_constraint k
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[1]
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace`);
  const { rows: attributes } = await pool.query<{ at: string; nullable: boolean; generated: boolean }>(`
    select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname || '.' || a.attname as at,
      not a.attnotnull as nullable, coalesce(pg_get_expr(d.adbin, d.adrelid) like 'nextval%', false) as generated
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where a.attnum > 0`);
  const mayBeNull = new Set(attributes.flatMap(({ at, nullable }) => (nullable ? [at] : [])));
  const generated = new Set(attributes.flatMap(({ at, generated: given }) => (given ? [at] : [])));
  const waits = (table: Table, filled: Set<string>) =>
    references.some(
      ({ of, to, column }) =>
        of === table.name && to !== of && !filled.has(to) && demanded[`${of}.${column}`] === undefined,
    );
  const filled = new Set<string>();
  while (filled.size < tables.length) {
    const ready = tables.filter((table) => !filled.has(table.name) && !waits(table, filled));
    if (!ready.length) throw new Error(`tables that wait for each other: ${tables.map(({ name }) => name)}`);
    for (const { name, columns } of ready) {
      for (const index of name === "installation" ? [0] : [0, 1]) {
        const values = columns.map(([column, type]) => {
          const at = `${name}.${column}`;
          if (generated.has(at)) return "default";
          if (demanded[at] !== undefined) return demanded[at];
          const reference = references.find((each) => each.of === name && each.column === column);
          if (index === 1 && mayBeNull.has(at) && !(reference && lastDays.test(column)) && !openOnly(column))
            return "null";
          if (reference)
            return `(select ${reference.target} from ${reference.to} order by 1 offset ${index} limit 1)`;
          const made = byType.find(([shape]) => shape.test(type))?.[1];
          if (!made) throw new Error(`${at}: no value for the type ${type}`);
          return made(index, column);
        });
        const names = columns.map(([column]) => `"${column}"`);
        await pool
          .query(`insert into ${name} (${names.join()}) values (${values.join()})`)
          .catch((error: Error) => {
            throw new Error(`${name}: ${error.message}`, { cause: error });
          });
      }
      filled.add(name);
    }
  }
  // A column of JSON may hold JSON's null, which is not an empty column.
  await pool.query("update import_run set summary = 'null' where summary is not null");
}

/** Not null in any row, since a published version has a day. */
const openOnly = (column: string) => column === "published_at";
