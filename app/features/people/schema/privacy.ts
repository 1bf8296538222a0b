import { z } from "zod";
import { searchText } from "~/lib/search-text";
import { correctionFields } from "../rules/correction";
import { heldFields } from "../rules/held-field";
import { noticePurposes, optionalPurposes } from "../rules/notice";
import { secretKinds } from "../rules/secret";
import { loggedReason } from "./form-parts";
import { returnPath } from "./sign-in";

const noticeWords = z.string().min(2).max(200);

const noticeField = z.strictObject({
  id: z.enum(heldFields),
  label: noticeWords,
  purpose: noticeWords,
  basis: noticeWords,
  retention: noticeWords,
  source: noticeWords,
  /** Who may see it. */
  seenBy: noticeWords,
});

export type NoticeField = z.infer<typeof noticeField>;

/** The front matter of `content/notices/*.md`. */
export const noticeFrontMatter = z.strictObject({
  purpose: z.enum(noticePurposes),
  version: z.string().regex(/^\d{4}\.\d+$/),
  effectiveOn: z.iso.date(),
  title: noticeWords,
  fields: z.array(noticeField).default([]),
});

export const acknowledgeForm = z.object({ version: z.string().max(20), next: returnPath });

export const consentForm = z.object({ purpose: z.enum(optionalPurposes), give: z.enum(["yes", "no"]) });

/** Error texts are keys of the string table `privacy`. */
export const revealForm = z
  .object({
    kind: z.enum(secretKinds, { error: "error.kindMissing" }),
    usual: loggedReason.max(40).default(""),
    detail: loggedReason.default(""),
  })
  .transform(({ kind, usual, detail }) => ({
    kind,
    reason: [usual, detail].filter((part) => part !== "").join(": "),
  }))
  .refine(({ reason }) => reason.length >= 4, { error: "error.reasonShort", path: ["detail"] });

/** Long enough for any spelling of it; an empty one takes the secret away. */
const secretText = z.string().trim().max(60, "error.secretLong").default("");

export const secretForm = z.object({ kind: z.enum(secretKinds), text: secretText });

const ownPassword = z.string({ error: "error.passwordMissing" }).max(200, "error.passwordLong");

export const payeeForm = z.object({ account: secretText, password: ownPassword });

export const downloadForm = z.object({ password: z.string().max(200, "error.passwordLong").default("") });

export const correctionForm = z.object({
  field: z.enum(correctionFields, { error: "error.fieldMissing" }),
  wanted: z.string().trim().max(500, "error.wantedLong").default(""),
  reason: z
    .string({ error: "error.reasonShort" })
    .trim()
    .min(4, "error.reasonShort")
    .max(500, "error.wantedLong"),
});

export const decisionForm = z.object({
  request: z.uuid(),
  verdict: z.enum(["accept", "decline"]),
  answer: z.string().trim().max(500, "error.wantedLong").default(""),
});

/** The address of HR's queue; what does not fit falls back. */
export const queueSearch = z.object({
  state: z.enum(["open", "accepted", "declined"]).catch("open"),
  search: z
    .string()
    .transform((text) => searchText(text, 40))
    .catch(""),
  sort: z.enum(["oldest", "newest"]).catch("oldest"),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

export const erasureForm = z.discriminatedUnion("act", [
  z.object({ act: z.literal("erase"), sure: z.literal("yes").optional() }),
  z.object({
    act: z.literal("hold"),
    hold: loggedReason.default("").refine((text) => text.length >= 4, "error.reasonShort"),
  }),
  z.object({ act: z.literal("release") }),
]);

/** Input of the rule `people.correction`. */
export const correctionInput = z.strictObject({
  field: z.enum(correctionFields),
  wanted: z.string(),
  today: z.iso.date(),
});

/** Input of the rule `people.erasure`. */
export const erasureInput = z.strictObject({
  leftOn: z.iso.date().nullable(),
  legalHold: z.string(),
  erased: z.boolean(),
  today: z.iso.date(),
});
