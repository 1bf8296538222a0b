import { civilDate, formatDay, type Language } from "~/lib/dates";
import { html, type Html, type Part, trusted } from "~/lib/html";
import { now } from "~/platform/clock.server";
import type { LessonBlock } from "~/platform/mdx/lesson-body";
import { lawReference } from "~/platform/mdx/law-reference";
import { iconMarkup } from "~/ui/icon-markup";
import type { IconName } from "~/ui/icon";
import { plainDocument } from "~/ui/plain-document";
import { checkMarkup, type Check, type CheckProblem } from "./check-markup.server";
import { signedContact } from "./contact.server";
import island from "./lesson-island.ts?worker&url";
import { lessonWords, type Words } from "./lesson-words.server";
import type { LessonPage } from "./read-lesson.server";
import type { LessonRefusal } from "./rules/minutes";
import { offlineLineNames } from "./rules/offline-lines";
import type { PostRefusal } from "./rules/discussion";
import type { Moved } from "./study.server";
import {
  noteMarkup,
  talkMarkup,
  type Discussion,
  type NoteOutcome,
  type Reflection,
} from "./talk-markup.server";

/** Who reads, and how. */
export interface LessonReader {
  personId: string;
  language: Language;
  theme: string | null;
  textSize: TextSize;
  requestId: string;
  /** Whether this person gets credit for reading, may speak, may hide what others said. */
  studies: boolean;
  speaks: boolean;
  moderates: boolean;
}

export const textSizes = ["normal", "large", "huge"] as const;
export type TextSize = (typeof textSizes)[number];

/** What became of the form that this page answers. */
export interface LessonOutcome {
  finished?: {
    refusal: LessonRefusal | null;
    course: { minutes: number; points: number; certificate: string } | null;
  };
  moved?: Moved;
  check?: CheckProblem & { id: string };
  note?: NoteOutcome & { place: string };
  post?: { place: string; refusal: PostRefusal; text: string };
}

/**
 * The whole page of a lesson. It works as it is; its one script only makes it quicker. What can be new after an act is
 * marked `data-part`: the script puts the parts of an answer in the place of those on the screen.
 */
export function lessonDocument(
  lesson: LessonPage,
  reader: LessonReader,
  outcome: LessonOutcome = {},
): string {
  const t = lessonWords(reader.language);
  const { textSize, language, theme, requestId } = reader;
  const body = html`<a class="skip" href="#main">${t("frame.skip")}</a>
    ${bar(lesson, reader, t)}
    <main id="main" class="main main--bare main--foot main--read" tabindex="-1">
      <article
        class="read"
        lang="zh-CN"
        ${reader.studies && !lesson.completed && html` data-study`}
        data-section="${lesson.section}"
        ${reader.studies && html` data-person="${reader.personId}" data-version="${lesson.versionId}" data-contact="${signedContact(reader.personId, now().getTime())}"`}
      >
        ${head(lesson, reader, outcome, t)} ${blocks(lesson, reader, outcome, t)}
        <div data-end></div>
      </article>
    </main>
    ${foot(lesson, reader, outcome, t)}`;
  return plainDocument({
    language,
    theme,
    textSize: textSize === "normal" ? null : textSize,
    requestId,
    title: lesson.title,
    script: island,
    body,
  }).markup;
}

