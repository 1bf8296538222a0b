import { db } from "~/platform/store.server";
import type { LessonBody } from "~/platform/mdx/lesson-body";
import { compiledLesson } from "./compiled-lesson.server";
import { lessonRefusal, missingMs, type LessonRefusal } from "./rules/minutes";

export interface CheckState {
  chosen: string[];
  right: boolean;
  passed: boolean;
  /** Feedback for each chosen option, and the right ones once the check was passed. */
  feedback: { key: string; right: boolean; why: string }[];
}

export interface LessonPage {
  lessonId: string;
  versionId: string;
  title: string;
  minutes: number;
  updatedOn: Date;
  position: number;
  course: { slug: string; title: string; titleEn: string; lessons: { slug: string; title: string }[] };
  partner: { name: string; nameEn: string };
  partnerPart: string;
  body: LessonBody;
  checks: Record<string, CheckState>;
  studiedMs: number;
  missingMs: number;
  refusal: LessonRefusal | null;
  completed: boolean;
}

/** A published lesson as a person sees it, or null. Keys of checks stay here until they have been answered. */
export async function readLesson(
  personId: string,
  courseSlug: string,
  slug: string,
): Promise<LessonPage | null> {
  const lesson = await db().lesson.findFirst({
    where: { slug, course: { slug: courseSlug }, publishedVersionId: { not: null } },
    include: {
      published: { include: { answers: { where: { personId } } } },
      studies: { where: { personId } },
      course: {
        include: {
          partner: true,
          lessons: {
            where: { publishedVersionId: { not: null } },
            orderBy: { position: "asc" },
            include: { published: { select: { title: true } } },
          },
        },
      },
    },
  });
  const version = lesson?.published;
  if (!lesson || !version) return null;
  const { body, keys } = await compiledLesson(version.source);
  const study = lesson.studies[0];
  const studiedMs = study?.studiedMs ?? 0;
  const checks = Object.fromEntries(
    version.answers.flatMap((answer) => {
      const key = keys[answer.checkId];
      return key ? [[answer.checkId, checkState(answer, key)]] : [];
    }),
  );
  const passed = Object.keys(keys).filter((id) => checks[id]?.passed).length;
  const work = {
    studiedMs,
    statedMinutes: version.minutes,
    checks: Object.keys(keys).length,
    checksPassed: passed,
  };
  const { course } = lesson;
  return {
    lessonId: lesson.id,
    versionId: version.id,
    title: version.title,
    minutes: version.minutes,
    updatedOn: version.publishedAt ?? version.savedAt,
    position: course.lessons.findIndex((each) => each.slug === slug),
    course: {
      slug: course.slug,
      title: course.title,
      titleEn: course.titleEn,
      lessons: course.lessons.map((each) => ({ slug: each.slug, title: each.published?.title ?? each.slug })),
    },
    partner: { name: course.partner.name, nameEn: course.partner.nameEn },
    partnerPart: course.partnerPart,
    body,
    checks,
    studiedMs,
    missingMs: missingMs(work),
    refusal: study?.completedAt ? null : lessonRefusal(work),
    completed: study?.completedAt != null,
  };
}

function checkState(
  answer: { chosen: string[]; right: boolean; passedAt: Date | null },
  key: { correct: string[]; why: Record<string, string> },
): CheckState {
  const passed = answer.passedAt !== null;
  const shown = Object.keys(key.why).filter(
    (option) => answer.chosen.includes(option) || (passed && key.correct.includes(option)),
  );
  return {
    chosen: answer.chosen,
    right: answer.right,
    passed,
    feedback: shown.sort().map((option) => ({
      key: option,
      right: key.correct.includes(option),
      why: key.why[option] ?? "",
    })),
  };
}
