import type { HeldField } from "~/features/people/rules/held-field";
import { db } from "~/platform/store.server";

interface Held {
  field: HeldField;
  /** Which rows are somebody's, over the table as `t`; the person's id is $1. */
  whose: string;
  /** Columns that name the person, each of which `whose` asks about. */
  by: readonly string[];
  /** Columns that are no information about the person: ciphers, hashes, another's text. */
  without?: readonly string[];
  /** What makes a row readable: a name → an expression over `t`. */
  with?: Readonly<Record<string, string>>;
}

const of = (column: string) => ({ by: [column], whose: `t."${column}" = $1::uuid` });
const unitName = { unit: "(select name from unit u where u.id = t.unit_id)" };
const lessonTitle = {
  lesson:
    "(select v.title from lesson l join lesson_version v on v.id = l.published_version_id where l.id = t.lesson_id)",
};
const sessionTitle = { session: "(select title from training_session s where s.id = t.session_id)" };

/**
 * Every table that knows a person, and where in the notice it belongs. A test reads the database's own list of columns,
 * so that a new table is either here or in `leftOut`.
 */
export const heldTables: Readonly<Record<string, Held>> = {
  person: { field: "name", ...of("id") },
  account: {
    field: "employeeNo",
    ...of("person_id"),
    without: ["password_hash", "totp_cipher", "totp_step"],
  },
  person_secret: { field: "idNumber", ...of("person_id"), without: ["cipher", "lookup"] },
  post: { field: "post", ...of("person_id"), with: unitName },
  role_grant: { field: "post", ...of("person_id"), with: unitName },
  education: { field: "education", ...of("person_id") },
  work_period: { field: "workPeriods", ...of("person_id") },
  appraisal: { field: "appraisals", ...of("person_id") },
  lesson_study: { field: "study", ...of("person_id"), with: lessonTitle },
  offline_study: { field: "study", ...of("person_id"), with: lessonTitle },
  check_answer: { field: "study", ...of("person_id") },
  study_gap: { field: "study", ...of("person_id") },
  reflection: { field: "study", ...of("person_id") },
  discussion_post: { field: "study", ...of("person_id"), without: ["hidden_by"] },
  course_completion: {
    field: "study",
    ...of("person_id"),
    with: { course: "(select title from course c where c.id = t.course_id)" },
  },
  enrolment: { field: "training", ...of("person_id"), with: sessionTitle },
  attendance: { field: "training", ...of("person_id"), with: sessionTitle, without: ["recorded_by"] },
  attempt: { field: "exams", ...of("person_id") },
  attempt_answer: {
    field: "exams",
    by: [],
    whose: "t.attempt_id in (select id from attempt where person_id = $1::uuid)",
  },
  attempt_score: {
    field: "exams",
    by: [],
    whose: "t.attempt_id in (select id from attempt where person_id = $1::uuid)",
  },
  certificate: { field: "certificates", ...of("person_id") },
  registration: {
    field: "certificates",
    by: [],
    whose: "t.certificate_id in (select id from certificate where person_id = $1::uuid)",
  },
  course_certificate: { field: "certificates", ...of("person_id"), without: ["revoked_by"] },
  hour_credit: { field: "certificates", ...of("person_id") },
  incentive_event: { field: "points", ...of("person_id") },
  ledger_entry: { field: "points", ...of("person_id"), without: ["mac"] },
  session: { field: "account", ...of("account_id"), without: ["id"] },
  password_history: { field: "account", ...of("account_id"), without: ["hash"] },
  recovery_code: { field: "account", ...of("account_id"), without: ["hash"] },
  account_link: { field: "account", ...of("account_id"), without: ["id", "created_by"] },
  notification: { field: "notifications", ...of("person_id") },
  notification_delivery: {
    field: "notifications",
    by: [],
    whose: "t.notification_id in (select id from notification where person_id = $1::uuid)",
  },
  notification_setting: { field: "notifications", ...of("person_id") },
  consent: { field: "consents", ...of("person_id") },
  correction_request: { field: "corrections", ...of("person_id"), without: ["decided_by"] },
  partner_teacher: { field: "work", ...of("person_id") },
  training_session: { field: "work", ...of("trainer_id") },
  lesson_version: { field: "work", ...of("author_id"), without: ["source"] },
  lesson_save: { field: "work", ...of("author_id"), without: ["source"] },
  review_decision: { field: "work", ...of("reviewer_id") },
  review_comment: { field: "work", ...of("author_id"), without: ["resolved_by"] },
  course: { field: "work", ...of("edited_by") },
  course_file: { field: "work", ...of("added_by") },
  upload: { field: "work", ...of("owner_id") },
  import_run: { field: "work", ...of("actor_id"), without: ["payload"] },
  audit_event: {
    field: "log",
    by: ["actor_id"],
    whose: `t.actor_id = $1::uuid or t.subject = 'person:' || $1::uuid or t.detail->>'person' = $1::uuid::text`,
    without: ["mac"],
  },
};

