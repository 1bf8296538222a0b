import { createHash } from "node:crypto";
import { db, type Tx } from "~/platform/store.server";
import { isReservedCourse } from "../rules/course";
import { readCoursePackage } from "./export-course.server";
import type { PackageFinding, ReadPackage } from "./read-package.server";

type Change = "new" | "changed" | "same";

export interface ImportPlan {
  slug: string;
  /** Null for a course that is begun. */
  courseId: string | null;
  title: string;
  /** Which parts of its text become others. */
  text: string[];
  /** Whether chapters, order, or what is taken out changes. */
  outline: boolean;
  lessons: { slug: string; change: Change }[];
  files: { name: string; size: number; change: "new" | "same" }[];
  /** Lessons of the course that the package does not have: they stay. */
  untouched: number;
  findings: PackageFinding[];
  /** Names this plan: another state of the course or the package has another. */
  digest: string;
}

const texts = ["kind", "title", "titleEn", "summary", "summaryEn", "partnerPart"] as const;

/** What taking a package would change. `partnerId` is the institution of a new course and must be that of a known one. */
export async function planImport(
  read: ReadPackage,
  { slug, partnerId }: { slug: string; partnerId: string },
  tx: Pick<Tx, "course" | "courseFile" | "upload" | "lesson"> = db(),
): Promise<ImportPlan> {
  const known = await tx.course.findUnique({ where: { slug } });
  const findings = [...read.findings];
  const foreign = known ? known.partnerId !== partnerId : isReservedCourse(slug);
  if (foreign) findings.push({ file: "course.yaml", problem: "slug-taken", detail: slug });
  const now = known && !foreign ? await readCoursePackage(known.id, "newest", tx) : null;
  const reviewed = now && known ? await inReview(tx, known.id) : new Set<string>();
  const sources = new Map(now?.lessons.map((lesson) => [lesson.slug, lesson.source]));
  const lessons = read.lessons.map(({ slug: lesson, source }) => {
    const before = sources.get(lesson);
    const change: Change = before === undefined ? "new" : before === source ? "same" : "changed";
    if (change === "changed" && reviewed.has(lesson)) findings.push({ file: lesson, problem: "in-review" });
    return { slug: lesson, change };
  });
  const shelf = new Map(now?.files.map((file) => [file.name, file.sha256]));
  const files = read.files.map(({ name, size, sha256 }) => {
    const before = shelf.get(name);
    // A published text keeps what it shows, so a name keeps its bytes.
    if (before !== undefined && before !== sha256)
      findings.push({ file: `files/${name}`, problem: "differs" });
    return { name, size, change: before === undefined ? ("new" as const) : ("same" as const) };
  });
  const text = texts.filter((key) => now?.course[key] !== read.course[key]);
  const wanted = { chapters: read.course.chapters ?? [], retired: read.course.retired ?? [] };
  const had = { chapters: now?.course.chapters ?? [], retired: now?.course.retired ?? [] };
  const order = read.lessons.map((lesson) => lesson.slug);
  const plan = {
    slug,
    courseId: known && !foreign ? known.id : null,
    title: read.course.title,
    text,
    outline:
      JSON.stringify(wanted) !== JSON.stringify(had) ||
      JSON.stringify(order) !== JSON.stringify([...sources.keys()].filter((each) => order.includes(each))),
    lessons,
    files,
    untouched: [...sources.keys()].filter((each) => !order.includes(each)).length,
    findings,
  };
  const state = JSON.stringify([plan, read.course, read.lessons, read.files, now]);
  return { ...plan, digest: createHash("sha256").update(state).digest("hex") };
}

async function inReview(tx: Pick<Tx, "lesson">, courseId: string): Promise<Set<string>> {
  const lessons = await tx.lesson.findMany({
    where: { courseId, versions: { some: { state: "in-review" } } },
    select: { slug: true },
  });
  return new Set(lessons.map(({ slug }) => slug));
}

/** Whether a package changes anything at all. */
export function changesNothing(plan: ImportPlan): boolean {
  return (
    plan.courseId !== null &&
    plan.text.length === 0 &&
    !plan.outline &&
    plan.lessons.every(({ change }) => change === "same") &&
    plan.files.every(({ change }) => change === "same")
  );
}
