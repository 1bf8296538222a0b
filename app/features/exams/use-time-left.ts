import { useEffect, useRef, useState } from "react";

/**
 * Milliseconds left, counted from what the server said when the page was made: the device's own clock may be wrong, but
 * not how fast it runs. At the end `onEnd` is called every three seconds until the page goes: a first try may fail.
 */
export function useTimeLeft(leftMs: number, onEnd: () => void): number {
  const [left, setLeft] = useState(leftMs);
  const end = useRef(onEnd);
  end.current = onEnd;
  useEffect(() => {
    const started = performance.now();
    let over = 0;
    const timer = setInterval(() => {
      const now = leftMs - (performance.now() - started);
      setLeft(Math.max(0, now));
      if (now <= 0 && over++ % 3 === 0) end.current();
    }, 1000);
    return () => clearInterval(timer);
  }, [leftMs]);
  return left;
}

/** "29:58", or "1:02:03" from an hour up. */
export function clockText(ms: number): string {
  const seconds = Math.ceil(Math.max(0, ms) / 1000);
  const two = (part: number) => String(part).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}
