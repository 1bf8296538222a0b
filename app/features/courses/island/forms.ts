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
  if (fields.some(([name, value]) => name === "intent" && value === "check")) fields.push(["device", device]);
  form.querySelectorAll("[data-told]").forEach((told) => told.remove());
  try {
    const response = await fetch(form.action, {
      method: "POST",
      headers: { "X-Nuanxin-Background": "1" },
      body: new URLSearchParams(fields),
    });
    if (response.ok || response.status === 422) {
      return new DOMParser().parseFromString(await response.text(), "text/html");
    }
    if (response.status === 401) {
      tell(form, "[data-unsent-signed-out]");
      return null;
    }
  } catch {
    // Below: whatever it was, it has not arrived.
  }
  tell(form, "[data-unsent]");
  failedSends.onAnswerFailed({ lesson: location.pathname, fields });
  return null;
}

/** Says beside a form that it was not sent. */
function tell(form: HTMLFormElement, which: string) {
  const words = document.querySelector<HTMLTemplateElement>(`template${which}`);
  const told = document.createElement("div");
  told.dataset.told = "";
  if (words) told.append(words.content.cloneNode(true));
  form.append(told);
}

function showAnswer(form: HTMLFormElement, answer: Document) {
  const own = form.closest<HTMLElement>("[data-part]")?.dataset.part;
  for (const name of own && common.indexOf(own) < 0 ? common.concat(own) : common) {
    const old = document.querySelector(`[data-part="${name}"]`);
    const fresh = answer.querySelector(`[data-part="${name}"]`);
    if (old && fresh) old.replaceWith(document.adoptNode(fresh));
  }
  const part = own ? document.querySelector(`[data-part="${own}"]`) : null;
  // What came of the act takes the focus, wherever the button was.
  const says = part?.querySelector<HTMLElement>("[data-answer], .feedback, [aria-invalid], [role=alert]");
  if (!says) return;
  if (says.tabIndex < 0) says.tabIndex = -1;
  says.focus({ preventScroll: true });
  says.scrollIntoView({ block: "center" });
}
