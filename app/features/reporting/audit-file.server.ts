import type { TFunction } from "i18next";
import { fileKinds } from "~/platform/file-kinds";
import { streamCsv, streamXlsx } from "~/platform/sheet-stream.server";
import { auditHead, auditLine } from "./audit-sheet";
import type { AuditExtract } from "./audit-trail.server";
import { actorWords } from "./audit-words";

export type AuditFormat = "xlsx" | "csv" | "jsonl";

/** An extract of the log as a file, written while it is read. JSON Lines have the rows as they were stored. */
export function auditFile(
  { count, batches }: AuditExtract,
  format: AuditFormat,
  words: TFunction<["audit", "common"]>,
): { mime: string; chunks: AsyncGenerator<Uint8Array> } {
  const t = remembered(words);
  if (format === "jsonl") return { mime: "application/jsonl; charset=utf-8", chunks: lines() };
  const sheet = async function* () {
    for await (const { rows, names } of batches()) yield rows.map((row) => auditLine(t, row, names));
  };
  const { mime } = fileKinds[format];
  if (format === "csv") return { mime, chunks: streamCsv(auditHead(t), sheet()) };
  return { mime, chunks: streamXlsx(auditHead(t), sheet(), { count }) };

  async function* lines() {
    for await (const { rows, names } of batches()) {
      const texts = rows.map((row) =>
        JSON.stringify({ ...row, seq: Number(row.seq), actor: row.actorId && actorWords(t, row, names) }),
      );
      yield Buffer.from(`${texts.join("\n")}\n`);
    }
  }
}

/** Looks each text up once: a long extract asks for the same few a million times. None of them inserts anything. */
function remembered(t: TFunction<["audit", "common"]>): TFunction<["audit", "common"]> {
  const known = new Map<string, string>();
  const look = (key: string, options?: object) => {
    let text = known.get(key);
    if (text === undefined) known.set(key, (text = String(t(key as "audit:file", options as undefined))));
    return text;
  };
  return look as typeof t;
}