/** Columns that name somebody and are not given out, with the reason. */
export const leftOut: Readonly<Record<string, string>> = {
  "discussion_post.hidden_by": "a decision on somebody else's post; the log has the act",
  "review_comment.resolved_by": "an act on somebody else's comment; the log has it",
  "course_certificate.revoked_by": "a decision on somebody else's certificate; the log has the act",
  "attendance.recorded_by": "a mark that a trainer made on somebody else's row; the log has the act",
  "correction_request.decided_by": "a decision on somebody else's request; the log has the act",
  "account_link.created_by": "an invitation for somebody else's account; the log has the act",
};

export type HeldRows = Record<string, Record<string, unknown>[]>;

/** All rows about somebody, table by table, as the database writes them in JSON. */
export async function heldRows(personId: string): Promise<HeldRows> {
  const rows: HeldRows = {};
  for (const [table, held] of Object.entries(heldTables)) {
    const more = Object.entries(held.with ?? {}).map(([name, expression]) => `'${name}', ${expression}`);
    const found = await db().$queryRawUnsafe<{ row: Record<string, unknown> }[]>(
      `select to_jsonb(t) - $2::text[] || jsonb_build_object(${more.join()}) as row from "${table}" t
       where ${held.whose} order by to_jsonb(t)::text`,
      personId,
      held.without ?? [],
    );
    rows[table] = found.map(({ row }) => row);
  }
  return rows;
}

/** How many rows each part of the notice has about somebody. */
export async function heldCounts(personId: string): Promise<Partial<Record<HeldField, number>>> {
  const counts: Partial<Record<HeldField, number>> = {};
  const asked = Object.entries(heldTables).map(
    ([table, { whose }]) =>
      `select '${table}' as name, count(*)::int as count from "${table}" t where ${whose}`,
  );
  const rows = await db().$queryRawUnsafe<{ name: string; count: number }[]>(
    asked.join(" union all "),
    personId,
  );
  for (const { name, count } of rows) {
    const field = heldTables[name]?.field;
    if (field) counts[field] = (counts[field] ?? 0) + count;
  }
  return counts;
}

/** Who has looked at somebody's secrets in full, newest first. */
export async function revealsOf(personId: string) {
  const rows = await db().auditEvent.findMany({
    where: { subject: `person:${personId}`, action: "secret.reveal", outcome: "done" },
    orderBy: { seq: "desc" },
    take: 100,
    select: { id: true, at: true, actorId: true, detail: true },
  });
  const people = await db().person.findMany({
    where: { id: { in: rows.flatMap(({ actorId }) => actorId ?? []) } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map(({ id, at, actorId, detail }) => {
    const { kind, reason } = detail as { kind?: string; reason?: string };
    return { id, at, who: names.get(actorId ?? "") ?? null, kind: kind ?? "", reason: reason ?? "" };
  });
}
