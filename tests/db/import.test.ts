import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ImportKind } from "~/features/exchange/rules/columns";
import type { Verdict } from "~/features/exchange/rules/verdict";
import { transferPerson } from "~/features/people/employment.server";
import { digestOf, emptyOldRuns, run } from "~/features/exchange/runs.server";
import { dayMs, dbDate, shanghai } from "~/lib/dates";
import { startClockAt } from "~/platform/clock.server";
import type { SheetCell } from "~/platform/sheets.server";
import { db } from "~/platform/store.server";
import { transact } from "~/platform/transact.server";
import { changeUnit } from "~/workflows/change-unit.server";
import { dropImport } from "~/workflows/drop-import.server";
import { recordAttendance } from "~/workflows/record-attendance.server";
import { saveMasterData } from "~/workflows/save-master-data.server";
import { takeImport } from "~/workflows/take-import.server";
import { transferPerson as transferByHand } from "~/workflows/transfer-person.server";
import { tryImport } from "~/workflows/try-import.server";
import { atOnce, changes, withoutInsertsInto } from "../factories/changes";
import { aGrant, aPerson, aPost, anAccount, aUnit, aUnitVersion } from "../factories/people";
import { aTable, encodings, type Encoding } from "../factories/sheets";
import { anEnrolment, aSession } from "../factories/training";
import { aWorld, worldStart, type World } from "../factories/world";

let world: World;
let hr: string;
let number = 0;
beforeAll(async () => {
  world = await aWorld();
  hr = await world.person(world.street);
  await db().unit.update({ where: { id: world.here }, data: { code: "here-01", name: "和平社区" } });
  await db().unit.update({ where: { id: world.there }, data: { code: "there-01", name: "平和社区" } });
});
beforeEach(() => void startClockAt(worldStart));

/** A number that nobody has yet. */
const fresh = () => `N${String(++number).padStart(4, "0")}`;

interface Asked {
  kind?: ImportKind;
  heads: readonly string[];
  rows: readonly (readonly SheetCell[])[];
  encoding?: Encoding;
  units?: readonly string[];
  actorId?: string;
}

async function tried({ kind = "people", heads, rows, encoding, units, actorId = hr }: Asked) {
  const file = await aTable(heads, rows, encoding);
  const trial = await tryImport({ actorId, units: units ?? [world.district], kind, file, requestId: "test" });
  if (!("runId" in trial)) throw new Error(JSON.stringify(trial));
  return trial.runId;
}

/** What is kept of a dry run. */
async function shown(runId: string) {
  const found = await run(db(), hr, runId);
  if (!found?.tried) throw new Error("nothing is kept");
  const { judged } = found.tried;
  return { judged, digest: digestOf({ judged }), verdicts: judged.map(({ verdict }) => verdict) };
}

async function take(runId: string, which: "all" | "good" = "all", digest?: string, units = [world.district]) {
  digest ??= (await shown(runId)).digest;
  return takeImport({ actorId: hr, units, runId, digest, which, requestId: "test" });
}

const people = ["工号", "姓名", "所属社区"];
const counts = (over: Partial<Record<Verdict | "cleaned", number>>) => ({
  ...{ new: 0, changed: 0, same: 0, refused: 0, cleaned: 0 },
  ...over,
});

/** A known person with an employee number, in the first community or elsewhere. */
async function known(unitId = world.here, name = "示例人") {
  const employeeNo = fresh();
  const person = aPerson({ name });
  await db().person.create({ data: person });
  await db().account.create({ data: anAccount({ personId: person.id, employeeNo }) });
  await db().post.create({ data: aPost({ personId: person.id, unitId }) });
  return { employeeNo, personId: person.id };
}

