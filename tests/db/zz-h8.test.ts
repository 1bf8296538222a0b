import { test } from "vitest";
import { writeSync } from "node:fs";
import { db } from "~/platform/store.server";
import { sealLogs, verifyLog, logState } from "~/platform/seals.server";
import { audit } from "~/platform/audit.server";
import { transact } from "~/platform/transact.server";
import { keyedHash } from "~/platform/crypto.server";
import { auditExtract, auditTrail } from "~/features/reporting/audit-trail.server";
import { auditFile } from "~/features/reporting/audit-file.server";
import { usualAuditSearch } from "~/features/reporting/rules/audit-search";
import { texts } from "~/platform/i18n/texts.server";
const say = (...a: unknown[]) => writeSync(2, a.join(" ") + "\n");
const timed = async (n: string, f: () => Promise<unknown>) => { const t = performance.now(); const r = await f(); say(n, Math.round(performance.now() - t), "ms", typeof r === "object" ? JSON.stringify(r) : r, "rss", Math.round(process.memoryUsage().rss / 1e6)); };
test("million", async () => {
  const N = 1_000_000;
  await timed("insert", () => db().$executeRawUnsafe(`insert into audit_event (id, at, actor_id, action, subject, detail, request_id) select gen_random_uuid(), timestamptz '2026-01-01' + i * interval '20 s', md5((i % 1300)::text)::uuid, (array['account.sign-in','session.enrol','check.pass','lesson.finish'])[1 + i % 4], 'person:' || md5((i%1300)::text)::uuid, '{"device": "linux chrome", "points": 30}', md5(i::text) from generate_series(1, ${N}) i`));
  await db().$executeRawUnsafe("delete from audit_event where false").catch(() => {});
  await timed("seal all", () => sealLogs());
  await db().$executeRawUnsafe("analyze");
  for (let i = 0; i < 3; i++) { await transact((tx) => audit(tx, { actorId: null, action: "key.rotate", subject: "x" })); await timed("seal one more", () => sealLogs()); }
  await timed("state", () => logState("audit"));
  await timed("verify", () => verifyLog("audit"));
  await timed("verify last 100", () => verifyLog("audit", null, { last: 100 }));
  const t = performance.now(); for (let i = 0; i < 100000; i++) keyedHash("audit row", "x".repeat(300)); say("100k keyed hashes", Math.round(performance.now() - t));
  for (const s of [{}, { action: "session.enrol" }, { from: "2026-02-01", to: "2026-02-02" }, { outcome: "refused" as const }, { request: "abc" }, { subject: "person:0" }, { action: "account" }, {action: "lesson.finish", to: "2026-01-03"}])
    await timed("page " + JSON.stringify(s), async () => (await auditTrail({ ...usualAuditSearch, ...s })).rows.length);
  for (const f of ["csv", "xlsx", "jsonl"] as const) await timed("export 1M " + f, async () => { const e = await auditExtract(usualAuditSearch); let n = 0, max = 0; for await (const c of auditFile(e, f, texts("zh").getFixedT("zh", "audit")).chunks) { n += c.length; max = Math.max(max, process.memoryUsage().rss); } return `${Math.round(n / 1e6)} MB, rss at most ${Math.round(max / 1e6)}`; });
}, 900_000);
