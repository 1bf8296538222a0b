import { z } from "zod";
import { importKinds } from "./rules/columns";
import { verdicts } from "./rules/verdict";

const count = z.number().int().nonnegative();

export const runSummary = z.object({
  state: z.enum(["tried", "taken", "dropped", "expired"]),
  summary: z.object({ new: count, changed: count, same: count, refused: count, cleaned: count }),
});

/** What the upload says beside its file. */
export const uploadForm = z.object({ kind: z.enum(importKinds) });

/** What is decided about a dry run. `digest` names the result that was shown. */
export const decisionForm = z.object({
  act: z.enum(["take-all", "take-good", "drop"]),
  digest: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
});

/** The result's address: which rows, which page, and what is about to be done. */
export const resultSearch = z.object({
  show: z
    .enum([...verdicts, "cleaned"])
    .optional()
    .catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
  ask: z.enum(["take-all", "take-good", "drop"]).optional().catch(undefined),
  told: z.enum(["other", "refused-rows"]).optional().catch(undefined),
});

/** Input of the rule `people.id-number`. */
export const idNumberInput = z.strictObject({ idNumber: z.string().max(40) });

/** Input of the rule `exchange.read-cell`: a cell of text in a column of a kind. */
export const cellInput = z.strictObject({
  kind: z.enum(importKinds),
  column: z.string().max(40),
  text: z.string().max(1000),
});
