import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AgreementFields } from "~/features/people/agreements.server";
import { partners, partnerScope, readPartner } from "~/features/people/partners.server";
import type { BaseFields, TeacherFields } from "~/features/people/partnership.server";
import { partnerContributions } from "~/features/reporting/partner-contribution.server";
import { dbDate, shanghai } from "~/lib/dates";
import { db } from "~/platform/store.server";
import { receiveUpload, useUploadDir } from "~/platform/uploads.server";
import { addAgreementDocument } from "~/workflows/add-agreement-document.server";
import { endAgreement } from "~/workflows/end-agreement.server";
import { uploadFor } from "~/workflows/read-upload.server";
import { removeAgreementDocument } from "~/workflows/remove-agreement-document.server";
import { saveAgreement } from "~/workflows/save-agreement.server";
import { savePartnerTeacher } from "~/workflows/save-partner-teacher.server";
import { savePracticeBase } from "~/workflows/save-practice-base.server";
import { atOnce, changes, withoutInsertsInto } from "../factories/changes";
import { aForm, aPdf } from "../factories/files";
import { anAgreement } from "../factories/partners";
import { aUnit } from "../factories/people";
import { aSession } from "../factories/training";
import { aWorld, type World } from "../factories/world";

const today = "2026-11-24";
let world: World;
let data = "";
beforeAll(async () => {
  world = await aWorld();
  data = await mkdtemp(path.join(tmpdir(), "nuanxin-partners-"));
  useUploadDir(data);
});
afterAll(async () => {
  useUploadDir(undefined);
  await rm(data, { recursive: true });
});

let count = 0;
const aPartner = async (over: Parameters<typeof aUnit>[0] = {}) => {
  const unit = aUnit({ kind: "university", name: `大学 ${++count}`, parentId: world.district, ...over });
  await db().unit.create({ data: unit });
  return unit.id;
};
const fields = (over: Partial<AgreementFields> = {}): AgreementFields => ({
  number: `GJ-${++count}`,
  title: "共建协议",
  signedOn: "2026-11-20",
  startsOn: "2026-12-01",
  endsOn: "2029-11-30",
  note: "",
  ...over,
});
const received = async (bytes: Buffer) => {
  const body = aForm({}, [{ name: "协议.pdf", bytes }]);
  const { file } = await receiveUpload(new Request("http://here/", { method: "POST", body }), "document");
  if (!file) throw new Error("no file");
  return file;
};
const save = async (
  partnerId: string,
  given: AgreementFields,
  more: Partial<Parameters<typeof saveAgreement>[0]> = {},
) =>
  saveAgreement({
    actorId: world.trainer,
    partnerId,
    agreementId: null,
    fields: given,
    file: null,
    requestId: "test",
    ...more,
  });
const idOf = (saved: Awaited<ReturnType<typeof save>>) =>
  saved && "agreementId" in saved ? saved.agreementId : "";

