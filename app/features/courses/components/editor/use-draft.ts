import { useEffect, useState } from "react";
import { DraftKeeper, type Basis, type SendAnswer, type Sent } from "../../draft-keeper";

/** A network that hangs shall not hold the queue for minutes. */
const patienceMs = 15_000;

interface Asked {
  person: string;
  lessonId: string;
  /** The lesson's address in the workshop. */
  address: string;
  server: Basis & { source: string; savedAt: string };
  /** The server's clock when the page was made, ISO 8601: the demonstration has its own. */
  serverNow: string;
}

/** The keeper of what is typed on this page; null until the browser has it. Draws the page again when it changes. */
export function useDraft({ person, lessonId, address, server, serverNow }: Asked): DraftKeeper | null {
  const [keeper, setKeeper] = useState<DraftKeeper | null>(null);
  const [, draw] = useState(0);

  useEffect(() => {
    const ahead = Date.parse(serverNow) - Date.now();
    const own = new DraftKeeper(
      `nuanxin.draft.${person}.${lessonId}.`,
      Math.random().toString(36).slice(2),
      {
        storage: deviceStorage(),
        send: (asked) => send(`${address}/save`, person, asked),
        wait: (ms, work) => {
          const timer = setTimeout(work, ms);
          return () => clearTimeout(timer);
        },
        now: () => new Date(Date.now() + ahead),
        changed: () => draw((count) => count + 1),
      },
      server,
    );
    setKeeper(own);
    const again = () => own.retry();
    addEventListener("online", again);
    document.addEventListener("visibilitychange", again);
    // Only what neither the server nor this device has is worth asking about.
    const warn = (event: BeforeUnloadEvent) => {
      if (own.isSaved || own.keepsHere) return;
      event.preventDefault();
      event.returnValue = "";
    };
    addEventListener("beforeunload", warn);
    return () => {
      removeEventListener("online", again);
      document.removeEventListener("visibilitychange", again);
      removeEventListener("beforeunload", warn);
      own.close();
      setKeeper(null);
    };
    // One keeper for each lesson and person: a newer text from the server is offered to it, see below.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [person, lessonId, address]);

  useEffect(() => {
    keeper?.adopt(server);
  }, [keeper, server]);
  return keeper;
}

function deviceStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

async function send(address: string, person: string, asked: Sent): Promise<SendAnswer> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), patienceMs);
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Nuanxin-Background": "1" },
      body: JSON.stringify({ person, ...asked }),
      signal: patience.signal,
    });
    if (response.status === 401) return { kind: "signed-out" };
    // What is too large for a request at all has no body of ours.
    if (response.status === 413) return { kind: "refused", refusal: "source-long" };
    if (![200, 409, 422].includes(response.status)) return { kind: "offline" };
    return (await response.json()) as SendAnswer;
  } catch {
    return { kind: "offline" };
  } finally {
    clearTimeout(timer);
  }
}
