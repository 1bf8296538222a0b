import { db } from "~/platform/store.server";

export interface CourseProgress {
  slug: string;
  kind: string;
  title: string;
  titleEn: string;
  summary: string;
  summaryEn: string;
  partner: { name: string; nameEn: string };
  partnerPart: string;
  /** Stated minutes of all its lessons. */
  minutes: number;
  lessons: { slug: string; title: string; minutes: number; started: boolean; completed: boolean }[];
  /** Minutes credited when the course was completed; null before. */
  creditedMinutes: number | null;
}

/** All courses with published lessons, in order, with this person's progress. */
export async function catalogue(personId: string): Promise<CourseProgress[]> {
  return read(personId, {});
}

/** One course with this person's progress, or null. */
export async function courseProgress(personId: string, slug: string): Promise<CourseProgress | null> {
  return (await read(personId, { slug }))[0] ?? null;
}

async function read(personId: string, where: { slug?: string }): Promise<CourseProgress[]> {
  const courses = await db().course.findMany({
    where,
    orderBy: { position: "asc" },
    include: {
      partner: true,
      completions: { where: { personId } },
      lessons: {
        where: { publishedVersionId: { not: null } },
        orderBy: { position: "asc" },
        include: {
          published: { select: { title: true, minutes: true } },
          studies: { where: { personId } },
        },
      },
    },
  });
  return courses
    .filter((course) => course.lessons.length > 0)
    .map(({ partner, lessons, completions, ...course }) => ({
      slug: course.slug,
      kind: course.kind,
      title: course.title,
      titleEn: course.titleEn,
      summary: course.summary,
      summaryEn: course.summaryEn,
      partner: { name: partner.name, nameEn: partner.nameEn },
      partnerPart: course.partnerPart,
      minutes: lessons.reduce((sum, lesson) => sum + (lesson.published?.minutes ?? 0), 0),
      lessons: lessons.map(({ slug, published, studies }) => ({
        slug,
        title: published?.title ?? slug,
        minutes: published?.minutes ?? 0,
        started: studies.length > 0,
        completed: studies[0]?.completedAt != null,
      })),
      creditedMinutes: completions[0]?.minutes ?? null,
    }));
}