describe("an agreement", () => {
  test("is entered with its document and audit rows, all or nothing, once", async () => {
    const [partner, given, bytes] = [await aPartner(), fields(), aPdf(["一"])];
    const enter = async () => save(partner, given, { file: await received(bytes) });
    expect(
      await changes(() => withoutInsertsInto("upload_use", () => expect(enter()).rejects.toThrow())),
    ).toEqual({});
    expect(await changes(enter)).toEqual({
      agreement: "+1",
      upload: "+1",
      upload_use: "+1",
      audit_event: "+2",
    });
    expect(await changes(enter)).toEqual({});
    const found = await readPartner(partner, today);
    expect(found?.agreements).toMatchObject([
      {
        ...given,
        state: "coming",
        lastDay: "2029-11-30",
        documents: [{ name: "协议.pdf", size: bytes.length }],
      },
    ]);
    expect(found?.agreement).toMatchObject({ state: "none", resumesOn: "2026-12-01" });
    const acts = await db().auditEvent.findMany({
      where: { subject: `agreement:${found?.agreements[0]?.id}` },
    });
    expect(acts.map((act) => act.action).sort()).toEqual(["agreement.add-document", "agreement.enter"]);
  });

  test("eight clicks at once enter one", async () => {
    const [partner, given] = [await aPartner(), fields()];
    expect(await changes(() => atOnce(8, () => save(partner, given)))).toEqual({
      agreement: "+1",
      audit_event: "+1",
    });
  });

  test("of eight that share days, entered at once, one stands", async () => {
    const partner = await aPartner();
    const saved = await atOnce(8, () => save(partner, fields()));
    expect(saved.filter((each) => each && "refusal" in each && each.refusal === "overlap")).toHaveLength(7);
  });

  test("a number is one agreement's, whoever its partner is", async () => {
    const [one, two, given] = [await aPartner(), await aPartner(), fields()];
    await save(one, given);
    const refused = [
      await save(two, given),
      await save(one, { ...given, startsOn: "2030-01-01", endsOn: "2030-12-31" }),
    ];
    expect(refused).toEqual([{ refusal: "number-taken" }, { refusal: "number-taken" }]);
  });

  test("is changed, and stays as it was once it is ended; its document goes on", async () => {
    const [partner, given] = [await aPartner(), fields({ startsOn: "2026-01-01" })];
    const agreementId = idOf(await save(partner, given));
    const change = (over: Partial<AgreementFields>) => save(partner, { ...given, ...over }, { agreementId });
    expect(await changes(() => change({ title: "新的名称" }))).toEqual({
      agreement: "~1",
      audit_event: "+1",
    });
    const end = (day: string) =>
      endAgreement({ actorId: world.trainer, partnerId: partner, agreementId, day, requestId: "test" });
    expect(await end("2029-11-30")).toEqual({ refusal: "outside" });
    expect(await changes(() => atOnce(8, () => end("2026-11-24")))).toEqual({
      agreement: "~1",
      audit_event: "+1",
    });
    expect(await end("2026-11-25")).toEqual({ refusal: "already-ended" });
    expect(await change({ title: "再改" })).toEqual({ refusal: "ended" });
    expect((await readPartner(partner, "2026-11-25"))?.agreement).toMatchObject({ state: "ended" });
    // What follows it may begin on the next day.
    expect(await save(partner, fields({ startsOn: "2026-11-25" }))).toHaveProperty("agreementId");
  });

  test("of a closed partner, of a unit that is none, or of another partner is not entered", async () => {
    const closed = await aPartner({ closedOn: dbDate("2026-11-23") });
    expect(await save(closed, fields())).toEqual({ refusal: "closed" });
    expect(await save(world.street, fields())).toBeNull();
    expect(await save(crypto.randomUUID(), fields())).toBeNull();
    const [one, two] = [await aPartner(), await aPartner()];
    const agreementId = idOf(await save(one, fields()));
    expect(await save(two, fields(), { agreementId })).toBeNull();
    const end = { actorId: world.trainer, partnerId: two, agreementId, day: today, requestId: "test" };
    expect(await endAgreement(end)).toBeNull();
  });
});

describe("a document", () => {
  test("is added and taken away once, and read by who reads partners", async () => {
    const partner = await aPartner();
    const agreementId = idOf(await save(partner, fields()));
    const act = { actorId: world.trainer, partnerId: partner, agreementId, requestId: "test" };
    const bytes = aPdf(["二"]);
    const files = await Promise.all(Array.from({ length: 8 }, () => received(bytes)));
    expect(
      await changes(() => Promise.all(files.map((file) => addAgreementDocument({ ...act, file })))),
    ).toEqual({ upload: "+1", upload_use: "+1", audit_event: "+1" });
    const uploadId = (await readPartner(partner, today))?.agreements[0]?.documents[0]?.id ?? "";
    const me = (role: "unit-head" | "hr" | "worker") => ({ grants: [{ role, unitId: world.street }] });
    expect(await uploadFor(me("unit-head"), uploadId)).toMatchObject({ name: "协议.pdf" });
    expect(await uploadFor(me("worker"), uploadId)).toBeNull();
    expect(await uploadFor(me("hr"), crypto.randomUUID())).toBeNull();
    const elsewhere = { ...act, partnerId: await aPartner() };
    const extra = await received(bytes);
    expect(await addAgreementDocument({ ...elsewhere, file: extra })).toBe(false);
    expect(await removeAgreementDocument({ ...elsewhere, uploadId })).toBe(false);
    expect(await changes(() => atOnce(8, () => removeAgreementDocument({ ...act, uploadId })))).toEqual({
      upload_use: "-1",
      audit_event: "+1",
    });
    expect(await uploadFor(me("hr"), uploadId)).toBeNull();
  });
});

