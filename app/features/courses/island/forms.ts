import { failedSends } from "./failed-sends";

/** Parts that every act may change, besides the one that the form stands in. */
const common = ["place", "contents", "ruler", "credit", "news", "foot"];

/**
 * Sends the lesson's forms without loading the page: the parts that changed are taken from the answer. What was typed
 * anywhere else stays; when nothing comes back, so does what was sent. Returns nothing; `onParts` runs after a change.
 */
export function sendForms(device: string, onParts: () => void): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset.send === undefined) return;
    event.preventDefault();
    const button = form.querySelector<HTMLButtonElement>("button[type=submit]");
    if (button?.getAttribute("aria-busy")) return;
    button?.setAttribute("aria-busy", "true");
    void send(form, device)
      .then((answer) => {
        if (answer) showAnswer(form, answer);
        if (answer) onParts();
      })
      .finally(() => button?.removeAttribute("aria-busy"));
  });
}

async function send(form: HTMLFormElement, device: string): Promise<Document | null> {
  const fields = Array.from(new FormData(form)).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  const isCheck = fields.some(([name, value]) => name === "intent" && value === "check");
  form.querySelectorAll("[data-told]").forEach((told) => told.remove());
  try {
    const response = await fetch(form.action, {
      method: "POST",
      headers: { "X-Nuanxin-Background": "1" },
      body: new URLSearchParams(isCheck ? [...fields, ["device", device]] : fields),
    });
    if (response.ok || response.status === 422) {
      failedSends.onFormSent(fields);
      return new DOMParser().parseFromString(await response.text(), "text/html");
    }
    if (response.status === 401) {
      tell(form, "[data-unsent-signed-out]");
      return null;
    }
  } catch {
    // Below: whatever it was, it has not arrived.
  }
  tell(form, (await failedSends.onFormFailed(fields)) ? "[data-kept]" : "[data-unsent]");
  return null;
}

/** Says beside a form that it was not sent. */
export function tell(form: HTMLFormElement, which: string) {
  form.querySelectorAll("[data-told]").forEach((told) => told.remove());
  const words = document.querySelector<HTMLTemplateElement>(`template${which}`);
  const told = document.createElement("div");
  told.dataset.told = "";
  if (words) told.append(words.content.cloneNode(true));
  form.append(told);
}

/** Takes parts of a page that has come from the server, besides those that every act may change. */
export function takeParts(answer: Document, own: string[]) {
  for (const name of common.concat(own.filter((each) => common.indexOf(each) < 0))) {
    const old = document.querySelector(`[data-part="${name}"]`);
    const fresh = answer.querySelector(`[data-part="${name}"]`);
    if (old && fresh) old.replaceWith(document.adoptNode(fresh));
  }
}

function showAnswer(form: HTMLFormElement, answer: Document) {
  const own = form.closest<HTMLElement>("[data-part]")?.dataset.part;
  takeParts(answer, own ? [own] : []);
  const part = own ? document.querySelector(`[data-part="${own}"]`) : null;
  // What came of the act takes the focus, wherever the button was.
  const says = part?.querySelector<HTMLElement>("[data-answer], .feedback, [aria-invalid], [role=alert]");
  if (!says) return;
  if (says.tabIndex < 0) says.tabIndex = -1;
  says.focus({ preventScroll: true });
  says.scrollIntoView({ block: "center" });
}
