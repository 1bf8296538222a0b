import { stringify } from "yaml";

/** The front matter of a lesson, in the form in which files keep it. */
export function frontMatter(meta: { title: string; minutes: number }): string {
  return `---\n${stringify(meta, { lineWidth: 0 })}---\n`;
}
