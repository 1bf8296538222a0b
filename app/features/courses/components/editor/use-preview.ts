import { useCallback, useEffect, useRef, useState } from "react";
import type { Preview } from "../../preview.server";

/** Rest after the last key before the pipeline is asked: it compiles one lesson at a time for everybody. */
const restMs = 700;
const retryMs = 5_000;

/**
 * What the pipeline says of the text as it is now. One request at a time and the newest text last; an answer about an
 * older text is shown until the next one comes. `fresh` is false while it is behind. A text with errors keeps the last
 * body that there was, and `old` says so. `tooLong` is the finding about a text that no request can carry.
 */
export function usePreview(address: string, start: Preview, tooLong: string) {
  const [preview, setPreview] = useState(start);
  const [fresh, setFresh] = useState(true);
  const [old, setOld] = useState(false);
  const wanted = useRef<string | null>(null);
  const busy = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>();

  const post = useCallback(async () => {
    if (busy.current || wanted.current === null) return;
    const source = wanted.current;
    busy.current = true;
    const answer = await fetch(`${address}/preview`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Nuanxin-Background": "1" },
      body: JSON.stringify({ source }),
    }).catch(() => null);
    // 204: the same person asks about this lesson in another tab; it is asked again like a lost network.
    const said =
      answer?.status === 200
        ? ((await answer.json().catch(() => null)) as Preview | null)
        : answer?.status === 413
          ? {
              ...{ body: null, minutes: null },
              findings: [{ line: 1, column: 1, severity: "error" as const, text: tooLong, fix: null }],
            }
          : null;
    busy.current = false;
    const isNewest = wanted.current === source;
    if (said) {
      setPreview((before) => (said.body ? said : { ...before, findings: said.findings }));
      setOld(said.body === null);
    }
    if (said && isNewest) {
      wanted.current = null;
      setFresh(true);
    } else {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void post(), said ? restMs : retryMs);
    }
  }, [address, tooLong]);

  const ask = useCallback(
    (source: string) => {
      wanted.current = source;
      setFresh(false);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void post(), restMs);
    },
    [post],
  );

  useEffect(() => () => clearTimeout(timer.current), []);
  return { preview, fresh, old: old && preview.body !== null, ask };
}
