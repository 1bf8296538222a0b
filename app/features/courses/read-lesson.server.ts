import { civilDate } from "~/lib/dates";
import { now } from "~/platform/clock.server";
import type { LessonBody } from "~/platform/mdx/lesson-body";
import { prepared } from "~/platform/prepared.server";
import { compiledVersion } from "./compiled-lesson.server";
import { checkState, type CheckState } from "./check-state.server";
import { sameChecks } from "./rules/carry-over";
import { lessonRefusal, missingMs, type LessonRefusal } from "./rules/minutes";
import { checkTexts } from "./study.server";
import { readTalks, type Talk } from "./talk.server";

export interface LessonPage {
  lessonId: string;
  versionId: string;
  title: string;
  minutes: number;
  updatedOn: Date;
  /** Counted from 0 among the course's lessons; -1 for one that was taken out. */
  position: number;
  course: {
    slug: string;
    title: string;
    titleEn: string;
    partnerId: string;
    lessons: { slug: string; title: string; chapter: string | null; completed: boolean }[];
  };
  partner: { name: string; nameEn: string };
  partnerPart: string;
  body: LessonBody;
  checks: Record<string, CheckState>;
  studiedMs: number;
  missingMs: number;
  refusal: LessonRefusal | null;
  completed: boolean;
  /** Every lesson is done and the course is not: its last open lesson was taken out. */
  courseWaits: boolean;
  /** The id of the section where the learner was; empty at the beginning. */
  section: string;
  /** Ids of the sections that were read to their end. */
  sectionsRead: string[];
  /** The learner is under way in an older version: what the newer one is, and how many passed checks would stay passed. */
  newer: { number: number; kept: number; passed: number } | null;
  /** Own notes by the id of their place. */
  notes: Record<string, string>;
  /** Discussions by the id of their place. */
  talks: Record<string, Talk>;
  /** References of the laws that have run out on the day of reading. */
  outdatedLaws: string[];
}

interface Row {
  lesson_id: string;
  published_id: string;
  published_number: number;
  course: { slug: string; title: string; titleEn: string; partnerId: string };
  partner: { name: string; nameEn: string };
  partner_part: string;
  version_id: string;
  title: string;
  minutes: number;
  updated_at: Date;
  studied_ms: number | null;
  completed_at: Date | null;
  section: string | null;
  sections_read: string[] | null;
  course_done: boolean;
  answers: [check: string, chosen: string[], right: boolean, passed: boolean][];
  notes: Record<string, string>;
  lessons: { slug: string; title: string; chapter: string | null; completed: boolean }[];
}

/**
 * All of a page in one question: $1 is the person, $2 the course, $3 the lesson. What was taken out is shown to those
 * who are under way; of a retired course, to those who have begun it.
 */
const lessonQuery = `
  select l.id::text as lesson_id, pv.id::text as published_id, pv.number as published_number,
    jsonb_build_object('slug', c.slug, 'title', c.title, 'titleEn', c.title_en, 'partnerId', c.partner_id) as course,
    jsonb_build_object('name', u.name, 'nameEn', u.name_en) as partner, c.partner_part,
    v.id::text as version_id, v.title, v.minutes, coalesce(v.published_at, v.saved_at) as updated_at,
    s.studied_ms, s.completed_at, s.section, s.sections_read,
    exists (select 1 from course_completion d where d.person_id = $1::uuid and d.course_id = c.id) as course_done,
    (select coalesce(jsonb_agg(jsonb_build_array(a.check_id, a.chosen, a."right", a.passed_at is not null)), '[]')
     from check_answer a where a.person_id = $1::uuid and a.version_id = v.id) as answers,
    (select coalesce(jsonb_object_agg(r.place, r.text), '{}')
     from reflection r where r.person_id = $1::uuid and r.lesson_id = l.id) as notes,
    (select jsonb_agg(jsonb_build_object(
        'slug', o.slug, 'title', ov.title, 'chapter', ch.title, 'completed', os.completed_at is not null)
      order by o.position)
     from lesson o join lesson_version ov on ov.id = o.published_version_id
     left join lesson_study os on os.person_id = $1::uuid and os.lesson_id = o.id
     left join chapter ch on ch.id = o.chapter_id
     where o.course_id = c.id and (o.retired_at is null or os.person_id is not null)) as lessons
  from course c
  join lesson l on l.course_id = c.id
  join unit u on u.id = c.partner_id
  join lesson_version pv on pv.id = l.published_version_id
  left join lesson_study s on s.person_id = $1::uuid and s.lesson_id = l.id
  join lesson_version v on v.id = coalesce(s.version_id, pv.id)
  where c.slug = $2 and l.slug = $3 and (s.person_id is not null or l.retired_at is null and (
    c.state = 'open' or c.state = 'retired' and exists (
      select 1 from lesson_study x join lesson xl on xl.id = x.lesson_id
      where x.person_id = $1::uuid and xl.course_id = c.id)))`;

/** A published lesson as a person sees it, or null. Keys of checks stay here until they have been answered. */
export async function readLesson(
  personId: string,
  courseSlug: string,
  slug: string,
  { allPosts = false }: { allPosts?: boolean } = {},
): Promise<LessonPage | null> {
  const [row] = await prepared<Row>("lesson", lessonQuery, [personId, courseSlug, slug]);
  if (!row) return null;
  const { body, keys } = await compiledVersion(row.version_id);
  const today = civilDate(now());
  const checks: Record<string, CheckState> = {};
  for (const [id, chosen, right, passed] of row.answers) {
    const key = keys[id];
    if (key) checks[id] = checkState(key, { chosen, right, passed });
  }
  const passed = Object.keys(keys).filter((id) => checks[id]?.passed);
  const work = {
    studiedMs: row.studied_ms ?? 0,
    statedMinutes: row.minutes,
    checks: Object.keys(keys).length,
    checksPassed: passed.length,
  };
  const completed = row.completed_at !== null;
  const talks = body.blocks.some((block) => block.kind === "discussion")
    ? await readTalks(row.lesson_id, today, allPosts)
    : {};
  return {
    lessonId: row.lesson_id,
    versionId: row.version_id,
    title: row.title,
    minutes: row.minutes,
    updatedOn: row.updated_at,
    position: row.lessons.findIndex((each) => each.slug === slug),
    course: { ...row.course, lessons: row.lessons },
    partner: row.partner,
    partnerPart: row.partner_part,
    body,
    checks,
    studiedMs: work.studiedMs,
    missingMs: missingMs(work),
    refusal: completed ? null : lessonRefusal(work),
    completed,
    courseWaits: !row.course_done && row.lessons.every((each) => each.completed),
    section: row.section ?? "",
    sectionsRead: row.sections_read ?? [],
    newer: completed || row.version_id === row.published_id ? null : await newer(row, passed),
    notes: row.notes,
    talks,
    outdatedLaws: body.laws
      .filter(({ validUntil }) => validUntil !== null && validUntil < today)
      .map(({ ref }) => ref),
  };
}

async function newer(row: Row, passed: readonly string[]): Promise<LessonPage["newer"]> {
  const before = await compiledVersion(row.version_id);
  const after = await compiledVersion(row.published_id);
  const same = sameChecks(checkTexts(before), checkTexts(after));
  const kept = passed.filter((id) => same.includes(id)).length;
  return { number: row.published_number, kept, passed: passed.length };
}
