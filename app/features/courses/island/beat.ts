import { beatEveryMs } from "../rules/minutes";
import { failedSends } from "./failed-sends";

/** Time after the last use of the page that still counts. */
const restAfterMs = 2 * 60_000;
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
  let lastTry = Date.now();
  let held = false;
  let soon: number | undefined;

  function say(state: BeatState) {
    for (const notice of Array.from(document.querySelectorAll<HTMLElement>("[data-beat]"))) {
      notice.hidden = notice.dataset.beat !== state;
    }
  }

  async function send(claim: boolean) {
    if (document.hidden || (held && !claim)) return;
    if (Date.now() - lastUse > restAfterMs) return say("resting");
    const place = where();
    const sinceMs = Date.now() - lastTry;
    lastTry = Date.now();
    const failed = () => {
      say("offline");
      failedSends.onBeatFailed({ lesson, sinceMs, ...place });
    };
    try {
      const response = await fetch(`${lesson}/beat`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Nuanxin-Background": "1" },
        body: JSON.stringify({ device, claim, ...place }),
      });
      if (response.status === 401) return say("signed-out");
      held = response.status === 409;
      if (held) return say("held");
      if (!response.ok) return failed();
      const { studiedMs } = (await response.json()) as { studiedMs: number };
      const counted = document.querySelector("[data-counted]");
      if (counted) counted.textContent = String(Math.floor(studiedMs / 60_000));
      say("counting");
    } catch {
      failed();
    }
  }

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
