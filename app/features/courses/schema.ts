import { z } from "zod";
import { sentOrder } from "./rules/sent-order";
import { searchText } from "~/lib/search-text";
import { hasLongNumber } from "~/features/people/rules/long-number";
import { hourRanges, progressStates } from "./rules/catalogue";
import { courseKinds, courseStates, isReservedLesson, mostChapters, slugOf } from "./rules/course";
import { courseFileShape } from "./rules/course-file";
import { lawConcerns } from "./rules/law-age";

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** `content/courses/<slug>/course.yaml`. */
export const courseFile = z.strictObject({
  slug,
  position: z.int().positive(),
  kind: z.enum(["job", "exam"]),
  title: z.string().min(1),
  titleEn: z.string().min(1),
  summary: z.string().min(1),
  summaryEn: z.string().min(1),
  /** Code of the partner's unit. */
  partner: slug,
  partnerPart: z.string().min(1),
  /** In order; lessons that no chapter names stand before the first. */
  chapters: z
    .array(z.strictObject({ title: z.string().trim().min(1).max(60), lessons: z.array(slug) }))
    .max(mostChapters)
    .optional(),
  /** Lessons that were taken out of the course. */
  retired: z.array(slug).optional(),
  /** What files were called when they were added, where it is another name than under `files/`. */
  fileNames: z.record(z.string().regex(courseFileShape), z.string().min(1).max(120)).optional(),
});
export type CourseFile = z.infer<typeof courseFile>;

/** Names a browser; it is not a secret and identifies nobody. */
const deviceId = z.string().regex(/^[a-z0-9-]{8,40}$/);

const sectionId = z.string().max(200);
export const beat = z.object({
  device: deviceId,
  claim: z.boolean(),
  /** The section on the screen, and those that were read to their end. */
  section: sectionId.default(""),
  read: z.array(sectionId).max(200).default([]),
});

const multiline = z
  .string()
  .transform((text) => text.replaceAll("\r\n", "\n").trim())
  .pipe(z.string().regex(/^[^\0]*$/))
  .default("");

/** The forms of a lesson's page. An ordering check sends `place_A=2` and so on besides: `rules/sent-order`. */
export const lessonForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("check"),
    check: slug,
    chosen: z
      .array(z.string().regex(/^[A-Z]$/))
      .max(26)
      .default([]),
    /** What was typed into a fill check. */
    text: z.string().max(1000).optional(),
    device: deviceId.optional(),
  }),
  z.object({ intent: z.literal("finish") }),
  z.object({ intent: z.literal("move") }),
  z.object({ intent: z.literal("note"), place: slug, text: multiline }),
  z.object({ intent: z.literal("post"), place: slug, id: z.uuid(), text: multiline }),
  z.object({ intent: z.literal("hide"), post: z.uuid() }),
]);
export type LessonAct = z.infer<typeof lessonForm>;

/** What a page tells of the time without a network: how long it was read, or a form as it would have been sent. */
const ofReport = {
  person: z.uuid(),
  /** Made by the device: the same key is the same report. */
  key: z.uuid(),
  /** The version that was read. */
  version: z.uuid(),
  /** The last contact with the server before it, as the server signed it. */
  since: z.string().max(60),
};
export const offlineReport = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("minutes"),
    ...ofReport,
    toldMs: z
      .int()
      .nonnegative()
      .max(7 * 24 * 60 * 60_000),
    section: sectionId.default(""),
    read: z.array(sectionId).max(200).default([]),
  }),
  z.object({
    kind: z.literal("form"),
    ...ofReport,
    fields: z.array(z.tuple([z.string().max(100), z.string().max(100_000)])).max(60),
  }),
]);
export type OfflineReportBody = z.infer<typeof offlineReport>;

/** What a form answers to its check, whatever its kind; null when an order does not use each number once. */
export function chosenIn(act: LessonAct, fields: Iterable<readonly [string, unknown]>): string[] | null {
  if (act.intent !== "check") return [];
  const all = [...fields];
  if (all.some(([name]) => name.startsWith("place_"))) return sentOrder(all);
  if (act.text !== undefined) return act.text.trim() === "" ? [] : [act.text];
  return act.chosen;
}

/**
 * The text of a lesson: line breaks as one character, and without what no database keeps. Its size is not settled here:
 * a text that is too long is refused with what was typed, not as a broken form.
 */
const lessonText = z.string().transform((text) =>
  text
    .replace(/\r\n?/g, "\n")
    .replaceAll("\0", "")
    .replace(/\p{Cs}/gu, "\uFFFD"),
);

/** What a text was based on: a newer one in the store is a conflict. */
const draftBasis = { versionId: z.uuid(), revision: z.coerce.number().int().positive() };

/** The editor's form; `fix:4:12` does what the finding in line 4, column 12 offers. */
export const draftForm = z.object({
  intent: z.enum(["save", "submit", "preview"]).or(z.string().regex(/^fix:\d{1,5}:\d{1,6}$/)),
  ...draftBasis,
  source: lessonText.default(""),
});

