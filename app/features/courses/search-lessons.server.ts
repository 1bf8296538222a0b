import { prepared } from "~/platform/prepared.server";
import { excerptOf, gramQuery, type Piece } from "./rules/grams";

export interface Passage {
  course: { slug: string; title: string; titleEn: string };
  lesson: { slug: string; title: string };
  /** The id of the section; empty for the beginning of the lesson. */
  section: string;
  heading: Piece[];
  text: Piece[];
}

interface Row {
  /** How many there are on all pages. */
  found: number;
  course: Passage["course"];
  slug: string;
  title: string;
  section: string;
  heading: string;
  text: string;
}

/** What comes first: titles, then headings, then text; then the order of courses and lessons. */
const passagesFound = `
  with hit as materialized (
    select p.lesson_id, p.position, l.slug, l.position as lesson_position, l.published_version_id, l.course_id,
      case when p.grams @@ $2::tsquery then 0 when p.grams @@ $3::tsquery then 1 else 2 end as rank
    from lesson_passage p
    join lesson l on l.id = p.lesson_id
    where p.grams @@ $1::tsquery and l.retired_at is null and l.course_id = any($4::uuid[])
  )
  select jsonb_build_object('slug', c.slug, 'title', c.title, 'titleEn', c.title_en) as course,
    h.slug, v.title, p.section, p.heading, p.text, (select count(*) from hit)::int as found
  from hit h
  join course c on c.id = h.course_id
  join lesson_version v on v.id = h.published_version_id
  join lesson_passage p on p.lesson_id = h.lesson_id and p.position = h.position
  order by h.rank, c.position, c.slug, h.lesson_position, h.position
  limit $5::int
  offset least($6::int, greatest(0, (select count(*) - 1 from hit) / $5::int * $5::int))`;

export const passagesOnPage = 20;
const excerptLength = 90;

/**
 * Where the terms stand in published lessons of these courses, all of them in one passage, and how many there are.
 * Lessons that were taken out are not searched. `page` counts from 1; one beyond the last is the last.
 */
export async function searchLessons(
  terms: readonly string[],
  courseIds: readonly string[],
  page: number,
): Promise<{ passages: Passage[]; found: number; page: number; pages: number }> {
  const queries = [gramQuery(terms), gramQuery(terms, "A"), gramQuery(terms, "B")];
  const values = [...queries, courseIds, passagesOnPage, (page - 1) * passagesOnPage];
  const rows = await prepared<Row>("passages-found", passagesFound, values);
  const found = rows[0]?.found ?? 0;
  const pages = Math.max(1, Math.ceil(found / passagesOnPage));
  const passages = rows.map(({ course, slug, title, section, heading, text }) => ({
    course,
    lesson: { slug, title },
    section,
    heading: excerptOf(heading, terms, 200),
    text: excerptOf(text, terms, excerptLength),
  }));
  return { passages, found, page: Math.min(page, pages), pages };
}
