import { useCallback, useEffect, useRef, type RefObject } from "react";
import type { Surface } from "./surface";

/** The preview follows the text, and the text the preview, by the `data-line` of the blocks: whichever is used leads. */
export function useScrollInStep(surface: RefObject<Surface | null>, pane: RefObject<HTMLElement>) {
  const leader = useRef<"text" | "preview">("text");

  const textScrolled = useCallback(() => {
    const view = pane.current;
    if (!view || !surface.current || leader.current !== "text") return;
    const line = surface.current.topLine();
    const blocks = placesOf(view);
    const next = blocks.findIndex((block) => block.line > line);
    const before = blocks[next < 0 ? blocks.length - 1 : next - 1] ?? { line: 1, top: 0 };
    const after = next < 0 ? { line: before.line + 1, top: view.scrollHeight } : blocks[next];
    if (!after) return;
    const share = Math.min(1, (line - before.line) / Math.max(1, after.line - before.line));
    view.scrollTop = before.top + share * (after.top - before.top);
  }, [pane, surface]);

  useEffect(() => {
    const view = pane.current;
    if (!view) return;
    const previewScrolled = () => {
      if (leader.current !== "preview") return;
      const blocks = placesOf(view);
      const next = blocks.findIndex((block) => block.top > view.scrollTop);
      const before = blocks[next - 1];
      const after = blocks[next];
      if (!before || !after) return;
      const share = (view.scrollTop - before.top) / Math.max(1, after.top - before.top);
      surface.current?.scrollToLine(before.line + share * (after.line - before.line));
    };
    const lead = (event: Event) => {
      leader.current = event.target instanceof Node && view.contains(event.target) ? "preview" : "text";
    };
    const events = ["wheel", "touchstart", "pointerdown", "keydown", "focusin"] as const;
    for (const name of events) document.addEventListener(name, lead, { passive: true });
    view.addEventListener("scroll", previewScrolled, { passive: true });
    return () => {
      for (const name of events) document.removeEventListener(name, lead);
      view.removeEventListener("scroll", previewScrolled);
    };
  }, [pane, surface]);

  return textScrolled;
}

/** The blocks of a preview in order: the line of each in the source, and how far down it stands. */
function placesOf(view: HTMLElement): { line: number; top: number }[] {
  const from = view.getBoundingClientRect().top - view.scrollTop;
  return [...view.querySelectorAll<HTMLElement>("[data-line]")]
    .map((block) => ({ line: Number(block.dataset.line), top: block.getBoundingClientRect().top - from }))
    .sort((a, b) => a.line - b.line);
}
