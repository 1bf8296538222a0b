import type { Finding } from "../../preview.server";

/** Where the text of a lesson is written: a plain text area, or CodeMirror once it is there. Lines count from 1. */
export interface Surface {
  text(): string;
  /** As one step that can be undone. */
  setText(text: string): void;
  underline(findings: readonly Finding[]): void;
  goTo(line: number, column: number): void;
  /** Puts a snippet where the cursor is; one of several lines gets lines of its own. */
  insert(snippet: string): void;
  /** The first line in view; its fraction is how much of it has gone by. */
  topLine(): number;
  scrollToLine(line: number): void;
  destroy(): void;
}

export function areaSurface(area: HTMLTextAreaElement, changed: (text: string) => void): Surface {
  const lineHeight = () => parseFloat(getComputedStyle(area).lineHeight) || 26;
  const write = (text: string, cursor: number) => {
    area.value = text;
    area.setSelectionRange(cursor, cursor);
    changed(text);
  };
  return {
    text: () => area.value,
    setText: (text) => write(text, Math.min(area.selectionStart, text.length)),
    underline: () => {},
    goTo(line, column) {
      const before = area.value.split("\n").slice(0, line - 1);
      const place = before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
      area.focus();
      area.setSelectionRange(place, place);
      area.scrollTop = (line - 3) * lineHeight();
    },
    insert(snippet) {
      const [from, to] = [area.selectionStart, area.selectionEnd];
      const set = placed(snippet, area.value.slice(0, from), area.value.slice(to));
      write(area.value.slice(0, from) + set + area.value.slice(to), from + set.length);
      area.focus();
    },
    topLine: () => 1 + area.scrollTop / lineHeight(),
    scrollToLine: (line) => {
      area.scrollTop = (line - 1) * lineHeight();
    },
    destroy: () => {},
  };
}

/** A snippet as it goes between two texts: a block with an empty line around itself, an id with a number of its own. */
export function placed(snippet: string, before: string, after: string): string {
  const text = before + after;
  const fresh = snippet.replace(/\bid="([a-z0-9-]+?)(?:-(\d+))?"/, (whole, name: string, number = "1") => {
    if (!text.includes(whole)) return whole;
    let next = Number(number) + 1;
    while (text.includes(`id="${name}-${next}"`)) next++;
    return `id="${name}-${next}"`;
  });
  if (!snippet.includes("\n")) return fresh;
  const lead = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const tail = after === "" || after.startsWith("\n\n") ? "\n" : after.startsWith("\n") ? "\n" : "\n\n";
  return lead + fresh.trim() + tail;
}