/** Which of two texts shall stand; `source` is the one put together by hand. */
export const conflictForm = z.object({
  intent: z.enum(["mine", "theirs", "merged"]),
  ...draftBasis,
  mine: lessonText.default(""),
  source: lessonText.default(""),
});

/** What the editor sends by itself. `person` is who typed it. */
export const draftBody = z.object({
  person: z.uuid(),
  ...draftBasis,
  kind: z.enum(["auto", "hand", "choice"]),
  source: lessonText,
  aside: lessonText.optional(),
});

export const previewBody = z.object({ source: lessonText });

export const restoreForm = z.object({ from: z.string().regex(/^\d{1,6}\.\d{1,9}$/), ...draftBasis });

/** Two texts of the history, `<version>.<revision>`, and the page of the list. */
export const historyFilter = z.object({
  old: z.string().max(20).catch(""),
  fresh: z.string().max(20).catch(""),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
});

/** The forms of a lesson's review. A comment's text and a note are measured by the page, which keeps what was typed. */
export const reviewForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.enum(["approve", "ask"]), ...draftBasis, note: multiline }),
  z.object({
    intent: z.literal("comment"),
    ...draftBasis,
    /** Made with the page, so that a form sent twice is one comment. */
    id: z.uuid(),
    line: z.coerce.number().int().min(1).max(100_000),
    text: multiline,
  }),
  z.object({ intent: z.enum(["resolve", "reopen"]), comment: z.uuid() }),
  z.object({ intent: z.literal("withdraw"), versionId: z.uuid() }),
]);
export type ReviewAct = z.infer<typeof reviewForm>;

/** The block on which one comments. */
export const reviewPlace = z.object({
  line: z.coerce.number().int().min(1).max(100_000).nullable().catch(null),
});

/** Two texts to compare: a version's number, or `<version>.<revision>` of the history. */
const textKey = z
  .string()
  .regex(/^[1-9]\d{0,5}(\.[1-9]\d{0,8})?$/)
  .nullable()
  .catch(null);
export const compareFilter = z.object({ from: textKey.default(null), to: textKey.default(null) });

/** The list of laws that somebody has to look at again. */
export const lawFilter = z.object({
  q: z
    .string()
    .transform((text) => searchText(text, 60))
    .catch(""),
  concern: z.enum(lawConcerns).nullable().catch(null),
  sort: z.enum(["urgent", "law", "lesson"]).catch("urgent"),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
});
export type LawFilter = z.infer<typeof lawFilter>;

/** Input of the rule `courses.minutes`. */
export const minutesInput = z.strictObject({
  lessons: z.array(
    z.object({
      statedMinutes: z.int().positive(),
      checks: z.int().nonnegative().default(0),
      checksPassed: z.int().nonnegative().default(0),
      beats: z.array(
        z.object({
          at: z.iso.datetime({ offset: true }),
          device: z.string(),
          claim: z.boolean().default(false),
        }),
      ),
    }),
  ),
});

/** Input of the rule `courses.review`. */
export const reviewInput = z.strictObject({
  state: z.enum(["draft", "in-review", "changes-asked", "published"]),
  act: z.enum(["save", "submit", "withdraw", "approve", "ask"]),
  own: z.boolean().default(false),
  changed: z.boolean().default(false),
  note: z.string().default(""),
  openComments: z.int().nonnegative().default(0),
});

/** Input of the rule `courses.place-comment`. */
export const placeCommentInput = z.strictObject({
  comment: z.object({ line: z.int().positive(), quote: z.string() }),
  blocks: z.array(z.object({ line: z.int().positive(), quote: z.string() })),
});

/** Input of the rule `courses.law-age`. */
export const lawAgeInput = z.strictObject({
  today: z.iso.date(),
  checkedOn: z.iso.date(),
  validUntil: z.iso.date().nullable().default(null),
});

/** The workshop's list of courses: what is looked for, and in which order. */
export const workshopFilter = z.object({
  q: z
    .string()
    .transform((text) => searchText(text, 60))
    .catch(""),
  state: z.enum(courseStates).nullable().catch(null),
  sort: z.enum(["position", "title", "waiting"]).catch("position"),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
});
export type WorkshopFilter = z.infer<typeof workshopFilter>;

/** Error texts are keys below `error` of the string table `workshop`. */
const words = (most: number) =>
  z
    .string({ error: "missing" })
    .trim()
    .min(1, "missing")
    .max(most, "long")
    .regex(/^[^\p{Cc}\p{Cf}]*$/u, "signs");
const address = z.string().max(200, "long").transform(slugOf).default("");

const courseText = {
  kind: z.enum(courseKinds, { error: "missing" }),
  title: words(60),
  titleEn: words(120),
  summary: words(300),
  summaryEn: words(600),
  partnerPart: words(200),
};

/** `id` is made with the page, so that a form sent twice makes one course. */
export const newCourseForm = z.object({
  id: z.uuid(),
  partner: z.uuid({ error: "missing" }),
  slug: address,
  ...courseText,
});
const loose = z.string();
/** `was` is the text that the page came with, as JSON: somebody else may have written since. */
export const editCourseForm = z.object({
  ...courseText,
  was: z
    .string()
    .max(10_000)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue("was");
        return z.NEVER;
      }
    })
    .pipe(
      z.object({
        kind: z.enum(courseKinds),
        ...{ title: loose, titleEn: loose, summary: loose, summaryEn: loose, partnerPart: loose },
      }),
    ),
});

