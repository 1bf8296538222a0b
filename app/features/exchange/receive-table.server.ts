import { readFile } from "node:fs/promises";
import type { FileRefusal } from "~/platform/file-kinds";
import { readMultipart } from "~/platform/multipart.server";
import { limits } from "./read-table.server";

export interface ReceivedTable {
  name: string;
  kind: "xlsx" | "csv";
  sha256: string;
  bytes: Buffer;
}

/** The fields and the table of a posted form; the file is on the disk only while it is read. */
export async function receiveTable(
  request: Request,
): Promise<{ form: FormData; table: ReceivedTable | null; refusal: FileRefusal | "missing" | null }> {
  const { form, files, discard } = await readMultipart(request, {
    ...{ maxBytes: limits.bytes, maxFiles: 1, accept: ["xlsx", "csv"] },
  });
  try {
    const [file] = files;
    if (!file) return { form, table: null, refusal: "missing" };
    const { name, kind, sha256, refusal } = file;
    if (kind !== "xlsx" && kind !== "csv") return { form, table: null, refusal: refusal ?? "type" };
    return { form, table: { name, kind, sha256, bytes: await readFile(file.path) }, refusal: null };
  } finally {
    await discard();
  }
}
