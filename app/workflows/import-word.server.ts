import { fileRefusal, shelveFile } from "~/features/courses/course-shelf.server";
import { slugOf, type LessonRefusal } from "~/features/courses/rules/course";
import { frontMatter } from "~/features/courses/starter-text";
import { courseLock, makeLesson } from "~/features/courses/write-course.server";
import { readWord, type WordRefusal } from "~/features/courses/word/read-word.server";
import { pictureToken, type WordLosses } from "~/features/courses/word/write-mdx";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import type { ReceivedFile } from "~/platform/multipart.server";
import { lock, transact } from "~/platform/transact.server";
import { receiveBytes } from "~/platform/uploads.server";

/** Characters that somebody reads in a minute, with time to think. */
const perMinute = 250;

/**
 * An author makes a lesson of a Word file: a draft with its text, its pictures among the course's files. Sent twice it is made
 * once. Null for what belongs to another course.
 */
export async function importWord(asked: {
  actorId: string;
  courseId: string;
  id: string;
  file: ReceivedFile;
  title: string;
  slug: string;
  chapterId: string | null;
  requestId: string;
}): Promise<{ slug: string; losses: WordLosses } | { refusal: WordRefusal | LessonRefusal } | null> {
  const { actorId, courseId, id, file, slug, chapterId, requestId } = asked;
  const document = await readWord(file.path);
  if ("refusal" in document) return document;
  const title = asked.title || document.title || file.name.replace(/\.docx$/i, "").slice(0, 60);
  const characters = document.body.replace(/\s/g, "").length;
  const minutes = Math.min(180, Math.max(1, Math.ceil(characters / perMinute)));
  const received = await Promise.all(
    document.pictures.map(({ name, bytes }) => receiveBytes([bytes], name, "course")),
  );
  try {
    const refused = received.filter(({ file: picture }) => fileRefusal(picture) !== null).length;
    const pictures = (document.losses.pictures ?? 0) + refused;
    const losses = { ...document.losses, ...(pictures > 0 && { pictures }) };
    return await transact(
      async (tx) => {
        await lock(tx, courseLock(courseId));
        const at = now();
        const source = async () => {
          let body = document.body;
          for (const [index, { file: picture }] of received.entries()) {
            const shelved = fileRefusal(picture)
              ? null
              : await shelveFile(tx, { courseId, file: picture, actorId, at });
            body = withPicture(body, pictureToken(index + 1), shelved?.name ?? null);
          }
          return `${frontMatter({ title, minutes })}\n${body}`;
        };
        const name = slug ? { wanted: slug } : { from: slugOf(title) || "lesson" };
        const made = await makeLesson(tx, { courseId, id, chapterId, slug: name, source, actorId, at });
        if (!made || "refusal" in made) return made;
        const detail = { lesson: id, slug: made.slug, file: file.name, sha256: file.sha256 };
        const subject = `course:${courseId}`;
        if (made.isNew)
          await audit(tx, { actorId, action: "course.import-word", subject, detail, requestId });
        return { slug: made.slug, losses };
      },
      { isolation: "ReadCommitted" },
    );
  } finally {
    await Promise.all(received.map(({ discard }) => discard()));
  }
}

/** Names the picture where its token stands; without a name the picture goes. */
function withPicture(body: string, token: string, name: string | null): string {
  if (name) return body.replaceAll(token, name);
  return body.replace(new RegExp(`!\\[[^\\]]*\\]\\(files/${token}\\)`, "g"), "");
}
