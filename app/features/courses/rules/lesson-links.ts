/** What of a compiled lesson leads somewhere. */
interface Linking {
  blocks: readonly (
    | { kind: "html"; html: string }
    | { kind: "check"; stem: string; options: readonly { html: string }[] }
    | { kind: "reflection" | "discussion"; prompt: string }
  )[];
}

export interface LessonLink {
  href: string;
  /** The lesson of the same course; empty for a place in this one. */
  lesson: string;
  /** The id behind "#"; empty for the lesson as a whole. */
  place: string;
}

/** The links of a lesson that stay in its course and lead to a page, not to a file. Each once. */
export function lessonLinks(lesson: Linking): LessonLink[] {
  const markup = lesson.blocks.map((block) => {
    if (block.kind === "html") return block.html;
    return block.kind === "check"
      ? [block.stem, ...block.options.map(({ html }) => html)].join("")
      : block.prompt;
  });
  const hrefs = [...markup.join("").matchAll(/<a [^>]*?href="([^"]*)"/g)].map(([, href = ""]) =>
    href
      .replace(/&amp;/g, "&")
      .replace(/&#x27;/g, "'")
      .replace(/&quot;/g, '"'),
  );
  return [...new Set(hrefs)]
    .filter((href) => !/^(?:[a-z][a-z0-9+.-]*:|\/|(?:\.\/)?files\/)/i.test(href))
    .map((href) => {
      const [, lesson = "", place = ""] = /^(?:\.\/)?([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(href) ?? [];
      return { href, lesson, place: decoded(place) };
    });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Where the first of these texts that is there stands first, counted from 1; the beginning when none is. */
export function placeOfText(source: string, wanted: readonly string[]): { line: number; column: number } {
  const found = wanted.filter((text) => text !== "").map((text) => source.indexOf(text));
  const at = found.find((each) => each >= 0) ?? 0;
  const before = source.slice(0, at).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before[before.length - 1]?.length ?? 0) + 1 };
}