function bar(lesson: LessonPage, { language, studies, textSize }: LessonReader, t: Words): Html {
  const { slug, lessons, title, titleEn } = lesson.course;
  const { sections } = lesson.body;
  const courseTitle = language === "en" ? titleEn : title;
  return html`<header class="bar noprint">
    <div class="bar__row">
      <a
        class="btn btn--icon"
        href="/courses/${slug}"
        aria-label="${t("lesson:backTo", { title: courseTitle })}"
        >${iconMarkup("arrow-left")}</a
      >
      <p class="bar__title" data-part="place">${place(lesson, t)}</p>
      <details class="menu">
        <summary class="btn btn--icon" aria-label="${t("lesson:textSize.label")}">
          ${iconMarkup("text-size")}
        </summary>
        <form class="menu__body menu__sizes" method="post" action="/preferences" data-sizes>
          <input type="hidden" name="next" value="/courses/${slug}/${thisSlug(lesson)}" />${textSizes.map(
            (size) =>
              html`<button
                class="btn text-size--${size}"
                name="textSize"
                value="${size}"
                aria-pressed="${size === textSize ? "true" : "false"}"
              >
                <span>${t(`lesson:textSize.${size}`)}</span>
              </button>`,
          )}
        </form>
      </details>
      <details class="menu">
        <summary class="btn btn--icon" aria-label="${t("lesson:contents")}">${iconMarkup("list")}</summary>
        <nav class="menu__body" aria-label="${t("lesson:contents")}" data-part="contents">
          ${
            sections.length > 0 &&
            html`<p class="menu__head">${t("lesson:inThisLesson")}</p>
              <ol class="menu__list">
                ${sections.map(
                  ({ id, title: text }) =>
                    html`<li data-of="${id}">
                      <a href="#${id}" lang="zh-CN">${text}</a
                      >${studies && html`<span class="ok" data-mark${!lesson.sectionsRead.includes(id) && html` hidden`}>${iconMarkup("check")}<span>${t("lesson:read")}</span></span>`}
                    </li>`,
                )}
              </ol>`
          }
          <p class="menu__head">${courseTitle}</p>
          <ol class="menu__list">
            ${lessons.map(
              (each, index) =>
                html`${each.chapter && each.chapter !== lessons[index - 1]?.chapter && html`<li class="menu__chapter" lang="zh-CN">${each.chapter}</li>`}
                  <li>
                    <a
                      href="/courses/${slug}/${each.slug}"
                      lang="zh-CN"
                      ${index === lesson.position && html` aria-current="page"`}
                      >${index + 1}. ${each.title}</a
                    >${each.completed && html`<span class="ok">${iconMarkup("check")}<span>${t("lesson:done")}</span></span>`}
                  </li>`,
            )}
          </ol>
        </nav>
      </details>
    </div>
    ${studies && sections.length > 0 && ruler(lesson, t)}
  </header>`;
}

const thisSlug = ({ course, position }: LessonPage) => course.lessons[position]?.slug ?? "";

/** Stands in a text for a figure that the script keeps up to date. */
const live = "\u0000";

function withLive(text: string, figure: Html): Html {
  const [before = "", after = ""] = text.split(live);
  return html`${before}${figure}${after}`;
}

function place(lesson: LessonPage, t: Words): Html {
  const { sections } = lesson.body;
  const number = lesson.position + 1;
  if (sections.length === 0)
    return html`${t("lesson:position", { number, of: lesson.course.lessons.length })}`;
  const now =
    Math.max(
      0,
      sections.findIndex(({ id }) => id === lesson.section),
    ) + 1;
  return withLive(
    t("lesson:place", { number, section: live, of: sections.length }),
    html`<span data-now>${now}</span>`,
  );
}

/** A division for each section, as far as they were read to their end. */
function ruler(lesson: LessonPage, t: Words): Html {
  const of = lesson.body.sections.length;
  const done = Math.min(of, lesson.sectionsRead.length);
  return html`<svg
    class="ruler ruler--thin"
    data-part="ruler"
    width="100%"
    height="6"
    role="img"
    aria-label="${t("lesson:sectionsRead", { of, done })}"
    data-label="${t("lesson:sectionsRead", { of, done: "{done}" })}"
  >
    <rect class="ruler__track" width="100%" height="6"></rect>
    <rect class="ruler__done" data-done width="${percent(done, of)}" height="6"></rect>
    ${Array.from(
      { length: of - 1 },
      (_, index) =>
        html`<line
          class="ruler__part"
          x1="${percent(index + 1, of)}"
          x2="${percent(index + 1, of)}"
          y1="-1"
          y2="7"
        ></line>`,
    )}
  </svg>`;
}

const percent = (part: number, total: number) => `${(100 * part) / total}%`;

function head(lesson: LessonPage, reader: LessonReader, outcome: LessonOutcome, t: Words): Html {
  const { language, studies } = reader;
  const { partner } = lesson;
  const left = lesson.body.sections.find(({ id }, index) => index > 0 && id === lesson.section);
  return html`<header class="lesson-head" lang="${language === "en" ? "en" : "zh-CN"}">
      <h1 lang="zh-CN">${lesson.title}</h1>
      <p class="byline">
        ${t("lesson:byline", { partner: language === "en" ? partner.nameEn : partner.name })}<br />${t("lesson:revised", { date: formatDay(civilDate(lesson.updatedOn), language) })}
      </p>
      ${studies && credit(lesson, language, t)}
    </header>
    <div lang="${language === "en" ? "en" : "zh-CN"}" data-part="news">
      ${outcome.moved && notice("done", t("lesson:moved.title", { version: outcome.moved.version }), t("lesson:moved.text", { ...outcome.moved }), "status")}
      ${studies && !outcome.moved && lesson.newer && newerVersion(lesson.newer, t)}
      ${lesson.outdatedLaws.length > 0 && notice("warn", t("lesson:law.title"), t("lesson:law.text", { laws: lesson.outdatedLaws.map((ref) => lawWords(ref, t)).join(t("lesson:law.separator")) }))}
      ${studies && !lesson.completed && left && html`<p class="noprint"><a class="go" href="#${left.id}">${t("lesson:resume", { title: left.title })}${iconMarkup("chevron-right")}</a></p>`}
    </div>
    ${studies && !lesson.completed && beatNotices(t)} ${studies && offlineNotices(t)}`;
}

