import type { Tx } from "~/platform/store.server";
import { db } from "~/platform/store.server";
import { readFrontMatter } from "~/platform/mdx/front-matter";
import { compileLesson } from "~/platform/mdx/compile.server";
import type { Problem } from "~/platform/mdx/problem";
import { problemText } from "~/platform/mdx/problem-text";
import type { Language } from "~/lib/dates";
import type { LessonBody } from "~/platform/mdx/lesson-body";
import { sourceHash } from "./course-files.server";
import { reviewRefusal, type ReviewRefusal, type VersionState } from "./rules/review";

/** Courses with the state of each lesson's newest version; a reviewer sees those of the own institution only. */
export async function workshopCourses(partners: readonly string[]) {
  const courses = await db().course.findMany({
    where: { partnerId: { in: [...partners] } },
    orderBy: { position: "asc" },
    include: {
      partner: true,
      lessons: {
        orderBy: { position: "asc" },
        include: { versions: { orderBy: { number: "desc" }, take: 1 } },
      },
    },
  });
  return courses.map((course) => ({
    slug: course.slug,
    title: course.title,
    titleEn: course.titleEn,
    partner: { name: course.partner.name, nameEn: course.partner.nameEn },
    lessons: course.lessons.flatMap((lesson) => {
      const newest = lesson.versions[0];
      return newest
        ? [
            {
              slug: lesson.slug,
              title: newest.title,
              number: newest.number,
              state: newest.state as VersionState,
            },
          ]
        : [];
    }),
  }));
}

export interface Desk {
  lessonId: string;
  course: { slug: string; title: string; titleEn: string };
  partner: { id: string; name: string; nameEn: string };
  /** The newest version: what one writes on, or what a next draft starts from. */
  version: {
    id: string;
    number: number;
    state: VersionState;
    title: string;
    source: string;
    revision: number;
    authorId: string | null;
    savedAt: Date;
  };
  /** The text that learners have now. */
  published: { number: number; source: string } | null;
  decisions: { verdict: string; note: string; decidedAt: Date; number: number }[];
}

/** What lies on the desk for one lesson; null when there is none (or it belongs to another institution). */
export async function lessonDesk(
  courseSlug: string,
  slug: string,
  partners: readonly string[],
): Promise<Desk | null> {
  const lesson = await db().lesson.findFirst({
    where: {
      slug,
      course: { slug: courseSlug, partnerId: { in: [...partners] } },
    },
    include: {
      published: { select: { number: true, source: true } },
      versions: { orderBy: { number: "desc" }, take: 1 },
      course: { include: { partner: true } },
    },
  });
  const newest = lesson?.versions[0];
  if (!lesson || !newest) return null;
  const decisions = await db().reviewDecision.findMany({
    where: { version: { lessonId: lesson.id } },
    orderBy: { decidedAt: "desc" },
    take: 10,
    include: { version: { select: { number: true } } },
  });
  const { course } = lesson;
  return {
    lessonId: lesson.id,
    course: { slug: course.slug, title: course.title, titleEn: course.titleEn },
    partner: { id: course.partnerId, name: course.partner.name, nameEn: course.partner.nameEn },
    version: { ...newest, state: newest.state as VersionState },
    published: lesson.published,
    decisions: decisions.map((row) => ({
      verdict: row.verdict,
      note: row.note,
      decidedAt: row.decidedAt,
      number: row.version.number,
    })),
  };
}

export interface Preview {
  body: LessonBody | null;
  problems: (Problem & { text: string })[];
}

/** What the pipeline says of a text, for the editor's preview. */
export async function preview(source: string, language: Language): Promise<Preview> {
  const result = await compileLesson(source);
  const problems = result.ok ? result.warnings : result.problems;
  return {
    body: result.body,
    problems: problems.map((problem) => ({ ...problem, text: problemText(problem, language) })),
  };
}

export type SaveRefusal = ReviewRefusal | "conflict" | "front-matter";

