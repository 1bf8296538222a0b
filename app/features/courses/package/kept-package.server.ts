import type { Tx } from "~/platform/store.server";
import { transact } from "~/platform/transact.server";
import type { ReceivedFile } from "~/platform/multipart.server";
import {
  keepUpload,
  releaseUpload,
  uploadsOf,
  type UploadRow,
  type UploadSubject,
} from "~/platform/uploads.server";

/** The archive that somebody is about to take in: one for each person, until it is taken, dropped, or another comes. */
const subjectOf = (personId: string): UploadSubject => `course-package:${personId}`;

export async function keptPackage(personId: string): Promise<UploadRow | null> {
  const kept = await uploadsOf([subjectOf(personId)]);
  return kept[kept.length - 1] ?? null;
}

export async function keepPackage(personId: string, file: ReceivedFile): Promise<void> {
  const subject = subjectOf(personId);
  await transact(
    async (tx) => {
      const { uploadId } = await keepUpload(tx, file, { ownerId: personId, subject });
      await release(tx, subject, uploadId);
    },
    { isolation: "ReadCommitted" },
  );
}

export async function dropPackage(personId: string): Promise<void> {
  await transact((tx) => release(tx, subjectOf(personId), null));
}

async function release(tx: Tx, subject: UploadSubject, but: string | null): Promise<void> {
  const uses = await tx.uploadUse.findMany({ where: { subject }, select: { uploadId: true } });
  for (const { uploadId } of uses) if (uploadId !== but) await releaseUpload(tx, uploadId, subject);
}
