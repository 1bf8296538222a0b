import en from "~/locales/en/mdx.json";
import zh from "~/locales/zh/mdx.json";
import snippets from "~/platform/mdx/component-snippets.json";
import { type ComponentName, propsForms } from "~/platform/mdx/props";

/** Components as the editor offers them; one with several kinds comes several times. */
const helpKeys = [
  ...([
    "callout",
    "case",
    "steps",
    "compare",
    "term",
    "law",
    "figure",
    "video",
    "audio",
    "download",
  ] as const),
  ...(["reflection", "discussion", "practice"] as const),
  ...(["checkSingle", "checkMultiple", "checkOrdering", "checkFill"] as const),
];
export type HelpKey = (typeof helpKeys)[number];

export interface ComponentHelp {
  key: HelpKey;
  name: ComponentName;
  /** What an author types first. Passes the pipeline as it is; ends with a line break where it needs lines of its own. */
  snippet: string;
  title: string;
  description: string;
  /** Of the component, then of those that stand inside of it. `form` is an example or a range of lengths. */
  props: { component: ComponentName; name: string; form: string; required: boolean }[];
}

/** What the editor tells about each component, in the order in which it offers them. Lessons are Chinese, so are snippets. */
export function componentHelp(language: "zh" | "en"): ComponentHelp[] {
  const texts = language === "zh" ? zh : en;
  return helpKeys.map((key) => {
    const snippet = snippets[key].join("\n");
    const name = /^<(\w+)/.exec(snippet)?.[1] as ComponentName;
    const { inside = [], without = [] } = more[key] ?? {};
    const props = [name, ...inside].flatMap((component) =>
      propsForms(component)
        .filter((prop) => component !== name || !without.includes(prop.name))
        .map((prop) => ({ component, ...prop })),
    );
    return { key, name, snippet, title: texts.helpTitle[key], description: texts.helpText[key], props };
  });
}

/** What a component holds besides, and which of its props this kind of it does not take. */
const more: Partial<Record<HelpKey, { inside?: ComponentName[]; without?: string[] }>> = {
  compare: { inside: ["Side"] },
  checkSingle: { inside: ["Option"], without: ["right", "wrong"] },
  checkMultiple: { inside: ["Option"], without: ["right", "wrong"] },
  checkOrdering: { inside: ["Option"], without: ["right", "wrong"] },
  checkFill: { inside: ["Answer"] },
};
