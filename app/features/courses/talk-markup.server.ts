import { randomUUID } from "node:crypto";
import { formatMoment, type Language } from "~/lib/dates";
import { html, type Html, trusted } from "~/lib/html";
import type { LessonBlock } from "~/platform/mdx/lesson-body";
import { iconMarkup } from "~/ui/icon-markup";
import type { Words } from "./lesson-words.server";
import { longestNote, longestPost, mostPosts, type PostRefusal } from "./rules/discussion";
import type { Post, Talk } from "./talk.server";

export type Reflection = Extract<LessonBlock, { kind: "reflection" }>;
export type Discussion = Extract<LessonBlock, { kind: "discussion" }>;

/** What became of a note that was sent: kept, or sent back with its text. */
export type NoteOutcome = { saved: true } | { refusal: "long"; text: string };

/** A private note: only its writer gets it, whatever the role. */
export function noteMarkup(shown: {
  block: Reflection;
  text: string;
  outcome?: NoteOutcome;
  open: boolean;
  t: Words;
}): Html {
  const { block, outcome, open, t } = shown;
  const { id } = block;
  const refused = outcome && "refusal" in outcome ? outcome : null;
  const text = refused?.text ?? shown.text;
  const head = html`<p class="note">${iconMarkup("lock")} ${t("lesson:note.label")}</p>
    <div class="prompt__q" id="p-${id}">${trusted(block.prompt)}</div>`;
  if (!open) return html`<section class="prompt" id="note-${id}">${head}</section>`;
  return html`<section class="prompt" id="note-${id}" data-part="note-${id}">
    <form method="post" action="?index#note-${id}" data-send>
      <input type="hidden" name="intent" value="note" /><input type="hidden" name="place" value="${id}" />
      ${head} ${refused && errorMarkup(id, t("lesson:note.long", { max: longestNote }))}
      <textarea
        class="area"
        name="text"
        rows="5"
        aria-labelledby="p-${id}"
        ${refused && html` aria-invalid="true" aria-describedby="e-${id}"`}
      >
${text}</textarea>
      <p class="btns mt-3">
        <button class="btn" type="submit"><span>${t("lesson:note.save")}</span></button>${
          outcome &&
          "saved" in outcome &&
          html`<span class="ok" role="status"
            >${iconMarkup("check")}<span>${t("lesson:note.saved")}</span></span
          >`
        }
      </p>
    </form>
  </section>`;
}

/** What is needed to show a discussion to somebody. */
export interface TalkReader {
  personId: string;
  language: Language;
  /** Whether this person may say something here, and hide what others say. */
  speaks: boolean;
  moderates: boolean;
  t: Words;
}

/** What is said about a lesson, the newest last, and a place to say something. */
export function talkMarkup(
  block: Discussion,
  talk: Talk | undefined,
  reader: TalkReader,
  problem?: { refusal: PostRefusal; text: string },
): Html {
  const { t } = reader;
  const { id } = block;
  return html`<section class="prompt" id="talk-${id}" data-part="talk-${id}">
    <p class="note">${iconMarkup("users")} ${t("lesson:talk.label")}</p>
    <div class="prompt__q" id="p-${id}">${trusted(block.prompt)}</div>
    ${talk && talk.earlier > 0 && html`<p><a class="go" href="?talk=all#talk-${id}">${t("lesson:talk.earlier", { count: talk.earlier })}</a></p>`}
    ${
      talk
        ? html`<ol class="posts">
            ${talk.posts.map((post) => postMarkup(post, reader))}
          </ol>`
        : html`<p class="mt-3">
            <b>${t("lesson:talk.none")}</b><br /><span class="dim">${t("lesson:talk.noneText")}</span>
          </p>`
    }
    ${
      reader.speaks &&
      html`<form method="post" action="?index#talk-${id}" data-send>
        <input type="hidden" name="intent" value="post" /><input type="hidden" name="place" value="${id}" />
        <input type="hidden" name="id" value="${randomUUID()}" />
        <div class="field${problem ? " field--error" : ""}">
          <label class="field__label" for="t-${id}">${t("lesson:talk.yours")}</label>
          <span class="field__hint" id="h-${id}">${t("lesson:talk.hint", { max: longestPost })}</span>
          ${problem && errorMarkup(id, refusalWords(problem.refusal, t))}
          <textarea
            class="area"
            id="t-${id}"
            name="text"
            rows="3"
            aria-describedby="h-${id}${problem ? ` e-${id}` : ""}"
            ${problem && html` aria-invalid="true"`}
          >
${problem?.text}</textarea>
        </div>
        <p class="btns mt-3">
          <button class="btn" type="submit"><span>${t("lesson:talk.send")}</span></button>
        </p>
      </form>`
    }
  </section>`;
}

function postMarkup(post: Post, { personId, language, moderates, t }: TalkReader): Html {
  const unit = post.unit && (language === "en" ? post.unit.nameEn : post.unit.name);
  const own = post.personId === personId;
  return html`<li class="post" id="post-${post.id}">
    <p class="post__by">
      <b>${post.name ?? t("lesson:talk.nobody")}</b> <span class="dim">${unit}</span>
      <span class="note">${formatMoment(post.postedAt, language)}</span>
    </p>
    ${
      post.hidden
        ? html`<p class="dim">${t("lesson:talk.hidden")}</p>`
        : html`<p class="post__text">${post.text}</p>
            ${
              (own || moderates) &&
              html`<details class="post__act">
                <summary>${t(own ? "lesson:talk.hideOwn" : "lesson:talk.hide")}</summary>
                <form method="post" action="?index" data-send>
                  <p>${t("lesson:talk.sure")}</p>
                  <input type="hidden" name="intent" value="hide" /><input
                    type="hidden"
                    name="post"
                    value="${post.id}"
                  />
                  <button class="btn" type="submit"><span>${t("lesson:talk.doHide")}</span></button>
                </form>
              </details>`
            }`
    }
  </li>`;
}

function errorMarkup(id: string, words: string): Html {
  return html`<p class="field__error" id="e-${id}" role="alert">
    ${iconMarkup("alert")}<span>${words}</span>
  </p>`;
}

function refusalWords(refusal: PostRefusal, t: Words): string {
  switch (refusal) {
    case "empty":
      return t("lesson:talk.refusal.empty");
    case "long":
      return t("lesson:talk.refusal.long", { max: longestPost });
    case "too-many":
      return t("lesson:talk.refusal.too-many", { most: mostPosts });
  }
}
