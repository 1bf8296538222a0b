import { useCallback, useEffect, useRef, useState } from "react";

/** An answer that the server may not have yet. */
interface Answer {
  position: number;
  seq: number;
  chosen: string[];
  flagged: boolean;
}

interface Receipt {
  saved: { position: number; seq: number }[];
  newer: { position: number; seq: number; chosen: string[]; flagged: boolean }[];
  at: string;
}

const retryMs = 3_000;
/** A network that hangs shall not hold the queue for minutes. */
const patienceMs = 10_000;

/** `newer`: another device answered an item later, and its answer is shown now. */
export type QueueState = "idle" | "offline" | "signed-out" | "submitted" | "too-late" | "newer";

/**
 * Answers go to the server as they are given. What has no receipt stays on this device, under the person's and the
 * attempt's name, so that a lost network, a closed tab or an ended session loses nothing; another person's answers are
 * never sent. Each tab keeps its own, and takes over what a closed one left.
 */
export function useAnswerQueue(asked: {
  person: string;
  attempt: string;
  /** What the server has: answers by position, and the sequence numbers they carry. */
  stored: { chosen: string[]; flagged: boolean; seq: number }[];
  savedAt: string | null;
}) {
  const { person, attempt } = asked;
  const prefix = `nuanxin.answers.${person}.${attempt}.`;
  const items = asked.stored.length;
  const [answers, setAnswers] = useState<readonly { chosen: string[]; flagged: boolean }[]>(asked.stored);
  const [waiting, setWaiting] = useState<readonly number[]>([]);
  const [savedAt, setSavedAt] = useState(asked.savedAt);
  const [state, setState] = useState<QueueState>("idle");
  /** Grows when answers change that nobody has just typed here, so that the form shows them. */
  const [shown, setShown] = useState(0);
  const queue = useRef(new Map<number, Answer>());
  const seq = useRef(Math.max(0, ...asked.stored.map((answer) => answer.seq)));
  const sending = useRef<Promise<boolean> | null>(null);
  const tab = useRef("");

  const remember = useCallback(() => {
    setWaiting([...queue.current.keys()]);
    try {
      const place = prefix + tab.current;
      if (queue.current.size) localStorage.setItem(place, JSON.stringify([...queue.current.values()]));
      else localStorage.removeItem(place);
    } catch {
      // Storage can be forbidden or full; the answers stay in this page then, and the receipt says what is safe.
    }
  }, [prefix]);

  const show = useCallback((changed: ReadonlyMap<number, { chosen: string[]; flagged: boolean }>) => {
    setAnswers((all) => all.map((answer, position) => changed.get(position) ?? answer));
    setShown((count) => count + 1);
  }, []);

  /** One request with everything that waits. Returns whether it is worth going on at once. */
  const post = useCallback(async (): Promise<boolean> => {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), patienceMs);
    try {
      const response = await fetch(`/exams/${attempt}/save`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Nuanxin-Background": "1" },
        body: JSON.stringify({ answers: [...queue.current.values()] }),
        signal: patience.signal,
      });
      if (response.status === 401) {
        setState("signed-out");
        return false;
      }
      if (response.status === 409) {
        const { refusal } = (await response.json()) as { refusal: "submitted" | "too-late" };
        queue.current.clear();
        remember();
        setState(refusal);
        return true;
      }
      if (!response.ok) {
        setState("offline");
        return false;
      }
      const { saved, newer, at } = (await response.json()) as Receipt;
      for (const { position, seq: number } of saved) {
        if (queue.current.get(position)?.seq === number) queue.current.delete(position);
      }
      for (const other of newer) {
        // Nobody knows which hand was the later one; what the server has confirmed to somebody stands, and is shown.
        queue.current.delete(other.position);
        seq.current = Math.max(seq.current, other.seq);
      }
      if (newer.length) show(new Map(newer.map((other) => [other.position, other])));
      remember();
      setSavedAt(at);
      setState(newer.length ? "newer" : "idle");
      return true;
    } catch {
      setState("offline");
      return false;
    } finally {
      clearTimeout(timer);
    }
  }, [attempt, remember, show]);

  /** Sends until nothing waits; true then. Whoever asks meanwhile waits for the same. */
  const send = useCallback((): Promise<boolean> => {
    sending.current ??= (async () => {
      while (queue.current.size) if (!(await post())) return false;
      return true;
    })().finally(() => {
      sending.current = null;
    });
    return sending.current;
  }, [post]);

  useEffect(() => {
    tab.current = Math.random().toString(36).slice(2);
    try {
      for (const place of Object.keys(localStorage).filter((name) => name.startsWith(prefix))) {
        for (const answer of left(localStorage.getItem(place), items)) {
          const own = queue.current.get(answer.position);
          if (own && own.seq >= answer.seq) continue;
          queue.current.set(answer.position, answer);
          seq.current = Math.max(seq.current, answer.seq);
        }
        localStorage.removeItem(place);
      }
    } catch {
      // Nothing readable was left here.
    }
    if (queue.current.size) {
      show(new Map(queue.current));
      remember();
      void send();
    }
    const again = () => void send();
    const timer = setInterval(again, retryMs);
    addEventListener("online", again);
    document.addEventListener("visibilitychange", again);
    return () => {
      clearInterval(timer);
      removeEventListener("online", again);
      document.removeEventListener("visibilitychange", again);
    };
  }, [prefix, items, remember, send, show]);

  const give = useCallback(
    (position: number, answer: { chosen: string[]; flagged: boolean }) => {
      setAnswers((all) => all.map((each, i) => (i === position ? answer : each)));
      queue.current.set(position, { position, seq: ++seq.current, ...answer });
      remember();
      void send();
    },
    [remember, send],
  );

  return { answers, waiting, savedAt, state, shown, give, send };
}

/** What an earlier page left on this device; anything unreadable counts as nothing. */
function left(text: string | null, items: number): Answer[] {
  const list: unknown = JSON.parse(text ?? "[]");
  return Array.isArray(list) ? list.filter((value): value is Answer => isAnswer(value, items)) : [];
}

function isAnswer(value: unknown, items: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { position, seq, chosen, flagged } = value as Record<string, unknown>;
  return (
    Number.isInteger(position) &&
    Number(position) >= 0 &&
    Number(position) < items &&
    Number.isInteger(seq) &&
    Array.isArray(chosen) &&
    chosen.every((key) => typeof key === "string" && /^[A-E]$/.test(key)) &&
    typeof flagged === "boolean"
  );
}
