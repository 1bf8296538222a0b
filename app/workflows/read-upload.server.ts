import { can, type Grant } from "~/platform/access";
import { readUpload, type UploadRow } from "~/platform/uploads.server";

/** Who may see what an upload belongs to, by the kind of its subject ("agreement:<id>"). */
const mayRead: Record<string, (grants: readonly Grant[], id: string) => boolean | Promise<boolean>> = {
  // Whoever reads the partners reads what was agreed with them.
  agreement: (grants) => can(grants, "partners:read"),
};

/** Whether somebody may see one of the subjects that use the upload. */
export async function mayReadUpload(
  me: { grants: readonly Grant[] },
  upload: { subjects: readonly string[] },
): Promise<boolean> {
  for (const subject of upload.subjects) {
    const at = subject.indexOf(":");
    const kind = subject.slice(0, at);
    const check = Object.hasOwn(mayRead, kind) ? mayRead[kind] : undefined;
    if (await check?.(me.grants, subject.slice(at + 1))) return true;
  }
  return false;
}

/** An upload that somebody may see, or null. */
export async function uploadFor(me: { grants: readonly Grant[] }, id: string): Promise<UploadRow | null> {
  const upload = await readUpload(id);
  return upload && (await mayReadUpload(me, upload)) ? upload : null;
}
