import { createHash } from "node:crypto";
import { now } from "~/platform/clock.server";
import type { Tx } from "~/platform/store.server";
import { transact } from "~/platform/transact.server";
import { examFiles } from "./exam-files.server";
import type { QuestionItem } from "./schema";

/** Brings `content/questions` into the store: a changed item becomes its next version; the same files change nothing. */
export async function syncQuestions(): Promise<{ added: number }> {
  const { questions } = await examFiles();
  const items = questions.flatMap((bank) => bank.items);
  const added = await transact(async (tx) => {
    const kept = await tx.question.findMany({
      where: { code: { in: items.map((item) => item.code) } },
      include: { versions: { orderBy: { number: "desc" }, take: 1, select: { number: true, hash: true } } },
    });
    const byCode = new Map(kept.map((row) => [row.code, row]));
    let count = 0;
    for (const item of items) count += await syncItem(tx, item, byCode.get(item.code));
    return count;
  });
  return { added };
}

interface Kept {
  id: string;
  versions: { number: number; hash: string }[];
}

async function syncItem(tx: Tx, item: QuestionItem, kept: Kept | undefined): Promise<number> {
  const { code, kind, pool, topic, stem, options, answer, explanation, level } = item;
  const hash = createHash("sha256").update(JSON.stringify(item)).digest("hex");
  const newest = kept?.versions[0];
  if (newest?.hash === hash) return 0;
  const data = { code, kind, pool, topic };
  const question = kept
    ? await tx.question.update({ where: { id: kept.id }, data })
    : await tx.question.create({ data });
  const number = (newest?.number ?? 0) + 1;
  const version = { number, stem, options, answer, explanation, level, hash, createdAt: now() };
  await tx.questionVersion.create({ data: { questionId: question.id, ...version } });
  return 1;
}
