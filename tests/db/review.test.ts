import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { compareTexts } from "~/features/courses/compare.server";
import { lawQueue, lessonsWithDueLaws } from "~/features/courses/law-queue.server";
import { openComments } from "~/features/courses/review-comments.server";
import { quoteAt, reviewPage } from "~/features/courses/review-page.server";
import { lawFilter } from "~/features/courses/schema";
import { lessonDesk } from "~/features/courses/workshop.server";
import { dbDate } from "~/lib/dates";
import { now } from "~/platform/clock.server";
import { db } from "~/platform/store.server";
import { commentOnLesson, settleLessonComment } from "~/workflows/comment-on-lesson.server";
import { reviewLesson } from "~/workflows/review-lesson.server";
import { saveLesson } from "~/workflows/save-lesson.server";
import { tellOfExpiredLaws } from "~/workflows/tell-of-expired-laws.server";
import { withdrawLesson } from "~/workflows/withdraw-lesson.server";
import { atOnce, changes, withoutInsertsInto } from "../factories/changes";
import { aLessonLaw, aVersion } from "../factories/courses";
import { aWorld, type World } from "../factories/world";

const course = "community-mediation";
const requestId = "test";
const head = "---\ntitle: 课\nminutes: 10\n---\n\n";
const first = "走访时先看门口，再看楼道里有没有堆物。";
const second = "拿不准的时候，往重的一档放，当天报告。";
const text = (...paragraphs: string[]) => `${head}${paragraphs.join("\n\n")}\n`;

let world: World;
let lessonId = "";
let slug = "";
beforeAll(async () => {
  world = await aWorld();
});
// Each test leaves its lesson in a state of its own, so each has one of its own.
beforeEach(async () => {
  const { id: courseId } = await db().course.findUniqueOrThrow({ where: { slug: course } });
  slug = `lesson-${crypto.randomUUID()}`;
  ({ id: lessonId } = await db().lesson.create({ data: { courseId, slug, position: 92 } }));
  const version = aVersion({ lessonId, source: text(first) });
  await db().lessonVersion.create({ data: version });
  await db().lesson.update({ where: { id: lessonId }, data: { publishedVersionId: version.id } });
});

async function desk() {
  const found = await lessonDesk(course, slug, [world.university]);
  if (!found) throw new Error("no such lesson");
  return found;
}
async function basis() {
  const { id: versionId, revision } = (await desk()).version;
  return { versionId, revision };
}
async function write(source: string, submit: boolean, authorId = world.trainer) {
  const saved = await saveLesson({ lessonId, authorId, source, basis: await basis(), submit, requestId });
  if ("refusal" in saved) throw new Error(saved.refusal);
  return { versionId: saved.versionId, revision: saved.revision };
}
const send = (source = text(first, second), authorId?: string) => write(source, true, authorId);

type Read = { versionId: string; revision: number };
const decide = (read: Read, verdict: "approve" | "ask", over: { reviewerId?: string; note?: string } = {}) =>
  reviewLesson({
    ...{ reviewerId: world.reviewer, partners: [world.university], note: "", requestId, verdict },
    ...read,
    ...over,
  });
async function comment(read: Read, line: number, over: { id?: string; authorId?: string } = {}) {
  const quote = (await quoteAt(await desk(), line, "zh", requestId)) ?? "";
  const asked = { id: crypto.randomUUID(), authorId: world.reviewer, text: "补一句后果", ...over };
  return () => commentOnLesson({ ...asked, ...read, lessonId, line, quote, requestId });
}
const seen = async (personId = world.reviewer) => reviewPage(await desk(), personId, "zh", requestId);

