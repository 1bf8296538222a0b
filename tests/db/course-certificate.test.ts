import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { certificatePdf } from "~/features/courses/certificate-pdf.server";
import {
  certificateSheet,
  type CertificateSheet,
  certifyCompletions,
  completionKey,
  issueCertificate,
} from "~/features/courses/course-certificate.server";
import { publishedLesson } from "~/features/courses/study.server";
import { allCertificates, listCertificates } from "~/features/reporting/certificate-list.server";
import { usualCertificates } from "~/features/reporting/rules/certificate-search";
import { cancelEvent } from "~/features/incentives/cancel-event.server";
import { now, startClockAt } from "~/platform/clock.server";
import { db } from "~/platform/store.server";
import { transact } from "~/platform/transact.server";
import { finishLesson } from "~/workflows/finish-lesson.server";
import { revokeCertificate } from "~/workflows/revoke-certificate.server";
import { atOnce, changes, withoutInsertsInto } from "../factories/changes";
import { aPassedCheck, aStudy } from "../factories/courses";
import { pdfText } from "../factories/pdf";
import { aWorld, worldStart, type World } from "../factories/world";

const course = "community-mediation";

let world: World;
let personId = "";
let hr = "";
beforeAll(async () => {
  world = await aWorld();
  hr = await world.person(world.street);
});
beforeEach(async () => {
  startClockAt(worldStart);
  personId = await world.person();
});

/** Studies the whole course; the last lesson is left to be finished. */
async function studied(who = personId): Promise<() => ReturnType<typeof finishLesson>> {
  const lessons = await db().lesson.findMany({
    where: { course: { slug: course } },
    orderBy: { position: "asc" },
  });
  for (const { slug } of lessons) {
    const found = await publishedLesson(course, slug);
    if (!found) throw new Error(`no lesson ${slug}`);
    const { lessonId, version, keys } = found;
    await db().lessonStudy.create({ data: aStudy({ personId: who, lessonId }) });
    await db().checkAnswer.createMany({
      data: Object.keys(keys).map((checkId) =>
        aPassedCheck({ personId: who, versionId: version.id, checkId }),
      ),
    });
  }
  const finish = (lesson: string) => finishLesson({ personId: who, course, lesson, requestId: "test" });
  const last = lessons.pop();
  for (const { slug } of lessons) await finish(slug);
  return () => finish(last?.slug ?? "");
}

async function completed(who = personId) {
  const done = await (await studied(who))();
  const number = done?.course?.certificate ?? "";
  return { number, minutes: done?.course?.minutes ?? 0 };
}

const revoke = (number: string, over: Partial<Parameters<typeof revokeCertificate>[0]> = {}) =>
  revokeCertificate({
    ...{ actorId: hr, units: [world.street], number, reason: "学习记录不实", requestId: "test" },
    ...over,
  });
const sum = async () => {
  const [hours, points] = await Promise.all([
    db().hourCredit.aggregate({ where: { personId }, _sum: { minutes: true } }),
    db().ledgerEntry.aggregate({ where: { personId }, _sum: { amount: true } }),
  ]);
  return { minutes: hours._sum.minutes ?? 0, points: points._sum.amount ?? 0 };
};

