import type { ComponentHelp } from "~/platform/mdx/component-help";

const kinds: readonly [key: ComponentHelp["key"], ending: RegExp][] = [
  ["figure", /\.(png|jpe?g|gif|webp|svg)$/i],
  ["video", /\.(mp4|webm|mov)$/i],
  ["audio", /\.(mp3|m4a|ogg|wav)$/i],
];

/** How a file of the course stands in a lesson: the component for its kind, as the help has it, with this file. */
export function fileSnippet(name: string, help: readonly ComponentHelp[]): string {
  const wanted = kinds.find(([, ending]) => ending.test(name))?.[0] ?? "download";
  const snippet = help.find(({ key }) => key === wanted)?.snippet ?? "";
  return snippet.replace(/src="[^"]*"/, () => `src="files/${name}"`);
}