describe("a comment", () => {
  test("is written once, told to the author, and audited; sent again it changes nothing", async () => {
    const act = await comment(await send(), 8);
    expect(await changes(() => act())).toEqual({
      review_comment: "+1",
      audit_event: "+1",
      notification: "+1",
    });
    expect(await changes(() => act())).toEqual({});
    expect(
      await db().notification.findFirst({
        where: { kind: "lesson.commented" },
        orderBy: { createdAt: "desc" },
      }),
    ).toMatchObject({
      personId: world.trainer,
      link: `/workshop/${course}/${slug}/review`,
    });
    expect(await openComments(lessonId)).toMatchObject([
      { line: 8, quote: second, text: "补一句后果", settled: null },
    ]);
  });

  test("eight times at once is one", async () => {
    const act = await comment(await send(), 6);
    expect(await changes(() => atOnce(8, act))).toEqual({
      review_comment: "+1",
      audit_event: "+1",
      notification: "+1",
    });
  });

  test("after another by the same person on the same version tells the author nothing new", async () => {
    const read = await send();
    await (
      await comment(read, 6)
    )();
    const act = await comment(read, 8);
    expect(await changes(() => act())).toEqual({ review_comment: "+1", audit_event: "+1" });
  });

  test("of the author tells nobody", async () => {
    const act = await comment(await send(), 6, { authorId: world.trainer });
    expect(await changes(() => act())).toEqual({ review_comment: "+1", audit_event: "+1" });
  });

  test("on a text that was changed since is refused", async () => {
    const read = await write(text(first, second), false);
    const act = await comment(read, 8);
    await write(text(first, second, "新的一段。"), true);
    expect(await changes(async () => expect(await act()).toEqual({ refusal: "changed" }))).toEqual({});
  });

  test("leaves nothing when its row in the log cannot be written", async () => {
    const act = await comment(await send(), 6);
    expect(
      await changes(() => withoutInsertsInto("audit_event", () => expect(act()).rejects.toThrow())),
    ).toEqual({});
  });

  test("stands with its passage in later texts and versions, and is kept when that has gone", async () => {
    const read = await send();
    await (
      await comment(read, 6)
    )();
    await (
      await comment(read, 8)
    )();
    const places = async () =>
      (await seen()).comments.map(({ number, place }) => [
        number,
        place.kind,
        "line" in place ? place.line : 0,
      ]);
    expect(await places()).toEqual([
      [2, "same", 6],
      [2, "same", 8],
    ]);
    expect(await decide(read, "ask")).toEqual({ refusal: null });
    const changed = text(
      "先写一段别的话，让行号往后移。",
      first,
      "拿不准的时候，往重的一档放，两小时内报告。",
    );
    const again = await send(changed);
    expect(await places()).toEqual([
      [2, "moved", 8],
      [2, "changed", 10],
    ]);
    expect(await decide(again, "approve")).toEqual({ refusal: null });
    await write(text("整课重写，什么都没有留下来。"), false);
    expect(await places()).toEqual([
      [2, "gone", 0],
      [2, "gone", 0],
    ]);
    expect((await seen()).open).toBe(2);
  });

  test("is settled once, by those whom it concerns, and opened again", async () => {
    const read = await send();
    await (
      await comment(read, 6)
    )();
    const [{ id: commentId } = { id: "" }] = await openComments(lessonId);
    const settle = (personId: string, who: { wroteText: boolean; reviews: boolean }, open = false) =>
      settleLessonComment({ personId, lessonId, commentId, open, ...who, requestId });
    const stranger = await world.person();
    expect(
      await changes(async () =>
        expect(await settle(stranger, { wroteText: false, reviews: false })).toBeNull(),
      ),
    ).toEqual({});
    const author = () => settle(world.trainer, { wroteText: true, reviews: false });
    expect(await changes(() => atOnce(4, author))).toEqual({ review_comment: "~1", audit_event: "+1" });
    expect(await changes(author)).toEqual({});
    expect(await openComments(lessonId)).toEqual([]);
    const reopen = () => settle(world.reviewer, { wroteText: false, reviews: true }, true);
    expect(await changes(() => atOnce(4, reopen))).toEqual({ review_comment: "~1", audit_event: "+1" });
    expect(await openComments(lessonId)).toHaveLength(1);
  });

  test("of another lesson is not there", async () => {
    await (
      await comment(await send(), 6)
    )();
    const [{ id: commentId } = { id: "" }] = await openComments(lessonId);
    const other = await db().lesson.findFirstOrThrow({ where: { slug: { not: slug } } });
    const asked = { personId: world.reviewer, lessonId: other.id, commentId, open: false, requestId };
    expect(await settleLessonComment({ ...asked, wroteText: true, reviews: true })).toBeNull();
  });
});

