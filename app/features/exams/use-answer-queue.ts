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

export type QueueState = "idle" | "offline" | "signed-out" | "closed";

/**
 * Answers go to the server as they are given. What has no receipt stays on this device, under the person's and the
 * attempt's name, so that a lost network, a closed tab or an ended session loses nothing; another person's answers are
 * never sent.
 */
export function useAnswerQueue(asked: {
  person: string;
  attempt: string;
  /** What the server has: answers by position, and the sequence numbers they carry. */
  stored: { chosen: string[]; flagged: boolean; seq: number }[];
  savedAt: string | null;
}) {
  const { person, attempt } = asked;
  const place = `nuanxin.answers.${person}.${attempt}`;
  const [answers, setAnswers] = useState<readonly { chosen: string[]; flagged: boolean }[]>(asked.stored);
  const [waiting, setWaiting] = useState<readonly number[]>([]);
  const [savedAt, setSavedAt] = useState(asked.savedAt);
  const [state, setState] = useState<QueueState>("idle");
  const [restored, setRestored] = useState(false);
  const queue = useRef(new Map<number, Answer>());
  const seq = useRef(Math.max(0, ...asked.stored.map((answer) => answer.seq)));
  const sending = useRef(false);

  const remember = useCallback(() => {
    setWaiting([...queue.current.keys()]);
    try {
      if (queue.current.size) localStorage.setItem(place, JSON.stringify([...queue.current.values()]));
      else localStorage.removeItem(place);
    } catch {
      // Storage can be forbidden or full; the answers stay in this page then, and the receipt says what is safe.
    }
  }, [place]);

  const send = useCallback(async (): Promise<boolean> => {
    if (sending.current || queue.current.size === 0) return queue.current.size === 0;
    sending.current = true;
    const sent = [...queue.current.values()];
    try {
      const response = await fetch(`/exams/${attempt}/save`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Nuanxin-Background": "1" },
        body: JSON.stringify({ answers: sent }),
      });
      if (response.status === 401) setState("signed-out");
      else if (response.status === 409) {
        queue.current.clear();
        remember();
        setState("closed");
      } else if (!response.ok) setState("offline");
      else {
        const { saved, newer, at } = (await response.json()) as Receipt;
        for (const { position, seq: number } of saved) {
          if (queue.current.get(position)?.seq === number) queue.current.delete(position);
        }
        for (const other of newer) {
          // The same item was answered on another device meanwhile. What this hand did last is what is meant.
          const mine = queue.current.get(other.position);
          seq.current = Math.max(seq.current, other.seq);
          if (mine) queue.current.set(other.position, { ...mine, seq: ++seq.current });
        }
        remember();
        setSavedAt(at);
        setState("idle");
      }
    } catch {
      setState("offline");
    } finally {
      sending.current = false;
    }
    return queue.current.size === 0;
  }, [attempt, remember]);

  useEffect(() => {
    try {
      for (const answer of left(localStorage.getItem(place))) {
        if (queue.current.has(answer.position)) continue;
        queue.current.set(answer.position, answer);
        seq.current = Math.max(seq.current, answer.seq);
      }
    } catch {
      // Nothing readable was left here.
    }
    if (queue.current.size) {
      const mine = new Map(queue.current);
      setAnswers((all) => all.map((answer, position) => mine.get(position) ?? answer));
      setRestored(true);
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
  }, [place, remember, send]);

  const give = useCallback(
    (position: number, answer: { chosen: string[]; flagged: boolean }) => {
      setAnswers((all) => all.map((each, i) => (i === position ? answer : each)));
      queue.current.set(position, { position, seq: ++seq.current, ...answer });
      remember();
      void send();
    },
    [remember, send],
  );

  return { answers, waiting, savedAt, state, restored, give, send };
}

/** What an earlier page left on this device; anything unreadable counts as nothing. */
function left(text: string | null): Answer[] {
  const list: unknown = JSON.parse(text ?? "[]");
  return Array.isArray(list) ? list.filter(isAnswer) : [];
}

function isAnswer(value: unknown): value is Answer {
  if (typeof value !== "object" || value === null) return false;
  const { position, seq, chosen, flagged } = value as Record<string, unknown>;
  return (
    Number.isInteger(position) &&
    Number.isInteger(seq) &&
    Array.isArray(chosen) &&
    typeof flagged === "boolean"
  );
}
