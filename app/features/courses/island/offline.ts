import {
  forgetForm,
  keepForm,
  keepMinutes,
  placeOf,
  reportsOf,
  type KeptReport,
} from "../offline/report-queue";
import { lostTexts, sendReports, type Settled } from "../offline/send-reports";
import { offlineLines } from "../rules/offline-lines";
import { failedSends, type FormFields } from "./failed-sends";
import { takeParts, tell } from "./forms";

/** Which forms wait for the network; what is said to others is sent while one sees the discussion. */
const waiting = /^(check|note|finish)\//;
/** Typing is kept soon, but not with every key. */
const typingMs = 400;

/** Contacts begin with their moment, in milliseconds. */
const later = (one: string, other: string) => (parseInt(other, 10) > parseInt(one, 10) ? other : one);

/**
 * Keeps minutes, answers and notes in IndexedDB while there is no network, and sends them when it returns: on `online`,
 * when the page is opened, looked at again, or a beat gets through. Needs no service worker.
 */
export function workOffline(article: HTMLElement, onParts: () => void): void {
  const { person = "", version = "" } = article.dataset;
  const [course = "", lesson = ""] = location.pathname.split("/").slice(2);
  const contactPlace = `nuanxin.contact.${person}`;
  let contact = article.dataset.contact ?? "";
  try {
    contact = later(contact, localStorage.getItem(contactPlace) ?? "");
  } catch {
    // Storage can be forbidden: then the contact is the page itself.
  }
  const place = () => ({ person, course, lesson, version, since: contact });

  failedSends.onContact = (said) => {
    contact = later(contact, said);
    try {
      localStorage.setItem(contactPlace, contact);
    } catch {
      // As above.
    }
  };
  failedSends.onBeatFailed = ({ ms, section, read }) =>
    void keepMinutes(place(), { ms, section, read }).catch(() => {});
  failedSends.onFormFailed = (fields) =>
    waiting.test(placeOf(fields))
      ? keepForm(place(), fields).then(
          () => true,
          () => false,
        )
      : Promise.resolve(false);
  failedSends.onFormSent = (fields) => void forgetForm(place(), placeOf(fields)).catch(() => {});
  failedSends.beforeBeat = flush;

  let typing: number | undefined;
  article.addEventListener("input", ({ target }) => {
    const form = target instanceof HTMLTextAreaElement ? target.form : null;
    if (!form || navigator.onLine) return;
    clearTimeout(typing);
    typing = window.setTimeout(() => {
      // The network is back: what was sent until now is not sent again as another note.
      if (navigator.onLine) return;
      const fields = fieldsOf(form);
      void failedSends.onFormFailed(fields).then((kept) => kept && tell(form, "[data-kept]"));
    }, typingMs);
  });

  async function flush() {
    const settled = await sendReports(person).catch((): Settled[] => []);
    if (settled.length === 0) return;
    showReceipt(settled);
    const here = settled.filter(({ report }) => report.course === course && report.lesson === lesson);
    if (here.length > 0) await refresh(here.map(({ report }) => report));
    onParts();
  }

  addEventListener("online", () => void flush());
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) void flush();
  });
  void restore(person, course, lesson).then(flush);
}

/** The page as the server has it now, where something of it was waiting. What was typed since then stays. */
async function refresh(reports: KeptReport[]) {
  const parts = reports.flatMap(({ what }) => {
    if (what.kind === "minutes") return [];
    const form = formOf(what.fields);
    if (!form || JSON.stringify(fieldsOf(form)) !== JSON.stringify(what.fields)) return [];
    return [what.place.replace("/", "-")];
  });
  const response = await fetch(location.pathname, { headers: { "X-Nuanxin-Background": "1" } }).catch(
    () => null,
  );
  if (!response?.ok) return;
  takeParts(new DOMParser().parseFromString(await response.text(), "text/html"), parts);
}

/** Puts back into the forms what waits, and says so. */
async function restore(person: string, course: string, lesson: string) {
  for (const { what, ...report } of await reportsOf(person).catch(() => [])) {
    if (what.kind !== "form" || report.course !== course || report.lesson !== lesson) continue;
    const form = formOf(what.fields);
    if (!form) continue;
    for (const [name, value] of what.fields) {
      for (const field of Array.from(form.elements)) {
        if (field instanceof HTMLInputElement && /radio|checkbox/.test(field.type)) {
          if (field.name === name && field.value === value) field.checked = true;
        } else if (
          (field instanceof HTMLInputElement && field.type !== "hidden") ||
          field instanceof HTMLTextAreaElement ||
          field instanceof HTMLSelectElement
        ) {
          if (field.name === name) field.value = value;
        }
      }
    }
    tell(form, "[data-kept]");
  }
}

const fieldsOf = (form: HTMLFormElement): FormFields =>
  Array.from(new FormData(form)).map(([name, value]) => [name, String(value)]);

function formOf(fields: FormFields): HTMLFormElement | undefined {
  const wanted = placeOf(fields);
  const forms = Array.from(document.querySelectorAll<HTMLFormElement>("form[data-send]"));
  return forms.filter((form) => placeOf(fieldsOf(form)) === wanted)[0];
}

/** Says what came of it. A text that the server did not take stands below, so that it can be copied. */
function showReceipt(settled: Settled[]) {
  const room = document.querySelector("[data-offline-receipt]");
  const words = document.querySelector<HTMLTemplateElement>("template[data-receipt]");
  const lines = offlineLines(settled.map(({ receipt }) => receipt));
  if (!room || !words || lines.length === 0) return;
  const told = words.content.cloneNode(true) as DocumentFragment;
  const list = told.querySelector("[data-lines]");
  const texts = Array.from(told.querySelectorAll<HTMLElement>("[data-line]"));
  for (const text of texts) text.remove();
  for (const { line, n, told: minutes, credited } of lines) {
    const text = texts.filter(({ dataset }) => dataset.line === line)[0];
    if (!text) continue;
    text.textContent = (text.textContent ?? "")
      .replace("{n}", String(n))
      .replace("{told}", String(minutes))
      .replace("{credited}", String(credited));
    list?.append(text);
  }
  for (const text of lostTexts(settled)) {
    const area = document.createElement("pre");
    area.className = "lost";
    area.textContent = text;
    list?.append(area);
  }
  room.append(told);
}
