import { createHash } from "node:crypto";
import { db } from "~/platform/store.server";
import { compiledVersion } from "./compiled-lesson.server";

/** Styles, scripts and the course's own page, about. */
const frameBytes = 600_000;

/**
 * A course as a person would download it: its lessons, a name for the versions of all of them, and about how many bytes
 * it is.
 */
export async function courseEdition(personId: string, slug: string) {
  const lessons = await db().lesson.findMany({
    where: {
      course: { slug },
      publishedVersionId: { not: null },
      OR: [{ retiredAt: null }, { studies: { some: { personId } } }],
    },
    orderBy: { position: "asc" },
    select: {
      slug: true,
      publishedVersionId: true,
      studies: { where: { personId }, select: { versionId: true } },
    },
  });
  const versions = lessons.map((each) => each.studies[0]?.versionId ?? each.publishedVersionId ?? "");
  const bodies = await Promise.all(versions.map((id) => compiledVersion(id)));
  const text = bodies.reduce((sum, { body }) => sum + Buffer.byteLength(JSON.stringify(body)), 0);
  const pictures = await db().$queryRaw<{ bytes: number }[]>`
    select coalesce(sum(u.size), 0)::int as bytes from course_file f
    join course c on c.id = f.course_id join upload u on u.id = f.upload_id
    where c.slug = ${slug} and f.removed_at is null and u.mime like 'image/%'`;
  const hash = createHash("sha256").update(lessons.map((each, i) => `${each.slug}:${versions[i]}`).join());
  return {
    lessons: lessons.map((each) => each.slug),
    edition: hash.digest("hex").slice(0, 16),
    bytes: text + (pictures[0]?.bytes ?? 0) + frameBytes,
  };
}