describe("people", () => {
  test.each(encodings)(
    "a dry run of %s leaves a run and an audit row, and nothing in clear",
    async (encoding) => {
      const rows = [[fresh(), "何秀兰", "和平社区"]];
      let runId = "";
      expect(await changes(async () => (runId = await tried({ heads: people, rows, encoding })))).toEqual({
        import_run: "+1",
        audit_event: "+1",
      });
      expect((await shown(runId)).verdicts).toEqual(["new"]);
      const { payload } = await db().importRun.findUniqueOrThrow({ where: { id: runId } });
      expect(payload).not.toContain("何秀兰");
    },
  );

  test("are taken whole: person, account, post, role, master data, secrets; the same file again changes nothing", async () => {
    const heads = [
      ...people,
      ...["入职日期", "身份证号", "手机", "收款账号", "学历", "毕业院校", "社工专业", "全日制", "毕业日期"],
      ...["从业单位", "从业开始", "考核年度", "考核等次"],
    ];
    const employeeNo = fresh();
    const rows = [
      [
        ...[
          employeeNo,
          "何秀兰",
          "here-01",
          "2020-07-01",
          "11010119900215001X",
          "13800000000",
          "6222020000000001",
        ],
        ...["本科", "示例大学", "是", "是", "2012-06-30", "示例中心", "2012-07-01", "2025", "优秀"],
      ],
    ];
    const first = await tried({ heads, rows });
    expect(
      await changes(async () => expect(await take(first)).toEqual({ taken: counts({ new: 1 }) })),
    ).toEqual({
      ...{ person: "+1", account: "+1", post: "+1", role_grant: "+1", education: "+1", work_period: "+1" },
      ...{ appraisal: "+1", person_secret: "+2", import_run: "~1", audit_event: "+2" },
    });
    const account = await db().account.findUniqueOrThrow({
      where: { employeeNo },
      include: { person: { include: { posts: true, grants: true, secrets: true } } },
    });
    expect(account).toMatchObject({
      passwordHash: null,
      person: {
        ...{ name: "何秀兰", gender: "male", bornOn: dbDate("1990-02-15"), phone: "13800000000" },
        posts: [{ unitId: world.here, startsOn: dbDate("2020-07-01"), endsOn: null }],
        grants: [{ role: "worker", unitId: world.here }],
      },
    });
    expect(JSON.stringify(account.person.secrets)).not.toContain("11010119900215001X");
    expect(await db().importRun.findUniqueOrThrow({ where: { id: first } })).toMatchObject({
      ...{ state: "taken", payload: null, summary: counts({ new: 1 }) },
    });

    // Taken once more, and the same file tried and taken again.
    expect(
      await changes(async () =>
        expect(await take(first, "all", "0".repeat(32))).toEqual({ refusal: "closed" }),
      ),
    ).toEqual({});
    const again = await tried({ heads, rows, encoding: "xlsx" });
    expect((await shown(again)).judged).toMatchObject([{ verdict: "same", changes: [], refusals: [] }]);
    expect(await changes(() => take(again))).toEqual({ import_run: "~1", audit_event: "+1" });
  });

  test("are corrected and transferred, and the difference is what is written", async () => {
    const { employeeNo, personId } = await known();
    const heads = [...people, "手机", "调动日期"];
    const rows = [[employeeNo, "示例改", "平和社区", "13900000001", "2026-11-02"]];
    const runId = await tried({ heads, rows });
    expect((await shown(runId)).judged).toMatchObject([
      {
        verdict: "changed",
        changes: [
          { column: "name", from: "示例人", to: "示例改" },
          { column: "unit", from: "和平社区", to: "平和社区" },
          { column: "phone", from: "", to: "13900000001" },
        ],
      },
    ]);
    await take(runId);
    expect(await db().person.findUniqueOrThrow({ where: { id: personId } })).toMatchObject({
      ...{ name: "示例改", phone: "13900000001", revision: 1 },
    });
    expect(await db().post.findMany({ where: { personId }, orderBy: { startsOn: "asc" } })).toMatchObject([
      { unitId: world.here, endsOn: dbDate("2026-11-01") },
      { unitId: world.there, startsOn: dbDate("2026-11-02"), endsOn: null },
    ]);
    expect((await shown(await tried({ heads, rows }))).verdicts).toEqual(["same"]);
  });

  test("all or nothing: one refused row, and nothing is taken; the good rows by choice", async () => {
    const rows = [
      [fresh(), "何秀兰", "和平社区"],
      [fresh(), "何秀菊", "没有的社区"],
    ];
    const runId = await tried({ heads: people, rows });
    expect(await changes(async () => expect(await take(runId)).toEqual({ refusal: "refused-rows" }))).toEqual(
      {},
    );
    expect(await take(runId, "good")).toEqual({ taken: counts({ new: 1, refused: 1 }) });
    expect(await db().account.count({ where: { employeeNo: { in: rows.map(([no]) => String(no)) } } })).toBe(
      1,
    );
  });

  test.each(["person", "account", "post", "role_grant", "person_secret", "audit_event"])(
    "nothing is taken when %s cannot be written",
    async (table) => {
      const rows = [
        [fresh(), "何秀兰", "和平社区", `6222${fresh().slice(1)}0000`],
        [fresh(), "何秀菊", "平和社区", `6222${fresh().slice(1)}0000`],
      ];
      const runId = await tried({ heads: [...people, "收款账号"], rows });
      const { digest } = await shown(runId);
      expect(
        await changes(() =>
          withoutInsertsInto(table, () =>
            expect(take(runId, "all", digest)).rejects.toThrow("refused in a test"),
          ),
        ),
      ).toEqual({});
      expect(await take(runId)).toMatchObject({ taken: { new: 2 } });
    },
  );

  test("what has changed since the dry run is not taken; the new result is shown, and may be", async () => {
    const { employeeNo, personId } = await known();
    const runId = await tried({
      heads: [...people, "手机"],
      rows: [[employeeNo, "示例人", "和平社区", "13900000002"]],
    });
    const before = await shown(runId);
    await db().person.update({ where: { id: personId }, data: { phone: "13700000000" } });
    expect(
      await changes(async () =>
        expect(await take(runId, "all", before.digest)).toEqual({ refusal: "other" }),
      ),
    ).toEqual({ import_run: "~1" });
    const after = await shown(runId);
    expect(after.judged[0]?.changes).toEqual([{ column: "phone", from: "13700000000", to: "13900000002" }]);
    // A page that still shows the old result takes nothing.
    expect(await take(runId, "all", before.digest)).toEqual({ refusal: "other" });
    expect(await take(runId, "all", after.digest)).toEqual({ taken: counts({ changed: 1 }) });
  });

  test("a number that was given meanwhile is shown as somebody who is there", async () => {
    const employeeNo = fresh();
    const runId = await tried({ heads: people, rows: [[employeeNo, "何秀兰", "和平社区"]] });
    const { digest } = await shown(runId);
    const person = aPerson({ name: "别人" });
    await db().person.create({ data: person });
    await db().account.create({ data: anAccount({ personId: person.id, employeeNo }) });
    await db().post.create({ data: aPost({ personId: person.id, unitId: world.here }) });
    expect(await take(runId, "all", digest)).toEqual({ refusal: "other" });
    expect((await shown(runId)).verdicts).toEqual(["changed"]);
  });

  test("eight takes at once: one wins", async () => {
    const runId = await tried({ heads: people, rows: [[fresh(), "何秀兰", "和平社区"]] });
    const { digest } = await shown(runId);
    const answers: Awaited<ReturnType<typeof take>>[] = [];
    expect(
      await changes(async () => answers.push(...(await atOnce(8, () => take(runId, "all", digest))))),
    ).toEqual({
      person: "+1",
      account: "+1",
      post: "+1",
      role_grant: "+1",
      import_run: "~1",
      audit_event: "+2",
    });
    expect(answers.filter((each) => each && "taken" in each)).toHaveLength(1);
    expect(answers.filter((each) => each && "refusal" in each && each.refusal === "closed")).toHaveLength(7);
  });

  test("two files with the same new number at once: one wins, the other shows what is there now", async () => {
    const rows = [[fresh(), "何秀兰", "和平社区"]];
    const runs = [await tried({ heads: people, rows }), await tried({ heads: people, rows })];
    const digests = await Promise.all(runs.map(async (runId) => (await shown(runId)).digest));
    const answers = await Promise.all(runs.map((runId, i) => take(runId, "all", digests[i])));
    expect(answers.filter((each) => each && "taken" in each)).toHaveLength(1);
    expect(answers).toContainEqual({ refusal: "other" });
  });

  test("of another subtree are refused, and nothing is said of them but that the number is taken", async () => {
    const [away, secret] = [await known(world.there, "远方人"), "110101199002150028"];
    const other = await tried({
      heads: [...people, "身份证号"],
      rows: [[(await known()).employeeNo, "示例人", "和平社区", secret]],
      units: [world.here],
    });
    await take(other, "all", undefined, [world.here]);
    const rows = [
      [away.employeeNo, "远方人", "和平社区", ""],
      [fresh(), "何秀兰", "平和社区", ""],
      [fresh(), "何秀菊", "平和", ""],
      [fresh(), "何秀梅", "和平社区", secret],
    ];
    const from = (unitId: string) => tried({ heads: [...people, "身份证号"], rows, units: [unitId] });
    const { judged } = await shown(await from(world.here));
    expect(judged.map(({ refusals }) => refusals)).toMatchObject([
      [{ column: "employeeNo", reason: "number-taken" }],
      [{ column: "unit", reason: "unit-foreign" }],
      [{ column: "unit", reason: "unit-unknown", detail: ["和平社区"] }],
      [{ column: "idNumber", reason: "id-number-taken", detail: [expect.any(String)] }],
    ]);
    // Whose ID number it is, is told to those alone who may know the person.
    const elsewhere = (await shown(await from(world.there))).judged[3];
    expect(elsewhere?.refusals).toContainEqual({ column: "idNumber", reason: "id-number-taken" });
  });

  test("nobody changes the own record: the row is refused, the others may be taken", async () => {
    const heads = [...people, "手机"];
    const { name } = await db().person.findUniqueOrThrow({ where: { id: hr } });
    const { employeeNo } = await db().account.findUniqueOrThrow({ where: { personId: hr } });
    const { code } = await db().unit.findUniqueOrThrow({ where: { id: world.street } });
    const same = await tried({ heads, rows: [[employeeNo, name, code, ""]] });
    expect((await shown(same)).verdicts).toEqual(["same"]);
    const runId = await tried({
      heads,
      rows: [
        [employeeNo, name, code, "13900000003"],
        [fresh(), "何秀兰", "和平社区", ""],
      ],
    });
    expect((await shown(runId)).judged).toMatchObject([
      { verdict: "refused", refusals: [{ column: "employeeNo", reason: "own-record" }], changes: [] },
      { verdict: "new" },
    ]);
    expect(await take(runId)).toEqual({ refusal: "refused-rows" });
    expect(await take(runId, "good")).toEqual({ taken: counts({ new: 1, refused: 1 }) });
    expect(await db().person.findUniqueOrThrow({ where: { id: hr } })).toMatchObject({ phone: "" });
    // For somebody else it is a row like any other.
    const other = await tried({
      ...{ heads, actorId: await world.person() },
      rows: [[employeeNo, name, code, "13900000003"]],
    });
    expect((await db().importRun.findUniqueOrThrow({ where: { id: other } })).summary).toMatchObject({
      changed: 1,
    });
  });

  test.each<[string, string, string, string | null]>([
    ["today", "平和社区", "2026-11-24", null],
    ["from a day that has passed", "平和社区", "2026-11-02", null],
    ["from a day ahead", "平和社区", "2026-12-01", null],
    ["before a day of leaving", "平和社区", "2026-11-02", "2026-12-31"],
    ["to another title", "和平社区", "2026-11-02", null],
  ])("a transfer %s is what it is by hand", async (_, unit, from, leftOn) => {
    const unitId = unit === "和平社区" ? world.here : world.there;
    const both = [await known(), await known()] as const;
    const ids = both.map(({ personId }) => personId);
    const leaving = { leftOn: leftOn && dbDate(leftOn) };
    await db().person.updateMany({ where: { id: { in: ids } }, data: leaving });
    await db().post.updateMany({ where: { personId: { in: ids } }, data: { endsOn: leaving.leftOn } });
    // Roles of before: one that goes with the post, one that ended, one of another kind.
    for (const personId of ids)
      await db().roleGrant.createMany({
        data: [
          aGrant({ personId, unitId: world.here }),
          aGrant({ personId, unitId: world.there, endedAt: dbDate("2026-05-01") }),
          aGrant({ personId, unitId: world.here, role: "trainer" }),
        ],
      });
    const [byHand, byFile] = both;
    const heads = [...people, "岗位", "调动日期"];
    const rows = [[byFile.employeeNo, "示例人", unit, "网格员", from]];
    const runId = await tried({ heads, rows });
    expect(await take(runId)).toEqual({ taken: counts({ changed: 1 }) });
    const { takenAt } = await db().importRun.findUniqueOrThrow({ where: { id: runId } });
    const at = takenAt ?? worldStart;
    await transact((tx) => transferPerson(tx, byHand.personId, unitId, "网格员", from, at));
    const kept = async (personId: string) => ({
      posts: await db().post.findMany({
        where: { personId },
        orderBy: { startsOn: "asc" },
        omit: { id: true, personId: true },
      }),
      grants: await db().roleGrant.findMany({
        where: { personId },
        orderBy: [{ role: "asc" }, { unitId: "asc" }],
        omit: { id: true, personId: true },
      }),
    });
    const mine = await kept(byFile.personId);
    expect(mine).toEqual(await kept(byHand.personId));
    expect(mine.posts).toHaveLength(2);
  });

  test("what is told and logged of a transfer and a change is what it is by hand", async () => {
    const [byHand, byFile] = [await known(), await known()] as const;
    await db().person.updateMany({
      where: { id: { in: [byHand.personId, byFile.personId] } },
      data: { gender: "female" },
    });
    const heads = [...people, "岗位", "调动日期", "手机", "性别"];
    const rows = [[byFile.employeeNo, "示例人", "平和社区", "楼长", "2026-11-02", "13900000009", "女"]];
    await take(await tried({ heads, rows }));
    const by = { personId: hr, grants: [{ role: "hr" as const, unitId: world.district }] };
    const { personId } = byHand;
    expect(
      await transferByHand({
        ...{ by, personId, unitId: world.there, title: "楼长", from: "2026-11-02", requestId: "test" },
      }),
    ).toEqual({ refusal: null });
    const patch = { phone: "13900000009", gender: "female" as const };
    expect(await saveMasterData({ by, personId, revision: 0, patch, requestId: "test" })).toEqual({
      changed: true,
    });
    const kept = async ({ personId: id }: { personId: string }) => ({
      told: await db().notification.findMany({
        where: { personId: id },
        select: { kind: true, params: true, link: true },
      }),
      logged: (
        await db().auditEvent.findMany({
          where: { subject: `person:${id}` },
          orderBy: { action: "asc" },
          select: { action: true, detail: true },
        })
      ).map(({ action, detail }) => ({ action, detail: { ...(detail as object), by: undefined } })),
    });
    const mine = await kept(byFile);
    expect(mine).toEqual(await kept(byHand));
    expect(mine.told).toHaveLength(1);
    expect(mine.logged).toHaveLength(2);
    expect(await changes(async () => void (await take(await tried({ heads, rows }))))).not.toHaveProperty(
      "notification",
    );
  });

  test("an education that is corrected keeps the others, and the person's revision counts once", async () => {
    const heads = [...people, "手机", "学历", "毕业院校", "社工专业", "全日制", "毕业日期"];
    const { employeeNo, personId } = await known();
    const row = (school: string, fullTime: string, phone: string) => [
      ...[employeeNo, "示例人", "和平社区", phone, "本科", school, "是", fullTime, "2012-06-30"],
    ];
    for (const rows of [[row("示例大学", "是", "")], [row("另一所大学", "是", "")]])
      await take(await tried({ heads, rows }));
    await take(await tried({ heads, rows: [row("示例大学", "否", "13900000004")] }));
    const person = await db().person.findUniqueOrThrow({
      where: { id: personId },
      include: { educations: { orderBy: { school: "asc" } } },
    });
    expect(person).toMatchObject({ revision: 3, phone: "13900000004", gender: "", bornOn: null });
    expect(person.educations.map(({ school, fullTime }) => `${school} ${fullTime}`).sort()).toEqual([
      "另一所大学 true",
      "示例大学 false",
    ]);
  });

  test("nobody closes a unit while people get their posts in it", async () => {
    const unit = aUnit({ parentId: world.street, name: "关停社区" });
    await db().unit.create({ data: unit });
    await db().unitVersion.create({ data: aUnitVersion(unit) });
    const runId = await tried({ heads: people, rows: [[fresh(), "何秀兰", "关停社区"]] });
    const { digest } = await shown(runId);
    const close = () =>
      changeUnit({
        ...{ actorId: hr, scope: [world.district], requestId: "test" },
        order: { act: "close", unitId: unit.id, day: "2026-11-23" },
      });
    const [taken, closed] = await Promise.all([take(runId, "all", digest), close()]);
    // Whoever came first: never a post in a unit that is closed.
    const { closedOn } = await db().unit.findUniqueOrThrow({ where: { id: unit.id } });
    const posts = await db().post.count({ where: { unitId: unit.id } });
    expect(posts === 1 && closedOn === null ? "taken" : posts === 0 && closedOn ? "closed" : "both").not.toBe(
      "both",
    );
    expect([taken, closed]).toEqual(
      posts === 1
        ? [{ taken: counts({ new: 1 }) }, expect.objectContaining({ refusal: expect.any(String) as string })]
        : [{ refusal: "other" }, expect.objectContaining({ isNew: true })],
    );
  });

  test("a run is its owner's alone, and its content goes when it is dropped or a day old", async () => {
    const runId = await tried({ heads: people, rows: [[fresh(), "何秀兰", "和平社区"]] });
    const { digest } = await shown(runId);
    const other = await world.person();
    const asked = {
      actorId: other,
      units: [world.district],
      runId,
      digest,
      which: "all",
      requestId: "test",
    } as const;
    expect(await takeImport(asked)).toBeNull();
    expect(await dropImport({ actorId: other, runId, requestId: "test" })).toBeNull();
    expect(await run(db(), other, runId)).toBeNull();

    const drop = () => dropImport({ actorId: hr, runId, requestId: "test" });
    expect(await changes(drop)).toEqual({ import_run: "~1", audit_event: "+1" });
    expect(await changes(drop)).toEqual({});
    expect(await db().importRun.findUniqueOrThrow({ where: { id: runId } })).toMatchObject({ payload: null });

    const old = await tried({ heads: people, rows: [[fresh(), "何秀兰", "和平社区"]] });
    await emptyOldRuns(dayMs);
    expect(await run(db(), hr, old)).toMatchObject({ run: { state: "tried" } });
    startClockAt(new Date(worldStart.getTime() + dayMs + 60_000));
    await emptyOldRuns(dayMs);
    expect(await run(db(), hr, old)).toMatchObject({ run: { state: "expired" }, tried: null });
  });

  test("two thousand rows", { timeout: 300_000 }, async () => {
    const heads = [...people, "手机", "收款账号", "考核年度", "考核等次"];
    const rows = Array.from({ length: 2000 }, () => {
      const no = fresh();
      return [no, "何秀兰", "和平社区", "13800000000", `6222${no.slice(1)}000000`, "2025", "合格"];
    });
    const began = performance.now();
    const runId = await tried({ heads, rows, encoding: "xlsx" });
    const dry = performance.now();
    expect(await take(runId)).toEqual({ taken: counts({ new: 2000 }) });
    const seconds = (ms: number) => Number((ms / 1000).toFixed(1));
    // Far above what it takes, so that a busy machine fails nothing.
    expect(seconds(dry - began)).toBeLessThan(60);
    expect(seconds(performance.now() - dry)).toBeLessThan(120);
    if (process.env.SHOW_TIMES)
      process.stdout.write(`dry ${seconds(dry - began)} s, take ${seconds(performance.now() - dry)} s\n`);
  });
});

