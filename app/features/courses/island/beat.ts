import { beatCapMs, beatEveryMs } from "../rules/minutes";
import { failedSends } from "./failed-sends";

/** Time after the last use of the page that still counts. */
const restAfterMs = 2 * 60_000;
/** A network that hangs is none: what was read meanwhile is told later. */
const patienceMs = 10_000;
/** A section that was read is told soon, but not with every turn of the wheel. */
const soonMs = 3000;

type BeatState = "counting" | "held" | "offline" | "signed-out" | "resting";

/**
 * Tells the server every 30 seconds that the lesson is open, visible and used, and where the reader is; the server
 * counts. Returns a way to tell it sooner.
 */
export function countStudy(device: string, where: () => { section: string; read: string[] }) {
  const lesson = location.pathname;
  let lastUse = Date.now();
  /** Not the time of day: a clock that is set makes nobody read longer. */
  let lastTry = performance.now();
  let failing = false;
  let held = false;
  let soon: number | undefined;

  function say(state: BeatState) {
    for (const notice of Array.from(document.querySelectorAll<HTMLElement>("[data-beat]"))) {
      notice.hidden = notice.dataset.beat !== state;
    }
  }

  /** A beat that did not arrive is told later, by the same measure: a minute at most. */
  function keep() {
    const passed = performance.now() - lastTry;
    lastTry = performance.now();
    failing = true;
    failedSends.onBeatFailed({ ms: Math.min(passed, beatCapMs), ...where() });
  }

  async function send(claim: boolean) {
    if (document.hidden || (held && !claim)) return;
    if (Date.now() - lastUse > restAfterMs) return say("resting");
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), patienceMs);
    try {
      if (failing) await failedSends.beforeBeat();
      const response = await fetch(`${lesson}/beat`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Nuanxin-Background": "1" },
        body: JSON.stringify({ device, claim, ...where() }),
        signal: patience.signal,
      });
      if (response.status >= 500) throw new Error("no answer");
      lastTry = performance.now();
      if (response.status === 401) return say("signed-out");
      held = response.status === 409;
      if (held) return say("held");
      if (!response.ok) return say("offline");
      failing = false;
      const { studiedMs, contact } = (await response.json()) as { studiedMs: number; contact: string };
      failedSends.onContact(contact);
      const counted = document.querySelector("[data-counted]");
      if (counted) counted.textContent = String(Math.floor(studiedMs / 60_000));
      say("counting");
    } catch {
      keep();
      say("offline");
    } finally {
      clearTimeout(timer);
    }
  }

  // What was read until a page without a network is put away.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) lastTry = performance.now();
    else if (failing && !held && Date.now() - lastUse <= restAfterMs) keep();
  });
  const used = () => {
    const rested = Date.now() - lastUse > restAfterMs;
    lastUse = Date.now();
    if (rested) void send(false);
  };
  for (const event of ["scroll", "pointerdown", "keydown", "touchstart"]) {
    addEventListener(event, used, { passive: true });
  }
  document.querySelector("[data-claim]")?.addEventListener("click", () => {
    held = false;
    lastUse = Date.now();
    void send(true);
  });
  void send(true);
  setInterval(() => void send(false), beatEveryMs);
  return {
    soon() {
      clearTimeout(soon);
      soon = window.setTimeout(() => void send(false), soonMs);
    },
  };
}
