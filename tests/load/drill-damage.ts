import type { Db } from "~/platform/store.server";
import type { Act } from "./drill-client";
import { verify } from "./drill-verify";

/** One way each in which a store could betray what was acknowledged. Triggers that refuse some of them are set aside. */
const damages = {
  "hours of an attendance gone": `delete from hour_credit where id in (select id from hour_credit where source = 'session' limit 1)`,
  "attendance gone": `delete from attendance where id in (select id from attendance limit 1)`,
  "audit row gone": `alter table audit_event disable trigger user;
    delete from audit_event where id in (select id from audit_event where action = 'attempt.hand-in' limit 1)`,
  "audit row twice": `insert into audit_event (id, at, actor_id, action, subject, outcome, detail, request_id)
    select gen_random_uuid(), at, actor_id, action, subject, outcome, detail, request_id
    from audit_event where action = 'session.enrol' limit 1`,
  "ledger entry gone": `alter table ledger_entry disable trigger user;
    delete from ledger_entry where id in (select id from ledger_entry where amount > 0 limit 1)`,
  "ledger entry twice": `insert into ledger_entry
    (id, person_id, unit_id, kind, amount, occurred_on, posted_at, policy_version, rule, evidence, key)
    select gen_random_uuid(), person_id, unit_id, kind, amount, occurred_on, posted_at, policy_version, rule, evidence,
    'again/' || key from ledger_entry where amount > 0 limit 1`,
  "answer of a paper gone": `delete from attempt_answer where (attempt_id, position) in
    (select attempt_id, position from attempt_answer limit 1)`,
  "score changed": `update attempt_score set half_marks = case half_marks when 0 then 1 else half_marks - 1 end where attempt_id in (select attempt_id from attempt_score limit 1)`,
  "seat gone": `update enrolment set state = 'withdrawn' where (session_id, person_id) in
    (select session_id, person_id from enrolment where state = 'seated' limit 1)`,
  "lesson not finished": `update lesson_study set completed_at = null where (person_id, lesson_id) in
    (select person_id, lesson_id from lesson_study where completed_at is not null limit 1)`,
  "certificate gone": `delete from course_certificate where number in
    (select number from course_certificate limit 1)`,
  "study time gone": `update lesson_study set studied_ms = 0`,
  "sign-in gone": `delete from session where id in (select id from session limit 1)`,
};

/**
 * Does each damage in a transaction that is taken back, and names those which the verification overlooks. A short drill
 * may have nothing yet that one of them could damage.
 */
export async function overlooked(
  db: Db,
  acts: readonly Act[],
  answered: ReadonlySet<string>,
): Promise<{ tried: number; missed: string[] }> {
  const first = await db.$transaction((tx) => verify(tx, acts, answered), { timeout: 60_000 });
  const before = new Set(first.findings.map(({ what }) => what));
  const takeBack = new Error("taken back");
  const missed: string[] = [];
  let tried = 0;
  for (const [name, sql] of Object.entries(damages)) {
    const work = db.$transaction(
      async (tx) => {
        let rows = 0;
        for (const statement of sql.split(";")) rows = await tx.$executeRawUnsafe(statement);
        if (rows > 0) {
          tried++;
          const { findings } = await verify(tx, acts, answered);
          if (findings.every(({ what }) => before.has(what))) missed.push(name);
        }
        throw takeBack;
      },
      { timeout: 60_000 },
    );
    await work.catch((error) => {
      if (error !== takeBack) throw error;
    });
  }
  return { tried, missed };
}