export const courseStateForm = z.object({ to: z.enum(["open", "retired"]) });

export const newLessonForm = z.object({
  id: z.uuid(),
  title: words(60),
  slug: address.refine((text) => !isReservedLesson(text), "reserved"),
  minutes: z.coerce.number({ error: "minutes" }).int("minutes").min(1, "minutes").max(180, "minutes"),
  chapter: z.uuid().optional(),
});

const order = z.coerce.number().int().min(0).max(200);
/** The acts on a course's page; a place is said absolutely, so that sent twice it is the same place. */
export const outlineForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("add-chapter"), id: z.uuid(), title: words(60) }),
  z.object({ intent: z.literal("rename-chapter"), id: z.uuid(), was: z.string(), title: words(60) }),
  z.object({ intent: z.literal("remove-chapter"), id: z.uuid() }),
  z.object({ intent: z.literal("place-chapter"), id: z.uuid(), index: order }),
  z.object({
    intent: z.literal("place-lesson"),
    id: z.uuid(),
    /** Empty is no chapter. */
    chapter: z.uuid().optional(),
    index: order.default(200),
  }),
  z.object({ intent: z.enum(["retire-lesson", "bring-back-lesson"]), id: z.uuid() }),
]);
export type OutlineAct = z.infer<typeof outlineForm>;

export const courseFileForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("add") }),
  z.object({ intent: z.literal("remove"), name: z.string().regex(courseFileShape) }),
]);

/** The list of a course's files. */
export const courseFileFilter = z.object({
  q: z
    .string()
    .transform((text) => searchText(text, 60).toLowerCase())
    .catch(""),
  group: z.enum(["picture", "film", "sound", "document", "captions"]).nullable().catch(null),
  sort: z.enum(["added", "name", "size"]).catch("added"),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
});
export type CourseFileFilter = z.infer<typeof courseFileFilter>;

export const wordForm = z.object({
  id: z.uuid(),
  title: z.string().trim().max(60, "long").default(""),
  slug: address.refine((text) => !isReservedLesson(text), "reserved"),
  chapter: z.uuid().optional(),
});

const wordLosses = [
  ...(["colours", "textBoxes", "changes", "comments", "margins", "formulas", "charts"] as const),
  ...(["pictures", "merged", "links", "undescribed", "headings"] as const),
] as const;
/** What came of a Word file, in the address of the page that says so: "colours.3 links.1". */
export const wordReport = z.object({
  lesson: slug.nullable().catch(null),
  lost: z
    .string()
    .max(400)
    .transform((text) =>
      text.split(" ").flatMap((part) => {
        const [name, count] = part.split(".");
        const loss = wordLosses.find((each) => each === name);
        return loss && /^[1-9]\d{0,5}$/.test(count ?? "") ? [{ loss, count: Number(count) }] : [];
      }),
    )
    .catch([]),
});

export const packageForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("try"), partner: z.uuid({ error: "missing" }), slug: address }),
  z.object({
    intent: z.literal("take"),
    partner: z.uuid(),
    slug: address,
    digest: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  z.object({ intent: z.literal("drop") }),
]);

/** What `course_completion.evidence` says of the versions that were studied; the rest of it is left out. */
export const completionEvidence = z.object({
  lessons: z.array(z.object({ lesson: z.string(), version: z.number() })),
});

/** A reason that the log keeps for ever: no ID number, no account. */
const loggedReason = z
  .string({ error: "error.reasonMissing" })
  .trim()
  .min(4, "error.reasonShort")
  .max(200, "error.reasonLong")
  .refine((text) => !hasLongNumber(text), "error.reasonNumber");

export const revokeCertificateForm = z.object({
  reason: loggedReason,
  confirmed: z
    .literal("yes")
    .optional()
    .transform((answer) => answer !== undefined),
});

/** The catalogue: what is looked for, shown and in which order. `hits` is the page of what stands in lessons. */
export const catalogueFilter = z.object({
  q: z
    .string()
    .transform((text) =>
      text
        .replace(/[\p{Cc}\p{Cs}]/gu, " ")
        .normalize("NFC")
        .trim(),
    )
    .catch(""),
  topic: slug.nullable().catch(null),
  partner: slug.nullable().catch(null),
  hours: z.enum(hourRanges).nullable().catch(null),
  kind: z.enum(courseKinds).nullable().catch(null),
  state: z.enum(progressStates).nullable().catch(null),
  sort: z.enum(["position", "title", "shortest", "longest"]).catch("position"),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
  hits: z.coerce.number().int().min(1).max(1000).catch(1),
});
export type CatalogueFilter = z.infer<typeof catalogueFilter>;

/** For whom and into which address the kept archive is tried. */
export const packageSearch = z.object({
  partner: z.uuid().nullable().catch(null),
  slug: z.string().max(200).transform(slugOf).catch(""),
  told: z.literal("other").nullable().catch(null),
});
