import { db } from "~/platform/store.server";
import type { CourseKind, CourseState } from "./rules/course";
import type { VersionState } from "./rules/review";
import type { WorkshopFilter } from "./schema";

export interface WorkshopLine {
  slug: string;
  title: string;
  titleEn: string;
  kind: CourseKind;
  state: CourseState;
  partner: { name: string; nameEn: string };
  lessons: number;
  published: number;
  /** Lessons whose newest text waits: for a reviewer, or for its author again, or that nobody has sent yet. */
  waiting: Record<Exclude<VersionState, "published">, { slug: string; title: string }[]>;
}

const pageSize = 20;

/** The courses of these institutions as the list asks for them, and how many there are of each state. */
export async function workshopList(partners: readonly string[], filter: WorkshopFilter) {
  const courses = await db().course.findMany({
    where: { partnerId: { in: [...partners] } },
    orderBy: [{ position: "asc" }, { slug: "asc" }],
    include: {
      partner: { select: { name: true, nameEn: true } },
      lessons: {
        where: { retiredAt: null },
        orderBy: { position: "asc" },
        select: {
          slug: true,
          publishedVersionId: true,
          versions: { orderBy: { number: "desc" }, take: 1, select: { title: true, state: true } },
        },
      },
    },
  });
  const lines = courses.map((course): WorkshopLine => {
    const inState = (state: VersionState) =>
      course.lessons.flatMap(({ slug, versions: [newest] }) =>
        newest?.state === state ? [{ slug, title: newest.title }] : [],
      );
    return {
      slug: course.slug,
      title: course.title,
      titleEn: course.titleEn,
      kind: course.kind as CourseKind,
      state: course.state as CourseState,
      partner: course.partner,
      lessons: course.lessons.length,
      published: course.lessons.filter(({ publishedVersionId }) => publishedVersionId).length,
      waiting: {
        "in-review": inState("in-review"),
        "changes-asked": inState("changes-asked"),
        draft: inState("draft"),
      },
    };
  });
  const wanted = filter.q.toLowerCase();
  const found = lines
    .filter(({ title, titleEn, slug }) => `${title} ${titleEn} ${slug}`.toLowerCase().includes(wanted))
    .filter(({ state }) => !filter.state || state === filter.state);
  if (filter.sort === "title") found.sort((a, b) => a.title.localeCompare(b.title, "zh"));
  if (filter.sort === "waiting") found.sort((a, b) => weight(b) - weight(a));
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const page = Math.min(filter.page, pages);
  const count = (state: CourseState) => lines.filter((line) => line.state === state).length;
  return {
    rows: found.slice((page - 1) * pageSize, page * pageSize),
    found: found.length,
    page,
    pages,
    counts: { all: lines.length, draft: count("draft"), open: count("open"), retired: count("retired") },
  };
}

const weight = ({ waiting }: WorkshopLine) =>
  waiting["in-review"].length * 100 + waiting["changes-asked"].length * 10 + waiting.draft.length;