describe("certificates and registrations", () => {
  const heads = ["证书编号", "工号", "姓名", "级别", "证书名称", "批准日期"];
  const registrationHeads = ["证书编号", "登记起始", "登记截止", "登记编号"];

  test("are entered once, corrected, and refused when somebody else's", async () => {
    const [a, b] = [await known(), await known()];
    const no = `C${fresh()}`;
    const asked = { kind: "certificates" as const, heads };
    const rows = [[no, a.employeeNo, "示例人", "助理社会工作师", "职业资格证书", "2024/5/26"]];
    const runId = await tried({ ...asked, rows });
    expect(await changes(() => take(runId))).toEqual({
      certificate: "+1",
      import_run: "~1",
      audit_event: "+1",
    });
    expect(await db().certificate.findUniqueOrThrow({ where: { number: no } })).toMatchObject({
      ...{ personId: a.personId, level: "junior", title: "职业资格证书", issuedOn: dbDate("2024-05-26") },
    });
    expect((await shown(await tried({ ...asked, rows }))).verdicts).toEqual(["same"]);

    const { judged } = await shown(
      await tried({
        ...asked,
        rows: [
          [no, b.employeeNo, "示例人", "初级", "职业资格证书", "2024-05-26"],
          [`C${fresh()}`, b.employeeNo, "别的名字", "初级", "职业资格证书", "2024-05-26"],
          [`C${fresh()}`, "NOBODY", "示例人", "初级", "职业资格证书", "2024-05-26"],
          [`C${fresh()}`, b.employeeNo, "示例人", "初级", "职业资格证书", "2027-05-26"],
        ],
      }),
    );
    expect(judged.map(({ refusals }) => refusals.map(({ column, reason }) => `${column} ${reason}`))).toEqual(
      [["number number-taken"], ["name name-differs"], ["employeeNo no-person"], ["issuedOn future"]],
    );
    const scoped = await tried({ ...asked, rows, units: [world.there] });
    expect((await shown(scoped)).judged[0]?.refusals).toMatchObject([
      { column: "employeeNo", reason: "no-person" },
    ]);

    const { name } = await db().person.findUniqueOrThrow({ where: { id: hr } });
    const { employeeNo } = await db().account.findUniqueOrThrow({ where: { personId: hr } });
    const own = [[`C${fresh()}`, employeeNo, name, "中级", "职业资格证书", "2024-05-26"]];
    expect((await shown(await tried({ ...asked, rows: own }))).judged[0]?.refusals).toEqual([
      { column: "employeeNo", reason: "own-record" },
    ]);

    const corrected = await tried({
      ...asked,
      rows: [[no, a.employeeNo, "示例人", "中级", "职业资格证书", "2024-05-26"]],
    });
    expect((await shown(corrected)).judged[0]?.changes).toEqual([
      { column: "level", from: "助理社会工作师", to: "社会工作师" },
    ]);
    expect(await changes(() => take(corrected))).toMatchObject({ certificate: "~1" });
  });

  test("a registration lasts three years less a day, after its certificate, and overlaps no other", async () => {
    const { personId } = await known();
    const no = `C${fresh()}`;
    await db().certificate.create({
      data: { personId, number: no, level: "junior", issuedOn: dbDate("2020-06-01") },
    });
    const own = `C${fresh()}`;
    await db().certificate.create({
      data: { personId: hr, number: own, level: "junior", issuedOn: dbDate("2020-06-01") },
    });
    const asked = { kind: "registrations" as const, heads: registrationHeads };
    const rows = [
      [no, "2020-09-01", "2023-08-31", "R1"],
      [no, "2023-09-01", "2026-08-31", "R2"],
    ];
    const runId = await tried({ ...asked, rows });
    expect(await changes(() => take(runId))).toEqual({
      registration: "+2",
      import_run: "~1",
      audit_event: "+1",
    });
    expect((await shown(await tried({ ...asked, rows }))).verdicts).toEqual(["same", "same"]);
    const { judged } = await shown(
      await tried({
        ...asked,
        rows: [
          [no, "2026-09-01", "2029-09-01", ""],
          [no, "2025-01-01", "2027-12-31", ""],
          [no, "2019-01-01", "2021-12-31", ""],
          ["C-NONE", "2026-09-01", "2029-08-31", ""],
          [own, "2026-09-01", "2029-08-31", ""],
        ],
      }),
    );
    expect(judged.map(({ refusals }) => refusals[0])).toEqual([
      { column: "endsOn", reason: "three-years", detail: ["2029-08-31"] },
      { column: "startsOn", reason: "overlap" },
      { column: "startsOn", reason: "before-certificate", detail: ["2020-06-01"] },
      { column: "certificate", reason: "no-certificate" },
      { column: "certificate", reason: "own-record" },
    ]);
    const corrected = await tried({ ...asked, rows: [[no, "2023-09-01", "2026-08-31", "R2a"]] });
    expect((await shown(corrected)).judged[0]?.changes).toEqual([
      { column: "number", from: "R2", to: "R2a" },
    ]);
    expect(await changes(() => take(corrected))).toMatchObject({ registration: "~1" });
  });
});