describe("a decision", () => {
  test("on a text that was taken back, changed and sent again is refused, both ways", async () => {
    const read = await send();
    await withdraw(read.versionId);
    const fresh = await send(text(first, second, "再加一段。"));
    expect(fresh.versionId).toBe(read.versionId);
    for (const verdict of ["approve", "ask"] as const) {
      expect(
        await changes(async () =>
          expect(await decide(read, verdict, { note: "补" })).toEqual({ refusal: "changed" }),
        ),
      ).toEqual({});
    }
    expect(await decide(fresh, "approve")).toEqual({ refusal: null });
  });

  test("against a text needs a note or an open comment, one that is settled is none", async () => {
    const read = await send();
    expect(await decide(read, "ask")).toEqual({ refusal: "note-missing" });
    await (
      await comment(read, 6)
    )();
    const [{ id: commentId } = { id: "" }] = await openComments(lessonId);
    const settle = (open: boolean) =>
      settleLessonComment({
        ...{ personId: world.reviewer, lessonId, commentId, open, requestId },
        ...{ wroteText: false, reviews: true },
      });
    await settle(false);
    expect(await decide(read, "ask")).toEqual({ refusal: "note-missing" });
    await settle(true);
    expect(await decide(read, "ask")).toEqual({ refusal: null });
  });

  test("eight times at once is one, and the second of two reviewers learns that it is decided", async () => {
    const read = await send();
    const acts = () => atOnce(8, () => decide(read, "ask", { note: "补" }));
    let given: Awaited<ReturnType<typeof acts>> = [];
    expect(await changes(async () => (given = await acts()))).toEqual({
      ...{ lesson_version: "~1", review_decision: "+1", audit_event: "+1", notification: "+1" },
    });
    expect(given.filter((each) => each?.refusal === null)).toHaveLength(1);
    expect(given.filter((each) => each?.refusal === "not-in-review")).toHaveLength(7);
  });

  test("is nobody's who wrote some of the version, also when a colleague has gone on with it", async () => {
    await write(text(first, "审核人自己写的一段。"), false, world.reviewer);
    const read = await send(text(first, "审核人自己写的一段，别人补了一句。"));
    expect(await decide(read, "approve")).toEqual({ refusal: "own-text" });
    expect((await seen()).own).toBe(true);
  });

  test("and the page and its acts are not there for a reviewer of another institution", async () => {
    const read = await send();
    const foreign = { reviewerId: world.otherReviewer, partners: [world.otherUniversity] };
    expect(
      await changes(async () =>
        expect(
          await reviewLesson({ ...foreign, ...read, verdict: "approve", note: "", requestId }),
        ).toBeNull(),
      ),
    ).toEqual({});
    expect(await lessonDesk(course, slug, foreign.partners)).toBeNull();
    const actor = { actorId: world.otherReviewer, partners: foreign.partners, versionId: read.versionId };
    expect(await withdrawLesson({ ...actor, requestId })).toBeNull();
  });
});

const withdraw = (versionId: string) =>
  withdrawLesson({ actorId: world.trainer, partners: [world.university], versionId, requestId });

describe("taking a text back", () => {
  test("makes it a draft again, once", async () => {
    const { versionId } = await send();
    expect(await changes(() => atOnce(4, () => withdraw(versionId)))).toEqual({
      lesson_version: "~1",
      audit_event: "+1",
    });
    expect(await withdraw(versionId)).toEqual({ refusal: "not-in-review" });
    expect((await desk()).version.state).toBe("draft");
  });

  test("and approving it at once: one of both", async () => {
    const read = await send();
    const [taken, approved] = await Promise.all([withdraw(read.versionId), decide(read, "approve")]);
    expect([taken?.refusal, approved?.refusal].filter((refusal) => refusal === null)).toHaveLength(1);
  });
});

