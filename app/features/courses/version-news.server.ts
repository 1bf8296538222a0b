import type { Tx } from "~/platform/store.server";

/** What news of a lesson's version are about: its author, its partner, its pages in the workshop. */
export async function versionNews(tx: Tx, versionId: string) {
  const { title, revision, authorId, lesson } = await tx.lessonVersion.findUniqueOrThrow({
    where: { id: versionId },
    select: {
      title: true,
      revision: true,
      authorId: true,
      lesson: { select: { slug: true, course: { select: { slug: true, partnerId: true } } } },
    },
  });
  return {
    title,
    authorId,
    partnerId: lesson.course.partnerId,
    /** The version as it stands now: it may be sent and sent back several times. */
    key: `${versionId}/${revision}`,
    link: `/workshop/${lesson.course.slug}/${lesson.slug}`,
    reviewLink: `/workshop/${lesson.course.slug}/${lesson.slug}/review`,
  };
}
