import { civilDate, dbDate, fromDbDate } from "~/lib/dates";
import { db, type Tx } from "~/platform/store.server";
import { lawConcern, lawConcerns, lawDays, type LawConcern } from "./rules/law-age";
import type { LawFilter } from "./schema";

export interface LawLine {
  ref: string;
  concern: LawConcern;
  /** Past or coming last day, or when it was checked last. */
  on: string;
  lesson: { slug: string; title: string };
  course: { slug: string; title: string; titleEn: string };
}

const pageSize = 30;

/** What somebody has to look at again: of lessons that people read, whose course is not retired. */
function due(partners: readonly string[], today: string) {
  const { ending, fresh } = lawDays(today);
  return {
    lesson: {
      retiredAt: null,
      publishedVersionId: { not: null },
      course: { partnerId: { in: [...partners] }, state: { not: "retired" } },
    },
    OR: [{ validUntil: { lte: dbDate(ending) } }, { checkedOn: { lt: dbDate(fresh) } }],
  };
}

/** A page of the laws to look at again, and how many there are for each reason. */
export async function lawQueue(partners: readonly string[], filter: LawFilter, at: Date) {
  const today = civilDate(at);
  const rows = await db().lessonLaw.findMany({
    where: due(partners, today),
    include: { lesson: { include: { published: { select: { title: true } }, course: true } } },
  });
  const lines = rows.flatMap(({ ref, checkedOn, validUntil, lesson }): LawLine[] => {
    const law = { checkedOn: fromDbDate(checkedOn), validUntil: validUntil && fromDbDate(validUntil) };
    const concern = lawConcern(law, today);
    if (!concern) return [];
    const { slug, title, titleEn } = lesson.course;
    return [
      {
        ref,
        concern,
        on: (concern !== "stale" && law.validUntil) || law.checkedOn,
        lesson: { slug: lesson.slug, title: lesson.published?.title ?? lesson.slug },
        course: { slug, title, titleEn },
      },
    ];
  });
  const wanted = filter.q.toLowerCase();
  const found = lines
    .filter(({ ref, lesson, course }) =>
      `${ref} ${lesson.title} ${course.title} ${course.titleEn}`.toLowerCase().includes(wanted),
    )
    .filter(({ concern }) => !filter.concern || concern === filter.concern)
    .sort((a, b) => {
      if (filter.sort === "law" && a.ref !== b.ref) return a.ref.localeCompare(b.ref, "zh");
      if (filter.sort === "lesson" && a.lesson.title !== b.lesson.title)
        return a.lesson.title.localeCompare(b.lesson.title, "zh");
      return lawConcerns.indexOf(a.concern) - lawConcerns.indexOf(b.concern) || (a.on < b.on ? -1 : 1);
    });
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const page = Math.min(filter.page, pages);
  const count = (concern: LawConcern) => lines.filter((line) => line.concern === concern).length;
  return {
    rows: found.slice((page - 1) * pageSize, page * pageSize),
    found: found.length,
    page,
    pages,
    counts: {
      all: lines.length,
      expired: count("expired"),
      ending: count("ending"),
      stale: count("stale"),
    },
  };
}

/** How many lessons of these institutions have a law that somebody has to look at again. */
export async function lessonsWithDueLaws(partners: readonly string[], at: Date): Promise<number> {
  const lessons = await db().lessonLaw.groupBy({ by: ["lessonId"], where: due(partners, civilDate(at)) });
  return lessons.length;
}

/** The laws past their last day, of every institution. */
export async function expiredLaws(tx: Pick<Tx, "lessonLaw">, at: Date) {
  const rows = await tx.lessonLaw.findMany({
    where: {
      lesson: { retiredAt: null, publishedVersionId: { not: null }, course: { state: { not: "retired" } } },
      validUntil: { lt: dbDate(civilDate(at)) },
    },
    orderBy: [{ lessonId: "asc" }, { ref: "asc" }],
    include: { lesson: { include: { published: { select: { title: true } }, course: true } } },
  });
  return rows.flatMap(({ lessonId, ref, validUntil, lesson }) =>
    validUntil
      ? [
          {
            lessonId,
            ref,
            validUntil: fromDbDate(validUntil),
            title: lesson.published?.title ?? lesson.slug,
            partnerId: lesson.course.partnerId,
            link: `/workshop/${lesson.course.slug}/${lesson.slug}`,
          },
        ]
      : [],
  );
}