describe("comparing", () => {
  test("is of what learners have with the newest, and of any two texts that there were", async () => {
    const read = await send();
    const compared = async (from: string | null, to: string | null) => {
      const found = await compareTexts(await desk(), { from, to }, "zh", requestId);
      return found?.compared?.blocks?.map(({ kind }) => kind);
    };
    expect(await compared(null, null)).toEqual(["same", "added"]);
    await decide(read, "ask", { note: "改第二段" });
    await send(text(first, "拿不准的时候，往重的一档放，两小时内报告。"));
    const { reviewed } = await seen();
    expect(reviewed).toBe("2.1");
    expect(await compared(reviewed, "2")).toEqual(["same", "changed"]);
    expect(await compared("2", "1")).toEqual(["same", "removed"]);
    expect(await compareTexts(await desk(), { from: "9", to: null }, "zh", requestId)).toBeNull();
  });

  test("is of sources when one of the two does not compile", async () => {
    await write(text(first, "{1 + 1}"), false);
    const found = await compareTexts(await desk(), { from: "1", to: "2" }, "zh", requestId);
    expect(found?.compared?.blocks).toBeNull();
    expect(found?.compared?.rows).not.toBeNull();
  });
});

describe("laws that run out", () => {
  const all = lawFilter.parse({});
  // The world's day is 2026-11-24.
  const laws = () => [
    aLessonLaw({ lessonId, ref: "过期法/1", validUntil: dbDate("2026-11-23") }),
    aLessonLaw({ lessonId, ref: "到期法/2", validUntil: dbDate("2026-12-24") }),
    aLessonLaw({ lessonId, ref: "旧法/3", checkedOn: dbDate("2025-11-23") }),
    aLessonLaw({ lessonId, ref: "好法/4", validUntil: dbDate("2026-12-25") }),
  ];
  beforeEach(async () => {
    await db().lessonLaw.deleteMany();
  });

  test("are listed for their own institution, the most urgent first, and found and counted", async () => {
    await db().lessonLaw.createMany({ data: laws() });
    const queue = await lawQueue([world.university], all, now());
    expect(queue.rows.map(({ ref, concern, on }) => [ref, concern, on])).toEqual([
      ["过期法/1", "expired", "2026-11-23"],
      ["到期法/2", "ending", "2026-12-24"],
      ["旧法/3", "stale", "2025-11-23"],
    ]);
    expect(queue.counts).toEqual({ all: 3, expired: 1, ending: 1, stale: 1 });
    expect((await lawQueue([world.university], { ...all, q: "旧" }, now())).rows).toHaveLength(1);
    expect((await lawQueue([world.university], { ...all, concern: "ending" }, now())).rows).toHaveLength(1);
    expect(await lessonsWithDueLaws([world.university], now())).toBe(1);
    expect((await lawQueue([world.otherUniversity], all, now())).found).toBe(0);
    await db().lesson.update({ where: { id: lessonId }, data: { retiredAt: now() } });
    expect((await lawQueue([world.university], all, now())).found).toBe(0);
  });

  test("past their last day are told to the trainers of the partner once, and again with another last day", async () => {
    await db().lessonLaw.createMany({ data: laws() });
    expect(await changes(tellOfExpiredLaws)).toEqual({ notification: "+1" });
    expect(await changes(() => atOnce(3, tellOfExpiredLaws))).toEqual({});
    expect(await db().notification.findMany({ where: { kind: "lesson.law-expired" } })).toMatchObject([
      { personId: world.trainer, params: { law: "《过期法》第一条", until: "2026-11-23" } },
    ]);
    await db().lessonLaw.updateMany({
      where: { ref: "过期法/1" },
      data: { validUntil: dbDate("2026-11-22") },
    });
    expect(await changes(tellOfExpiredLaws)).toEqual({ notification: "+1" });
  });
});
