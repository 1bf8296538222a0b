import { html, type Html, trusted } from "~/lib/html";
import type { LessonBlock } from "~/platform/mdx/lesson-body";
import { iconMarkup } from "~/ui/icon-markup";
import type { CheckState } from "./check-state.server";
import type { Words } from "./lesson-words.server";

export type Check = Extract<LessonBlock, { kind: "check" }>;

/** An answer that was sent back: why, and what it was. */
export interface CheckProblem {
  refusal: "empty" | "order";
  chosen: readonly string[];
}

interface Shown {
  check: Check;
  state?: CheckState;
  problem?: CheckProblem;
  /** Whether this person may answer. */
  open: boolean;
  t: Words;
}

/** One check of a lesson: a form until it is right, then the answer with what is said about each option. */
export function checkMarkup(shown: Shown): Html {
  const { check, state, problem, t } = shown;
  const { id } = check;
  const answering = shown.open && !state?.passed;
  const question = html`<p class="note">${t(`lesson:check.${check.type}`)}</p>
    <div class="quiz__q" id="q-${id}">${trusted(check.stem)}</div>`;
  if (!answering) {
    return section(id, html`${question}${settled(shown)}${feedbackMarkup(shown)}`);
  }
  return section(
    id,
    html`<form method="post" action="?index#check-${id}" data-send>
      <input type="hidden" name="intent" value="check" /><input type="hidden" name="check" value="${id}" />
      <div role="group" aria-labelledby="q-${id}" ${problem && html` aria-describedby="e-${id}"`}>
        ${question}
        ${problem && html`<p class="field__error" id="e-${id}" role="alert">${iconMarkup("alert")}<span>${problem.refusal === "order" ? t("lesson:order.refusal", { count: check.options.length }) : t("lesson:emptyAnswer")}</span></p>`}
        ${controls(shown)}
      </div>
      ${feedbackMarkup(shown)}
      <p class="btns mt-4">
        <button class="btn" type="submit">
          <span>${t(state ? "lesson:check.again" : "lesson:check.hand")}</span>
        </button>
      </p>
    </form>`,
  );
}

function section(id: string, inside: Html): Html {
  return html`<section class="quiz" id="check-${id}" data-part="check-${id}">${inside}</section>`;
}

/** The controls of an open check, with the last answer in them. */
function controls({ check, state, problem, t }: Shown): Html {
  const chosen = problem?.chosen ?? state?.chosen ?? [];
  if (check.type === "fill") {
    return html`<input
      class="input mt-3"
      name="text"
      maxlength="200"
      autocomplete="off"
      aria-labelledby="q-${check.id}"
      value="${chosen[0] ?? ""}"
    />`;
  }
  if (check.type === "ordering") {
    const options = inOrder(check, chosen);
    return html`<ol class="opts order" data-order>
      ${options.map(
        ({ key, html: text }, index) =>
          html`<li
            class="opt opt--one order__it"
            data-key="${key}"
            data-up="${t("lesson:order.up", { option: key })}"
            data-down="${t("lesson:order.down", { option: key })}"
          >
            <span class="opt__k">${key}</span><span>${trusted(text)}</span>
            <select
              class="select order__n"
              name="place_${key}"
              aria-label="${t("lesson:order.place", { option: key })}"
            >
              ${options.map(
                (_, place) =>
                  html`<option value="${place + 1}" ${place === index && html` selected`}>
                    ${place + 1}
                  </option>`,
              )}
            </select>
          </li>`,
      )}
    </ol>`;
  }
  const kind = check.type === "multiple" ? "checkbox" : "radio";
  return html`<div class="opts">
    ${check.options.map(
      ({ key, html: text }) =>
        html`<label class="opt ${kind === "radio" ? "opt--one" : "opt--multi"}"
          ><input
            type="${kind}"
            name="chosen"
            value="${key}"
            ${chosen.includes(key) && html` checked`}
          /><span class="opt__k">${key}</span><span>${trusted(text)}</span></label
        >`,
    )}
  </div>`;
}

/** The options as text: the check was passed, or this person only reads. */
function settled({ check, state, t }: Shown): Html {
  const chosen = state?.chosen ?? [];
  if (check.type === "fill") {
    return html`${chosen[0] !== undefined && html`<p class="mt-3"><span class="dim">${t("lesson:fill.yours")}</span> <b>${chosen[0]}</b></p>`}`;
  }
  const ordering = check.type === "ordering";
  const right = new Map(state?.feedback.map((each) => [each.key, each.right]));
  const options = ordering ? inOrder(check, state?.order ?? []) : check.options;
  const shape = check.type === "multiple" ? "opt--multi" : "opt--one";
  return html`${ordering && state?.passed && html`<p class="dim mt-3">${t("lesson:order.right")}</p>`}
    <div class="opts" role="list">
      ${options.map(({ key, html: text }) => {
        const own = chosen.includes(key);
        const mark = ordering || !state?.passed || !own ? null : right.get(key) ? "right" : "wrong";
        return html`<div
          role="listitem"
          class="opt ${shape}${mark ? ` is-${mark}` : !ordering && own ? " is-chosen" : ""}"
        >
          <span class="opt__k">${key}</span
          ><span
            >${trusted(text)}${
              mark === "right"
                ? html`<span class="opt__mark ok">${iconMarkup("check")} ${t("lesson:check.right")}</span>`
                : mark &&
                  html`<span class="opt__mark dim">${iconMarkup("turn")} ${t("lesson:check.wrong")}</span>`
            }</span
          >
        </div>`;
      })}
    </div>`;
}

function feedbackMarkup({ state, t }: Shown): Html | null {
  if (!state) return null;
  return html`<div class="feedback" role="status" tabindex="-1">
    <p>
      ${
        state.right
          ? html`<span class="ok">${iconMarkup("check")}<span>${t("lesson:check.isRight")}</span></span>`
          : html`<b>${t("lesson:check.isWrong")}</b>`
      }
    </p>
    ${state.feedback.map(({ key, why }) => why && html`<p>${key && html`<b>${key}</b> `}${why}</p>`)}
  </div>`;
}

/** Options in an order of keys; those that it does not name follow. */
function inOrder(check: Check, keys: readonly string[]): Check["options"] {
  const place = (key: string) => (keys.includes(key) ? keys.indexOf(key) : keys.length);
  return [...check.options].sort((a, b) => place(a.key) - place(b.key));
}