/**
 * Saves a text as the lesson's draft; the first save after a publication opens the next number. `basis` names what the
 * text was based on, so that a second tab cannot overwrite a newer text. `isNew` is false when it was saved before.
 */
export async function saveDraft(
  tx: Tx,
  asked: {
    lessonId: string;
    authorId: string;
    source: string;
    basis: { versionId: string; revision: number };
    at: Date;
  },
): Promise<
  { versionId: string; number: number; revision: number; isNew: boolean } | { refusal: SaveRefusal }
> {
  const { lessonId, authorId, source, basis, at } = asked;
  const newest = await tx.lessonVersion.findFirst({ where: { lessonId }, orderBy: { number: "desc" } });
  // The same text is no change and no conflict, whether it was sent twice or never touched.
  if (newest?.source === source && (newest.authorId === authorId || newest.state === "published")) {
    return { versionId: newest.id, number: newest.number, revision: newest.revision, isNew: false };
  }
  if (!newest || newest.id !== basis.versionId || newest.revision !== basis.revision) {
    return { refusal: "conflict" };
  }
  const meta = readFrontMatter(source);
  if (!meta.ok) return { refusal: "front-matter" };
  const text = {
    title: meta.meta.title,
    minutes: meta.meta.minutes,
    source,
    sourceHash: sourceHash(source),
    savedAt: at,
    authorId,
  };
  if (newest.state === "published") {
    const number = newest.number + 1;
    const made = await tx.lessonVersion.create({ data: { lessonId, number, state: "draft", ...text } });
    return { versionId: made.id, number, revision: made.revision, isNew: true };
  }
  const refusal = reviewRefusal({ state: newest.state as VersionState, act: "save", own: true, note: "" });
  if (refusal) return { refusal };
  const saved = await tx.lessonVersion.update({
    where: { id: newest.id },
    data: { ...text, revision: { increment: 1 } },
  });
  return { versionId: saved.id, number: saved.number, revision: saved.revision, isNew: true };
}

/** Sends a draft to the partner's reviewer. */
export async function submitDraft(tx: Tx, versionId: string, at: Date): Promise<ReviewRefusal | null> {
  const version = await tx.lessonVersion.findUniqueOrThrow({ where: { id: versionId } });
  const refusal = reviewRefusal({ state: version.state as VersionState, act: "submit", own: true, note: "" });
  if (refusal) return refusal;
  await tx.lessonVersion.update({ where: { id: versionId }, data: { state: "in-review", submittedAt: at } });
  return null;
}

/** Approves (and so publishes) a version, or asks for changes. Null when the institution has no such version. */
export async function decideReview(
  tx: Tx,
  asked: {
    versionId: string;
    reviewerId: string;
    partners: readonly string[];
    verdict: "approve" | "ask";
    note: string;
    at: Date;
  },
): Promise<{ refusal: ReviewRefusal | null; lessonId: string; number: number } | null> {
  const { versionId, reviewerId, partners, verdict, note, at } = asked;
  const version = await tx.lessonVersion.findFirst({
    where: { id: versionId, lesson: { course: { partnerId: { in: [...partners] } } } },
  });
  if (!version) return null;
  const state = version.state as VersionState;
  const done = { lessonId: version.lessonId, number: version.number };
  const own = version.authorId === reviewerId;
  const refusal = reviewRefusal({ state, act: verdict, own, note });
  if (refusal) return { refusal, ...done };
  await tx.reviewDecision.create({ data: { versionId, reviewerId, verdict, note, decidedAt: at } });
  if (verdict === "ask") {
    await tx.lessonVersion.update({ where: { id: versionId }, data: { state: "changes-asked" } });
  } else {
    await tx.lessonVersion.update({
      where: { id: versionId },
      data: { state: "published", publishedAt: at },
    });
    await tx.lesson.update({ where: { id: version.lessonId }, data: { publishedVersionId: versionId } });
  }
  return { refusal: null, ...done };
}