describe("sessions that were held, and who came", () => {
  const heads = [
    ...["场次编号", "培训名称", "形式", "日期", "开始时间", "结束时间"],
    ...["地点", "名额", "计时分钟", "合作院校", "讲师工号"],
  ];
  const attended = ["场次编号", "工号", "姓名", "签到时间", "参加分钟"];
  const aRow = (code: string, over: Partial<Record<string, SheetCell>> = {}) =>
    Object.values({
      ...{ code, title: "居民议事", kind: "面授", day: "2026-03-12", startsAt: "14:00", endsAt: "17:00" },
      ...{ venue: "302 室", capacity: "40", minutes: "180", partner: "uni-shili-social", trainer: "" },
      ...over,
    }) as SheetCell[];

  test("sessions are entered once; what people came to stays what it was", async () => {
    const code = fresh();
    const asked = { kind: "sessions" as const, heads };
    const runId = await tried({ ...asked, rows: [aRow(code)] });
    expect(await changes(() => take(runId))).toEqual({
      training_session: "+1",
      import_run: "~1",
      audit_event: "+1",
    });
    const session = await db().trainingSession.findUniqueOrThrow({ where: { code } });
    expect(session).toMatchObject({
      ...{ state: "open", kind: "face-to-face", partnerId: world.university, minutes: 180, trainerId: null },
      ...{ startsAt: shanghai("2026-03-12", "14:00"), endsAt: shanghai("2026-03-12", "17:00") },
    });
    expect(
      (await shown(await tried({ ...asked, rows: [aRow(code, { partner: "示例大学" })] }))).verdicts,
    ).toEqual(["same"]);

    const rows = [
      aRow(fresh(), { day: "2025-03-12" }),
      aRow(fresh(), { day: "2026-11-24", endsAt: "17:00" }),
      aRow(fresh(), { minutes: "181" }),
      aRow(fresh(), { partner: "示例学院" }),
      aRow(fresh(), { endsAt: "13:00" }),
    ];
    const { judged } = await shown(await tried({ ...asked, rows }));
    expect(judged.map(({ refusals }) => refusals.map(({ column, reason }) => `${column} ${reason}`))).toEqual(
      [
        ["day not-this-year"],
        ["day not-held-yet"],
        ["minutes too-many-minutes"],
        ["partner partner-unknown"],
        ["endsAt ends-before-start"],
      ],
    );
    const person = await world.person();
    await db().enrolment.create({ data: anEnrolment({ sessionId: session.id, personId: person }) });
    const moved = await tried({ ...asked, rows: [aRow(code, { day: "2026-03-13", venue: "303 室" })] });
    expect((await shown(moved)).judged[0]).toMatchObject({
      verdict: "refused",
      refusals: [{ column: "day", reason: "has-attendance" }],
    });
    const renamed = await tried({ ...asked, rows: [aRow(code, { venue: "303 室" })] });
    expect(await changes(() => take(renamed))).toMatchObject({ training_session: "~1" });
  });

  async function held() {
    const data = aSession({
      ...{ partnerId: world.university, trainerId: world.trainer, code: fresh() },
      startsAt: shanghai("2026-03-12", "14:00"),
    });
    return db().trainingSession.create({ data });
  }

  test("an attendance is one 人次 with its minutes and points, once, by hand and by import", async () => {
    const [session, a, b] = [await held(), await known(), await known()];
    const asked = { kind: "attendances" as const, heads: attended };
    const rows = [
      [session.code, a.employeeNo, "示例人", "13:52", "120"],
      [session.code, b.employeeNo, "示例人", "2026-03-12 14:05", ""],
    ];
    const runId = await tried({ ...asked, rows });
    expect(await changes(() => take(runId))).toEqual({
      ...{ attendance: "+2", enrolment: "+2", hour_credit: "+2", incentive_event: "+2", ledger_entry: "+2" },
      ...{ import_run: "~1", audit_event: "+1" },
    });
    expect(await db().attendance.findMany({ where: { personId: a.personId } })).toMatchObject([
      { method: "import", minutes: 120, unitId: world.here, signedInAt: shanghai("2026-03-12", "13:52") },
    ]);
    const key = `session:${session.id}:${a.personId}`;
    expect(await db().hourCredit.findUniqueOrThrow({ where: { key } })).toMatchObject({ minutes: 120 });
    expect(await db().incentiveEvent.findUniqueOrThrow({ where: { id: key } })).toMatchObject({
      kind: "session.attended",
    });
    expect(await db().ledgerEntry.findMany({ where: { personId: a.personId } })).toMatchObject([
      { amount: 30 },
    ]);

    expect((await shown(await tried({ ...asked, rows }))).verdicts).toEqual(["same", "same"]);
    const mark = { trainerId: world.trainer, sessionId: session.id, personId: a.personId, requestId: "test" };
    expect(await changes(() => recordAttendance(mark))).toEqual({});
    const other = await tried({ ...asked, rows: [[session.code, a.employeeNo, "示例人", "13:52", "180"]] });
    expect((await shown(other)).judged[0]?.refusals).toMatchObject([
      { column: "minutes", reason: "recorded-otherwise", detail: ["120"] },
    ]);
  });

  test("one that was marked by hand is the same one", async () => {
    const [session, { employeeNo, personId }] = [await held(), await known()];
    await db().enrolment.create({ data: anEnrolment({ sessionId: session.id, personId }) });
    await recordAttendance({ trainerId: world.trainer, sessionId: session.id, personId, requestId: "test" });
    const runId = await tried({
      ...{ kind: "attendances", heads: attended },
      rows: [[session.code, employeeNo, "示例人", "13:52", "180"]],
    });
    expect((await shown(runId)).verdicts).toEqual(["same"]);
    expect(await changes(() => take(runId))).toEqual({ import_run: "~1", audit_event: "+1" });
  });

  test("less than half of a session earns nothing but the 人次", async () => {
    const [session, { employeeNo }] = [await held(), await known()];
    const rows = [[session.code, employeeNo, "示例人", "15:31", "89"]];
    const runId = await tried({ kind: "attendances", heads: attended, rows });
    expect(await changes(() => take(runId))).toEqual({
      ...{ attendance: "+1", enrolment: "+1", import_run: "~1", audit_event: "+1" },
    });
  });

  test("the unit is that of the day, and what cannot be is refused", async () => {
    const [session, moved, late] = [await held(), await known(), await known()];
    await db().post.updateMany({
      where: { personId: moved.personId },
      data: { endsOn: dbDate("2026-06-30") },
    });
    await db().post.create({
      data: aPost({ personId: moved.personId, unitId: world.there, startsOn: dbDate("2026-07-01") }),
    });
    await db().post.updateMany({
      where: { personId: late.personId },
      data: { startsOn: dbDate("2026-07-01") },
    });
    const asked = { kind: "attendances" as const, heads: attended };
    const runId = await tried({ ...asked, rows: [[session.code, moved.employeeNo, "示例人", "13:52", ""]] });
    await take(runId);
    expect(await db().attendance.findMany({ where: { personId: moved.personId } })).toMatchObject([
      { unitId: world.here },
    ]);
    const { employeeNo } = await known();
    const me = await db().account.findUniqueOrThrow({ where: { personId: hr }, include: { person: true } });
    const { judged } = await shown(
      await tried({
        ...asked,
        rows: [
          [session.code, me.employeeNo, me.person.name, "13:52", ""],
          [session.code, late.employeeNo, "示例人", "13:52", ""],
          [session.code, employeeNo, "示例人", "13:39", ""],
          ["NONE", (await known()).employeeNo, "示例人", "13:52", ""],
          [session.code, (await known()).employeeNo, "示例人", "17:01", "181"],
          [session.code, (await known()).employeeNo, "示例人", "2026-03-13 14:00", ""],
        ],
      }),
    );
    expect(judged.map(({ refusals }) => refusals.map(({ column, reason }) => `${column} ${reason}`))).toEqual(
      [
        ["employeeNo own-record"],
        ["employeeNo no-post-that-day"],
        ["signedInAt too-soon"],
        ["session no-session"],
        ["minutes too-many-minutes", "signedInAt after-end"],
        ["signedInAt other-day"],
      ],
    );
  });

  test("nothing of an attendance is left when its points cannot be written", async () => {
    const [session, { employeeNo }] = [await held(), await known()];
    const rows = [[session.code, employeeNo, "示例人", "13:52", ""]];
    const runId = await tried({ kind: "attendances", heads: attended, rows });
    const { digest } = await shown(runId);
    expect(
      await changes(() =>
        withoutInsertsInto("ledger_entry", () =>
          expect(take(runId, "all", digest)).rejects.toThrow("refused in a test"),
        ),
      ),
    ).toEqual({});
  });
});

describe("a file that cannot be read", () => {
  test("leaves nothing, and says what is wrong with its columns", async () => {
    const file = await aTable(["工号", "姓名", "社区", "工号"], [["N1", "何秀兰", "和平社区", "N1"]]);
    const asked = { actorId: hr, units: [world.district], kind: "people" as const, file, requestId: "test" };
    expect(
      await changes(async () =>
        expect(await tryImport(asked)).toEqual({
          header: { unknown: ["社区"], missing: ["所属社区"], doubled: ["工号"], looksLike: null },
        }),
      ),
    ).toEqual({});
  });
});