describe("a completed course", () => {
  test("gives a certificate with what was studied, in the transaction of its minutes and points", async () => {
    const finish = await studied();
    expect(await changes(finish)).toEqual({
      ...{ lesson_study: "~1", course_completion: "+1", course_certificate: "+1", hour_credit: "+1" },
      ...{ incentive_event: "+1", ledger_entry: "+1", audit_event: "+2" },
    });
    const row = await db().courseCertificate.findFirstOrThrow({ where: { personId } });
    expect(row.number).toMatch(/^NX26-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
    expect(row.minutes).toBe((await sum()).minutes);
    const { evidence } = await db().courseCompletion.findFirstOrThrow({ where: { personId } });
    const { lessons } = evidence as { lessons: { lesson: string; version: number }[] };
    expect(row.versions).toEqual(lessons.map(({ lesson, version }) => ({ lesson, version })));
    expect(await changes(finish)).toEqual({});
  });

  test.each(["course_certificate", "ledger_entry"])(
    "gives nothing at all when %s cannot be written",
    async (table) => {
      const finish = await studied();
      expect(
        await changes(() =>
          withoutInsertsInto(table, () => expect(finish()).rejects.toThrow("refused in a test")),
        ),
      ).toEqual({});
    },
  );

  test("eight times at once gives one", async () => {
    const finish = await studied();
    const given = await atOnce(8, finish);
    expect(given.filter((each) => each?.course)).toHaveLength(1);
    expect(await db().courseCertificate.count({ where: { personId } })).toBe(1);
  });

  test("draws again when the number is somebody else's", async () => {
    const { number } = await completed();
    const other = await world.person();
    await completed(other);
    const taken = await db().courseCertificate.findFirstOrThrow({ where: { personId: other } });
    await db().courseCertificate.delete({ where: { number: taken.number } });
    const completion = await db().courseCompletion.findFirstOrThrow({ where: { personId: other } });
    // The same bytes for both: the second person's first draw is the first person's number.
    const same = bytesOf(number);
    let draws = 0;
    const given = await transact((tx) =>
      issueCertificate(tx, completion, () => (draws++ === 0 ? same : new Uint8Array(8))),
    );
    expect([given === number, draws]).toEqual([false, 2]);
  });

  test("of before there were certificates gets its own at the next start, once", async () => {
    const { number } = await completed();
    await db().courseCertificate.delete({ where: { number } });
    expect(await changes(() => atOnce(2, () => certifyCompletions()))).toEqual({ course_certificate: "+1" });
    const { completedAt } = await db().courseCompletion.findFirstOrThrow({ where: { personId } });
    expect(await db().courseCertificate.findFirst({ where: { personId } })).toMatchObject({
      issuedAt: completedAt,
    });
    expect(await changes(() => certifyCompletions())).toEqual({});
  });
});

describe("a revocation", () => {
  test("takes back minutes and points, tells the person, and is done once", async () => {
    const { number, minutes } = await completed();
    expect(await sum()).toEqual({ minutes, points: 30 });
    expect(await changes(() => revoke(number))).toEqual({
      ...{ course_certificate: "~1", hour_credit: "~1", incentive_event: "+1", ledger_entry: "+1" },
      ...{ audit_event: "+1", notification: "+1" },
    });
    expect(await sum()).toEqual({ minutes: 0, points: 0 });
    const reversal = await db().ledgerEntry.findFirstOrThrow({ where: { personId, amount: -30 } });
    expect(reversal.reversalOf).not.toBeNull();
    const news = await db().notification.findFirstOrThrow({
      where: { personId, kind: "certificate.revoked" },
    });
    expect(news.params).toMatchObject({ minutes, points: 30 });
    expect(await changes(() => revoke(number, { reason: "另一个原因" }))).toEqual({});
  });

  test("eight times at once is done once", async () => {
    const { number } = await completed();
    await atOnce(8, () => revoke(number));
    expect(await sum()).toEqual({ minutes: 0, points: 0 });
    expect(await db().auditEvent.count({ where: { subject: `certificate:${number}` } })).toBe(1);
  });

  test("takes points back once, whoever cancels again", async () => {
    const { number } = await completed();
    await revoke(number);
    const { courseId } = await db().courseCertificate.findUniqueOrThrow({ where: { number } });
    const key = completionKey({ courseId, personId });
    expect(await transact((tx) => cancelEvent(tx, key, {}, now()))).toBe(0);
    expect(await sum()).toEqual({ minutes: 0, points: 0 });
  });

  test("is refused to its holder and to HR of other units", async () => {
    const { number } = await completed();
    expect(
      await changes(async () =>
        expect(await revoke(number, { actorId: personId })).toEqual({ refusal: "own" }),
      ),
    ).toEqual({});
    expect(
      await changes(async () => expect(await revoke(number, { units: [world.there] })).toBeNull()),
    ).toEqual({});
    expect(await revoke("NX26-3333-3333")).toBeNull();
  });

  test("changes nothing when it cannot be written to the log", async () => {
    const { number } = await completed();
    expect(
      await changes(() =>
        withoutInsertsInto("audit_event", () => expect(revoke(number)).rejects.toThrow("refused in a test")),
      ),
    ).toEqual({});
  });
});

test("the list holds the people of its units, and finds by number, name and course", async () => {
  const { number } = await completed();
  const elsewhere = await world.person(world.there);
  const other = await completed(elsewhere);
  await db().person.update({ where: { id: personId }, data: { name: "赵示例" } });
  const find = async (q: string, units = [world.here, world.there]) =>
    (await allCertificates({ ...usualCertificates, q }, units, now())).map((row) => row.number);
  expect(await find(number.toLowerCase().replaceAll("-", " "))).toEqual([number]);
  expect(await find("赵示例")).toEqual([number]);
  expect(await find("赵示例 矛盾纠纷")).toEqual([number]);
  expect(await find("", [world.there])).toEqual([other.number]);
  expect(await find("100%_")).toEqual([]);
  const page = await listCertificates({ ...usualCertificates, page: 99 }, [world.there], now());
  expect(page).toMatchObject({ total: 1, page: 1 });
  await revoke(number);
  const revoked = await allCertificates({ ...usualCertificates, state: "revoked" }, [world.here], now());
  expect(revoked.map((row) => row.number)).toContain(number);
});

describe("the PDF", () => {
  const origin = "https://nuanxin.example";

  let sheet: CertificateSheet;
  beforeAll(async () => {
    const learner = await world.person();
    const found = await certificateSheet((await completed(learner)).number);
    if (!found) throw new Error("no sheet");
    sheet = found;
  });
  const textFor = async (name: string) => pdfText(await certificatePdf({ ...sheet, name }, origin));

  test("is small, tagged, the same at each request, and its Chinese text can be selected", async () => {
    const { number } = sheet;
    const named = { ...sheet, name: "王小芳" };
    const pdf = await certificatePdf(named, origin);
    expect(pdf.length).toBeLessThan(60 * 1024);
    expect(pdf.equals(await certificatePdf(named, origin))).toBe(true);
    const text = pdfText(pdf);
    for (const part of [
      "结业证书",
      "王小芳",
      `《${sheet.title}》`,
      number,
      `${sheet.minutes} 分钟`,
      "示例大学",
    ])
      expect(text).toContain(part);
    expect(text).toContain(`${origin}/verify/${number}`);
    expect(text).toContain("示例社区");
    expect(pdf.toString("latin1")).toMatch(
      /\/Lang \(zh-CN\)[\s\S]*\/Marked true|\/Marked true[\s\S]*\/Lang \(zh-CN\)/,
    );
  });

  test.each(["镕", "喆", "堃", "祎", "玥", "頔", "䶮", "㛃", "𬭎", "𫍯", "𬀩", "龘", "〇", "·"])(
    "has %s",
    async (sign) => {
      expect(await textFor(`李${sign}一`)).toContain(`李${sign}一`);
    },
  );

  test("names a character that no font has by its code, and says so", async () => {
    const text = await textFor("𡒄\u{2EBF1}芳");
    expect(text).toContain("〔U+21484〕〔U+2EBF1〕芳");
    expect(text).toContain("是字库里暂缺的字");
  });

  test("writes a character that only the machine may have, or its code: never a box", async () => {
    expect(await textFor("𠮷芳")).toMatch(/𠮷芳|〔U\+20BB7〕芳/u);
  });
});

/** Eight bytes of which `number` is made. */
function bytesOf(number: string): Uint8Array {
  const signs = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
  let value = [...number.slice(5).replace("-", "")]
    .reverse()
    .reduce((sum, sign) => sum * 31n + BigInt(signs.indexOf(sign)), 0n);
  const bytes = new Uint8Array(8);
  for (let at = 7; at >= 0; at--) {
    bytes[at] = Number(value % 256n);
    value /= 256n;
  }
  return bytes;
}