function credit(lesson: LessonPage, language: Language, t: Words): Html {
  const counted = Math.floor(lesson.studiedMs / 60_000);
  const gap = language === "en" ? " " : "";
  const words = lesson.completed
    ? html`${t("lesson:creditDone", { minutes: lesson.minutes })}`
    : html`${withLive(t("lesson:credit", { minutes: lesson.minutes, counted: live }), html`<span data-counted>${counted}</span>`)}<span
          class="dim"
          >${gap}${t("lesson:creditPause")}${gap}${t("lesson:rule")}</span
        >`;
  return html`<p class="credit" data-part="credit">${iconMarkup("clock")}<span>${words}</span></p>`;
}

function newerVersion(newer: NonNullable<LessonPage["newer"]>, t: Words): Html {
  const { number } = newer;
  return html`<form method="post" action="?index" data-load>
    ${notice(
      "info",
      t("lesson:newer.title", { number }),
      html`<p>${t("lesson:newer.text", { ...newer })}</p>
        <input type="hidden" name="intent" value="move" /><button class="btn mt-3" type="submit">
          <span>${t("lesson:newer.button", { number })}</span>
        </button>`,
    )}
  </form>`;
}

function lawWords(ref: string, t: Words): string {
  const [, article = ""] = ref.split("/");
  return /^\d/.test(article)
    ? t("lesson:law.ref", lawReference(ref))
    : t("lesson:law.ref", { title: ref.split("/")[0] ?? "", article });
}

const noticeIcons = { info: "info", done: "check", warn: "warn" } satisfies Record<string, IconName>;

function notice(kind: keyof typeof noticeIcons, title: string, text: Part, role?: "status" | "alert"): Html {
  return html`<div
    class="notice${kind === "info" ? "" : ` notice--${kind}`}"
    ${role && html` role="${role}"`}
  >
    ${iconMarkup(noticeIcons[kind])}
    <div><b>${title}</b>${typeof text === "string" ? html`<p>${text}</p>` : text}</div>
  </div>`;
}

/** What the script shows when time does not count, and without a script, why it hardly does. */
function beatNotices(t: Words): Html {
  return html`<div class="noprint" role="status" data-beat-notices>
      ${(["held", "offline", "signed-out", "resting"] as const).map(
        (state) =>
          html`<div data-beat="${state}" hidden>
            ${notice(
              "warn",
              t(`lesson:beat.${state}.title`),
              html`<p>${t(`lesson:beat.${state}.text`)}</p>
                ${
                  state === "held"
                    ? html`<button class="btn mt-3" type="button" data-claim>
                        <span>${t("lesson:beat.claim")}</span>
                      </button>`
                    : state === "signed-out" &&
                      html`<a class="btn mt-3" href="/login" target="_blank"
                        ><span>${t("lesson:beat.signIn")}</span></a
                      >`
                }`,
            )}
          </div>`,
      )}
    </div>
    <noscript><p class="note">${t("lesson:noScript")}</p></noscript>`;
}

/** What the script says of what could not be sent: that it waits here, and later what came of it. */
function offlineNotices(t: Words): Html {
  const sums = { n: "{n}", told: "{told}", credited: "{credited}" };
  return html`<div class="noprint" role="status" data-offline-receipt></div>
    <template data-receipt
      >${notice("done", t("offline:receipt"), html`<div data-lines>${offlineLineNames.map((line) => html`<p data-line="${line}">${t(`offline:line.${line}`, sums)}</p>`)}</div>`)}</template
    >
    <template data-kept
      >${notice("info", t("offline:kept.title"), t("offline:kept.text"), "status")}</template
    >
    <template data-unsent
      >${notice("warn", t("lesson:unsent.title"), t("lesson:unsent.text"), "alert")}</template
    >
    <template data-unsent-signed-out
      >${notice(
        "warn",
        t("lesson:unsent.title"),
        html`<p>${t("lesson:unsent.signedOut")}</p>
          <a class="btn mt-3" href="/login" target="_blank"><span>${t("lesson:beat.signIn")}</span></a>`,
        "alert",
      )}</template
    >`;
}

