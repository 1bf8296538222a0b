import type { LessonBlock } from "~/platform/mdx/lesson-body";
import { db, type Tx } from "~/platform/store.server";
import { compiledVersion } from "./compiled-lesson.server";
import { mayHide, postRefusal, postsWithinMs, type PostRefusal } from "./rules/discussion";

/** How many posts of one discussion a page shows, unless all are asked for. */
const shownPosts = 50;
const mostShown = 500;

export interface Post {
  id: string;
  personId: string;
  /** Null once the person was erased. */
  name: string | null;
  unit: { name: string; nameEn: string } | null;
  text: string;
  postedAt: Date;
  hidden: boolean;
}

export interface Talk {
  /** The newest last. */
  posts: Post[];
  /** How many came before those. */
  earlier: number;
}

/** Keeps a learner's own note, or forgets it when it is empty. */
export async function keepNote(
  tx: Tx,
  note: { personId: string; lessonId: string; place: string; text: string; at: Date },
): Promise<void> {
  const { text, at, ...key } = note;
  if (text === "") return void (await tx.reflection.deleteMany({ where: key }));
  await tx.reflection.upsert({
    where: { personId_lessonId_place: key },
    create: { ...key, text, writtenAt: at },
    update: { text, writtenAt: at },
  });
}

/** A learner's own note, or null. */
export function noteOf(tx: Tx, note: { personId: string; lessonId: string; place: string }) {
  return tx.reflection.findUnique({ where: { personId_lessonId_place: note } });
}

/** Whether a published version has a component of this kind and id. */
export async function hasPlace(
  versionId: string,
  kind: LessonBlock["kind"],
  place: string,
): Promise<boolean> {
  const { body } = await compiledVersion(versionId);
  return body.blocks.some((block) => block.kind === kind && "id" in block && block.id === place);
}

/** Says something under a lesson. `id` comes with the form: the same is said once. */
export async function addPost(
  tx: Tx,
  post: { id: string; personId: string; lessonId: string; place: string; text: string; at: Date },
): Promise<PostRefusal | null> {
  const { at, ...said } = post;
  if (await tx.discussionPost.findUnique({ where: { id: post.id }, select: { id: true } })) return null;
  const since = new Date(at.getTime() - postsWithinMs);
  const recent = await tx.discussionPost.count({
    where: { personId: post.personId, postedAt: { gt: since } },
  });
  const refusal = postRefusal({ text: post.text, recent });
  if (refusal) return refusal;
  await tx.discussionPost.createMany({ data: [{ ...said, postedAt: at }], skipDuplicates: true });
  return null;
}

/**
 * Hides a post: its writer, or somebody of the institution that builds the course (`partners`). Null when there is no
 * such post, or it is not theirs to hide; false when it was hidden before.
 */
export async function hidePost(
  tx: Tx,
  asked: { id: string; lessonId: string; personId: string; partners: readonly string[]; at: Date },
): Promise<{ hidden: boolean; own: boolean; writer: string } | null> {
  const post = await tx.discussionPost.findFirst({
    where: { id: asked.id, lessonId: asked.lessonId },
    include: { lesson: { select: { course: { select: { partnerId: true } } } } },
  });
  if (!post) return null;
  const own = post.personId === asked.personId;
  const moderates = asked.partners.includes(post.lesson.course.partnerId);
  if (!own && !moderates) return null;
  const hidden = mayHide({ own, moderates, hidden: post.hiddenAt !== null });
  if (hidden) {
    await tx.discussionPost.update({
      where: { id: post.id },
      data: { hiddenAt: asked.at, hiddenBy: asked.personId },
    });
  }
  return { hidden, own, writer: post.personId };
}

/** What was said at each place of a lesson, with the writers' names and their units on `day` (`YYYY-MM-DD`). */
export async function readTalks(lessonId: string, day: string, all: boolean): Promise<Record<string, Talk>> {
  const rows = await db().$queryRaw<
    {
      id: string;
      place: string;
      person_id: string;
      name: string | null;
      unit: string | null;
      unit_en: string | null;
      text: string;
      posted_at: Date;
      hidden: boolean;
      earlier: number;
    }[]
  >`
    select d.id::text, d.place, d.person_id::text, p.name, u.name as unit, u.name_en as unit_en,
      case when d.hidden_at is null then d.text else '' end as text, d.posted_at, d.hidden_at is not null as hidden,
      d.earlier
    from (
      select *, (row_number() over (partition by place order by posted_at desc, id desc))::int as nth,
        (count(*) over (partition by place))::int as earlier
      from discussion_post where lesson_id = ${lessonId}::uuid
    ) d
    left join person p on p.id = d.person_id and p.erased_at is null
    left join lateral (
      select unit_id from post o
      where o.person_id = d.person_id and o.starts_on <= ${day}::date
        and (o.ends_on is null or o.ends_on >= ${day}::date)
      order by o.starts_on desc limit 1
    ) o on true
    left join unit u on u.id = o.unit_id
    where d.nth <= ${all ? mostShown : shownPosts}
    order by d.posted_at, d.id`;
  const talks: Record<string, Talk> = {};
  for (const row of rows) {
    const talk = (talks[row.place] ??= { posts: [], earlier: row.earlier });
    talk.earlier--;
    talk.posts.push({
      id: row.id,
      personId: row.person_id,
      name: row.name,
      unit: row.unit === null ? null : { name: row.unit, nameEn: row.unit_en ?? row.unit },
      text: row.text,
      postedAt: row.posted_at,
      hidden: row.hidden,
    });
  }
  return talks;
}
