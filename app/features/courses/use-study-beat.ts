import { useLocation } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState } from "react";
import { beatEveryMs } from "./rules/minutes";

/** Time after the last use of the page that still counts. */
const restAfterMs = 2 * 60_000;

export type BeatState = "counting" | "held" | "offline" | "signed-out" | "resting";

/**
 * Tells the server every 30 seconds that the lesson is open, visible and used; the server counts. Null for `device`
 * counts nothing.
 */
export function useStudyBeat(device: string | null, fromServer: number) {
  const { pathname } = useLocation();
  const [studiedMs, setStudiedMs] = useState(fromServer);
  const [state, setState] = useState<BeatState>("counting");
  const lastUse = useRef(0);
  const held = useRef(false);

  const send = useCallback(
    async (claim: boolean) => {
      if (!device || document.hidden || (held.current && !claim)) return;
      if (Date.now() - lastUse.current > restAfterMs) return setState("resting");
      try {
        const response = await fetch(`${pathname}/beat`, {
          method: "POST",
          headers: { "Content-Type": "application/json", "X-Nuanxin-Background": "1" },
          body: JSON.stringify({ device, claim }),
        });
        if (response.status === 401) return setState("signed-out");
        held.current = response.status === 409;
        if (held.current) return setState("held");
        if (!response.ok) return setState("offline");
        const counted = (await response.json()) as { studiedMs: number };
        setStudiedMs(counted.studiedMs);
        setState("counting");
      } catch {
        setState("offline");
      }
    },
    [device, pathname],
  );

  useEffect(() => {
    if (!device) return;
    lastUse.current = Date.now();
    held.current = false;
    const used = () => {
      const rested = Date.now() - lastUse.current > restAfterMs;
      lastUse.current = Date.now();
      if (rested) void send(false);
    };
    void send(true);
    const timer = setInterval(() => void send(false), beatEveryMs);
    const events = ["scroll", "pointerdown", "keydown", "touchstart"] as const;
    for (const event of events) addEventListener(event, used, { passive: true });
    return () => {
      clearInterval(timer);
      for (const event of events) removeEventListener(event, used);
    };
  }, [device, send]);

  const claim = useCallback(() => {
    held.current = false;
    lastUse.current = Date.now();
    void send(true);
  }, [send]);

  return { studiedMs: Math.max(studiedMs, fromServer), state, claim };
}