describe("shared teachers and practice bases", () => {
  const teacher = (over: Partial<TeacherFields> = {}): TeacherFields => ({
    employeeNo: "",
    name: "王老师",
    title: "副教授",
    field: "小组工作",
    startsOn: "2026-09-01",
    endsOn: null,
    ...over,
  });
  const base = (over: Partial<BaseFields> = {}): BaseFields => ({
    unitId: world.here,
    name: "示例社区实训基地",
    field: "社区工作",
    places: 6,
    startsOn: "2026-09-01",
    endsOn: null,
    ...over,
  });
  const enterTeacher = (partnerId: string, given: TeacherFields, teacherId: string | null = null) =>
    savePartnerTeacher({ actorId: world.trainer, partnerId, teacherId, fields: given, requestId: "test" });
  const enterBase = (
    partnerId: string,
    given: BaseFields,
    hosts = [world.here],
    baseId: string | null = null,
  ) =>
    savePracticeBase({ actorId: world.trainer, partnerId, baseId, hosts, fields: given, requestId: "test" });

  test("eight clicks at once enter one of each", async () => {
    const partner = await aPartner();
    expect(await changes(() => atOnce(8, () => enterTeacher(partner, teacher())))).toEqual({
      partner_teacher: "+1",
      audit_event: "+1",
    });
    expect(await changes(() => atOnce(8, () => enterBase(partner, base())))).toEqual({
      practice_base: "+1",
      audit_event: "+1",
    });
  });

  test("somebody with an account is called what the master data says", async () => {
    const [partner, person] = [await aPartner(), await world.person(world.university)];
    const given = teacher({ employeeNo: person, name: "另一个名字" });
    expect(await enterTeacher(partner, given)).toEqual({ refusal: null });
    await db().person.update({ where: { id: person }, data: { name: "改了的名字" } });
    const [found] = (await readPartner(partner, today))?.teachers ?? [];
    expect(found).toMatchObject({ personId: person, employeeNo: person, name: "改了的名字" });
    expect(await enterTeacher(partner, { ...given, title: "教授" })).toEqual({ refusal: "taken" });
    expect(await changes(() => enterTeacher(partner, { ...given, endsOn: "2026-11-30" }, found?.id))).toEqual(
      { partner_teacher: "~1", audit_event: "+1" },
    );
    expect(await enterTeacher(partner, teacher({ employeeNo: "nobody" }))).toEqual({
      refusal: "unknown-person",
    });
  });

  test("are refused where the unit is foreign, closed or no host, and of another partner", async () => {
    const [partner, other] = [await aPartner(), await aPartner()];
    expect(await enterBase(partner, base({ unitId: world.there }))).toBeNull();
    expect(await enterBase(partner, base({ unitId: other }), [other])).toBeNull();
    const shut = aUnit({ parentId: world.street, closedOn: dbDate("2026-10-31") });
    await db().unit.create({ data: shut });
    expect(await enterBase(partner, base({ unitId: shut.id }), [shut.id])).toEqual({
      refusal: "unit-closed",
    });
    const closed = await aPartner({ closedOn: dbDate("2026-10-31") });
    expect(await enterBase(closed, base())).toEqual({ refusal: "closed" });
    expect(await enterTeacher(closed, teacher())).toEqual({ refusal: "closed" });
    await enterTeacher(other, teacher());
    await enterBase(other, base());
    const there = await readPartner(other, today);
    expect(await enterTeacher(partner, teacher(), there?.teachers[0]?.id)).toBeNull();
    expect(await enterBase(partner, base(), [world.here], there?.bases[0]?.id)).toBeNull();
  });
});

