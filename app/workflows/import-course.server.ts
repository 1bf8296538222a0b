import { applyPackage } from "~/features/courses/package/apply-package.server";
import { planImport, type ImportPlan } from "~/features/courses/package/plan-import.server";
import {
  readPackage,
  type PackageFinding,
  type PackageRefusal,
} from "~/features/courses/package/read-package.server";
import { courseLock, coursesLock } from "~/features/courses/write-course.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import type { ReceivedFile } from "~/platform/multipart.server";
import { lock, transact } from "~/platform/transact.server";
import { receiveBytes, uploadPlace } from "~/platform/uploads.server";
import { cleanFileName } from "~/platform/file-name";

export type Tried = { plan: ImportPlan } | { refusal: PackageRefusal; findings: PackageFinding[] };

/** What an archive would change in its course; nothing is written. `slug` replaces the address that the package names. */
export async function tryPackage(asked: { sha256: string; slug: string; partnerId: string }): Promise<Tried> {
  const read = await readPackage(uploadPlace(asked.sha256));
  if ("refusal" in read) return read;
  return {
    plan: await planImport(read, { slug: asked.slug || read.course.slug, partnerId: asked.partnerId }),
  };
}

/**
 * An author takes an archive into a course: judged again under the course's lock, and written only when it would change just
 * what was shown. Null when it would not, or has findings.
 */
export async function takePackage(asked: {
  actorId: string;
  sha256: string;
  slug: string;
  partnerId: string;
  digest: string;
  requestId: string;
}): Promise<{ slug: string } | null> {
  const { actorId, partnerId, digest, requestId } = asked;
  const read = await readPackage(uploadPlace(asked.sha256));
  if ("refusal" in read) return null;
  const target = { slug: asked.slug || read.course.slug, partnerId };
  const first = await planImport(read, target);
  if (first.digest !== digest || first.findings.length > 0) return null;
  const received = new Map<string, ReceivedFile>();
  const discards: (() => Promise<void>)[] = [];
  try {
    for (const { name } of first.files.filter(({ change }) => change === "new")) {
      const { file, discard } = await receiveBytes(read.read(name), name, "course");
      discards.push(discard);
      // A picture that is none, under whatever name.
      if (file.refusal || cleanFileName(name, file.kind ?? undefined) !== name) return null;
      received.set(name, file);
    }
    return await transact(
      async (tx) => {
        await lock(tx, first.courseId ? courseLock(first.courseId) : coursesLock);
        const at = now();
        const plan = await planImport(read, target, tx);
        if (plan.digest !== digest) return null;
        const courseId = await applyPackage(tx, { read, plan, partnerId, received, actorId, at });
        const count = (change: string) => plan.lessons.filter((lesson) => lesson.change === change).length;
        const detail = {
          ...{ slug: plan.slug, sha256: asked.sha256, new: count("new"), changed: count("changed") },
          files: plan.files.filter(({ change }) => change === "new").length,
        };
        await audit(tx, {
          actorId,
          action: "course.import",
          subject: `course:${courseId}`,
          detail,
          requestId,
        });
        return { slug: plan.slug };
      },
      { isolation: "ReadCommitted", timeoutMs: 60_000 },
    );
  } finally {
    await Promise.all(discards.map((discard) => discard()));
  }
}