type Segment = Html | { check: Check; untouched: Html } | Reflection | Discussion;

/** The parts of a lesson that are the same for everybody: by version, language and whether one may answer. */
const drawn = new Map<string, Segment[]>();
const keptSegments = 300;

function segments({ versionId, body }: LessonPage, { language, studies }: LessonReader, t: Words): Segment[] {
  const key = `${versionId}/${language}/${studies ? "open" : "read"}`;
  const hit = drawn.get(key);
  if (hit) return hit;
  if (drawn.size >= keptSegments) drawn.delete(drawn.keys().next().value ?? "");
  const made = body.blocks.map((block): Segment => {
    if (block.kind === "html") return html`<div class="read">${trusted(block.html)}</div>`;
    if (block.kind === "check")
      return { check: block, untouched: checkMarkup({ check: block, open: studies, t }) };
    return block;
  });
  drawn.set(key, made);
  return made;
}

function blocks(lesson: LessonPage, reader: LessonReader, outcome: LessonOutcome, t: Words): Html[] {
  return segments(lesson, reader, t).map((segment) => {
    if ("markup" in segment) return segment;
    if ("check" in segment) {
      const { check, untouched } = segment;
      const state = lesson.checks[check.id];
      const problem = outcome.check?.id === check.id ? outcome.check : undefined;
      return state || problem ? checkMarkup({ check, state, problem, open: reader.studies, t }) : untouched;
    }
    return ofPerson(segment, lesson, reader, outcome, t);
  });
}

function ofPerson(
  block: Exclude<LessonBlock, Check | { kind: "html" }>,
  lesson: LessonPage,
  reader: LessonReader,
  outcome: LessonOutcome,
  t: Words,
): Html {
  if (block.kind === "reflection") {
    const sent = outcome.note?.place === block.id ? outcome.note : undefined;
    return noteMarkup({ block, text: lesson.notes[block.id] ?? "", outcome: sent, open: reader.studies, t });
  }
  const problem = outcome.post?.place === block.id ? outcome.post : undefined;
  return talkMarkup(block, lesson.talks[block.id], { ...reader, t }, problem);
}

function foot(lesson: LessonPage, reader: LessonReader, { finished }: LessonOutcome, t: Words): Html {
  const { lessons, slug } = lesson.course;
  const before = lessons[lesson.position - 1];
  const next = lessons[lesson.position + 1];
  const finishes = reader.studies && (!lesson.completed || lesson.courseWaits);
  return html`<footer class="foot noprint" data-part="foot">
    ${finished && html`<div tabindex="-1" class="answer" data-answer>${finishNotice(finished, lesson, t)}</div>`}
    <div class="foot__row">
      ${before && html`<a class="btn btn--icon" href="/courses/${slug}/${before.slug}" aria-label="${t("lesson:previous", { title: before.title })}">${iconMarkup("chevron-left")}</a>`}
      ${
        finishes
          ? html`<form method="post" action="?index" class="foot__next" data-send>
              <input type="hidden" name="intent" value="finish" /><button
                class="btn btn--primary btn--wide"
                type="submit"
              >
                <span>${t(lesson.completed ? "lesson:finishCourse" : "lesson:finish")}</span>
              </button>
            </form>`
          : html`<a class="btn btn--primary btn--wide" href="/courses/${slug}${next ? `/${next.slug}` : ""}"
              ><span>${next ? t("lesson:next", { title: next.title }) : t("lesson:toCourse")}</span></a
            >`
      }
    </div>
  </footer>`;
}

function finishNotice(finished: NonNullable<LessonOutcome["finished"]>, lesson: LessonPage, t: Words): Html {
  const { refusal, course } = finished;
  if (!refusal) {
    const given =
      course &&
      html`<p>
        ${t("lesson:courseFinished", course)}
        <a class="go" href="/certificates/${course.certificate}">${t("lesson:toCertificate")}</a>
      </p>`;
    return notice("done", t("lesson:finished"), given, "status");
  }
  const open = lesson.body.blocks.flatMap((block) =>
    block.kind === "check" && !lesson.checks[block.id]?.passed ? [block.id] : [],
  );
  const missing =
    refusal === "time-short"
      ? html`<p>${t("lesson:missingTime", { count: Math.ceil(lesson.missingMs / 60_000) })}</p>`
      : html`<p><a href="#check-${open[0] ?? ""}">${t("lesson:openChecks", { count: open.length })}</a></p>`;
  return notice("warn", t(`lesson:finishRefusal.${refusal}`), missing, "alert");
}