test("who writes in the district writes on its partners; who writes in a street does not", async () => {
  const partner = await aPartner();
  const hr = (unitId: string) => [{ role: "hr" as const, unitId }];
  expect(await partnerScope(hr(world.district), partner)).toContain(world.here);
  expect(await partnerScope(hr(world.street), partner)).toBeNull();
  expect(await partnerScope([{ role: "unit-head", unitId: world.district }], partner)).toBeNull();
});

test("the list counts what holds today", async () => {
  const partner = await aPartner();
  await db().agreement.create({ data: anAgreement({ partnerId: partner, endsOn: dbDate("2026-12-31") }) });
  expect((await partners(today)).find((row) => row.id === partner)).toMatchObject({
    agreement: { state: "ending", until: "2026-12-31", daysLeft: 37 },
    teachers: 0,
    bases: 0,
  });
});

test("what a partner gave in a year is counted from its evidence, once, and by the reader's units", async () => {
  const partner = await aPartner();
  const [one, two] = [await world.person(world.here), await world.person(world.there)];
  const free = await world.person(world.here);
  const session = async (
    day: string,
    people: [string, string][],
    trainerId: string | null = world.trainer,
  ) => {
    const made = aSession({
      partnerId: partner,
      trainerId: world.trainer,
      startsAt: shanghai(day, "09:00"),
      minutes: 90,
    });
    await db().trainingSession.create({ data: { ...made, trainerId } });
    for (const [personId, unitId] of people)
      await db().attendance.create({
        data: {
          sessionId: made.id,
          personId,
          unitId,
          method: "roster",
          minutes: 90,
          signedInAt: made.startsAt,
          recordedBy: world.trainer,
        },
      });
  };
  await session("2026-03-01", [
    [one, world.here],
    [two, world.there],
  ]);
  await session("2026-04-01", [[two, world.there]], null);
  await session("2026-05-01", []);
  await session("2025-12-31", [[one, world.here]]);
  const course = await db().course.findFirstOrThrow({ orderBy: { position: "asc" } });
  const done = (personId: string, at: string) =>
    db().courseCompletion.create({
      data: { personId, courseId: course.id, minutes: 10, completedAt: shanghai(at, "08:00"), evidence: {} },
    });
  await Promise.all([done(one, "2026-06-01"), done(two, "2026-06-02"), done(free, "2025-06-02")]);

  const year = (await partnerContributions(2026)).get(partner);
  expect(year).toMatchObject({ sessions: 2, personTimes: 3, minutes: 180, courses: [] });
  expect(year?.teachers).toEqual([
    { personId: world.trainer, name: "示例人", sessions: 1, personTimes: 2, minutes: 90 },
    { personId: null, name: "", sessions: 1, personTimes: 1, minutes: 90 },
  ]);
  expect((await partnerContributions(2025)).get(partner)).toMatchObject({ sessions: 1, personTimes: 1 });
  const here = await partnerContributions(2026, [world.here]);
  expect(here.get(partner)).toMatchObject({ sessions: 1, personTimes: 1, minutes: 90 });
  const ofCourse = async (scope?: string[]) =>
    (await partnerContributions(2026, scope))
      .get(course.partnerId)
      ?.courses.find((each) => each.id === course.id);
  expect(await ofCourse()).toMatchObject({ completions: 2 });
  expect(await ofCourse([world.here])).toMatchObject({ completions: 1 });
  expect((await ofCourse())?.minutes).toBeGreaterThan(0);
});
