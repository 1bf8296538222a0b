import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { auditFile } from "~/features/reporting/audit-file.server";
import { auditEvent, auditExtract, auditTrail } from "~/features/reporting/audit-trail.server";
import { usualAuditSearch, type AuditSearch } from "~/features/reporting/rules/audit-search";
import { audit, auditAll, type Act } from "~/platform/audit.server";
import { startClockAt } from "~/platform/clock.server";
import { texts } from "~/platform/i18n/texts.server";
import { sealLogs } from "~/platform/seals.server";
import { db } from "~/platform/store.server";
import { transact } from "~/platform/transact.server";
import { verificationOf } from "~/platform/verification.server";
import { exportAudit } from "~/workflows/export-audit.server";
import { takeHead, verifyNow } from "~/workflows/verify-log.server";
import { aPerson, anAccount } from "../factories/people";

const [wang, li] = [aPerson({ name: "王芳" }), aPerson({ name: "李娜" })];
const gone = randomUUID();
const requestId = "request-1";

const act = (over: Partial<Act>): Act => ({
  actorId: wang.id,
  action: "account.sign-in",
  subject: "x:1",
  ...over,
});

beforeAll(async () => {
  await db().person.createMany({ data: [wang, li] });
  await db().account.createMany({
    data: [
      anAccount({ personId: wang.id, employeeNo: "W0001" }),
      anAccount({ personId: li.id, employeeNo: "W0002" }),
    ],
  });
  const days: [string, Act][] = [
    ["2026-11-22T15:59:00.000Z", act({ outcome: "refused", subject: `person:${wang.id}` })],
    ["2026-11-22T16:00:00.000Z", act({ subject: `person:${li.id}`, requestId })],
    [
      "2026-11-23T15:59:00.000Z",
      act({ actorId: li.id, action: "session.enrol", subject: "session:s1", requestId }),
    ],
    [
      "2026-11-23T16:00:00.000Z",
      act({ actorId: null, action: "account.sign-out", detail: { person: li.id } }),
    ],
    ["2026-11-24T16:00:00.000Z", act({ actorId: gone, action: "session.withdraw", subject: "session:s2" })],
  ];
  for (const [at, each] of days) {
    startClockAt(new Date(at));
    await transact((tx) => audit(tx, each));
  }
});

const found = async (over: Partial<AuditSearch>) =>
  (await auditTrail({ ...usualAuditSearch, ...over })).rows.map(({ seq }) => Number(seq));

test.each<[Partial<AuditSearch>, number[]]>([
  [{}, [5, 4, 3, 2, 1]],
  [{ from: "2026-11-23" }, [5, 4, 3, 2]],
  [{ from: "2026-11-23", to: "2026-11-23" }, [3, 2]],
  [{ actor: "王" }, [2, 1]],
  [{ actor: "w0002" }, [3]],
  [{ actor: gone }, [5]],
  [{ actor: "没有这个人" }, []],
  [{ action: "account" }, [4, 2, 1]],
  [{ action: "account.sign-in" }, [2, 1]],
  [{ subject: "session:" }, [5, 3]],
  [{ subject: "李娜" }, [2]],
  [{ outcome: "refused" }, [1]],
  [{ request: requestId }, [3, 2]],
  [{ request: requestId, actor: "W0001" }, [2]],
  [{ before: "3" }, [2, 1]],
])("search %j", async (search, rows) => {
  expect(await found(search)).toEqual(rows);
});

test("a row opens with the others of its request, and ids have names", async () => {
  const { rows, names } = await auditTrail(usualAuditSearch);
  expect(names).toMatchObject({ [wang.id]: "王芳 W0001", [li.id]: "李娜 W0002" });
  const opened = await auditEvent(rows.find(({ seq }) => seq === "2")?.id ?? "");
  expect(opened?.same.map(({ seq }) => seq)).toEqual(["3"]);
  expect(await auditEvent(randomUUID())).toBeNull();
});

const t = texts("zh").getFixedT("zh", "audit");
async function fileOf(format: "csv" | "jsonl", search: Partial<AuditSearch>) {
  const extract = await auditExtract({ ...usualAuditSearch, ...search });
  let text = "";
  for await (const chunk of auditFile(extract, format, t).chunks) text += Buffer.from(chunk).toString("utf8");
  return text;
}

test("an export holds exactly what is searched, in words and as it was stored", async () => {
  const csv = (await fileOf("csv", { request: requestId })).split("\r\n");
  expect(csv[1]).toContain("3,2026-11-23 23:59:00,李娜 W0002,");
  expect(csv[2]).toContain(",登录,account.sign-in,人员 李娜 W0002,");
  expect(csv).toHaveLength(4);
  const [line] = (await fileOf("jsonl", { action: "account.sign-out" })).split("\n");
  expect(JSON.parse(line ?? "")).toMatchObject({
    seq: 4,
    at: expect.stringMatching(/^2026-11-23T16:0/),
    actorId: null,
    actor: null,
    detail: { person: li.id },
  });
});

test("many rows come in batches, all of them once; what is written meanwhile is not among them", async () => {
  const many = Array.from({ length: 2500 }, (_, index) =>
    act({ action: "check.pass", subject: `check:${index}` }),
  );
  await transact((tx) => auditAll(tx, many), { timeoutMs: 60_000 });
  const asked = {
    actorId: wang.id,
    search: { ...usualAuditSearch, action: "check" },
    format: "csv",
    requestId: "r",
  };
  const { count, batches } = await exportAudit(asked);
  expect(count).toBe(2500);
  const seen: string[] = [];
  const sizes: number[] = [];
  for await (const { rows } of batches()) {
    sizes.push(rows.length);
    seen.push(...rows.map(({ subject }) => subject));
    await transact((tx) => audit(tx, act({ action: "check.pass", subject: "later" })));
  }
  expect(sizes).toEqual([1000, 1000, 500]);
  expect(seen).toEqual(many.map(({ subject }) => subject).reverse());
  const row = await db().auditEvent.findFirstOrThrow({ where: { action: "audit.export" } });
  expect(row.detail).toEqual({ format: "csv", rows: 2500, search: "?action=check" });
  let pages = 0;
  for (let before: string | null = null; ; pages++) {
    const page = await auditTrail({ ...usualAuditSearch, action: "check", before });
    if (!page.older) break;
    before = page.older;
  }
  expect(pages).toBe(50); // 2,503 rows, 50 on each page
}, 60_000);

test("who verifies and who takes a head is in the log, and only one verification of a log runs", async () => {
  await sealLogs();
  const asked = { actorId: wang.id, log: "audit" as const, requestId: "v" };
  expect(verifyNow({ ...asked, last: null })).toBeNull();
  expect(verifyNow({ ...asked, last: 100 })).toBe("busy");
  await expect.poll(() => verificationOf("audit")?.endedAt, { timeout: 20_000 }).toBeTruthy();
  expect(verificationOf("audit")).toMatchObject({ verdict: { ok: true } });
  const head = await takeHead(asked);
  const rows = await db().auditEvent.findMany({ where: { requestId: "v" }, orderBy: { seq: "asc" } });
  expect(rows.map(({ action, subject, detail }) => [action, subject, detail])).toEqual([
    ["audit.verify", "log:audit", expect.objectContaining({ ok: true })],
    ["audit.head", "log:audit", { seal: head?.number }],
  ]);
  expect(await takeHead({ ...asked, log: "ledger" })).toBeNull();
}, 60_000);
