import en from "~/locales/en/mdx.json";
import zh from "~/locales/zh/mdx.json";
import { type ComponentName, propsForms } from "~/platform/mdx/props";

export interface ComponentHelp {
  /** What it is known by; a component with several kinds has several entries. */
  key: keyof typeof zh.help;
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
  const texts = language === "zh" ? zh.help : en.help;
  return entries.map(({ key, snippet, inside = [], hidden = [] }) => {
    const name = nameOf(snippet);
    const props = [name, ...inside].flatMap((component) =>
      propsForms(component)
        .filter((prop) => !(component === name && hidden.includes(prop.name)))
        .map((prop) => ({ component, ...prop })),
    );
    return { key, name, snippet, ...texts[key], props };
  });
}

interface Entry {
  key: keyof typeof zh.help;
  snippet: string;
  inside?: ComponentName[];
  /** Props of the component that this kind of it does not take. */
  hidden?: string[];
}

const entries: Entry[] = [
  {
    key: "callout",
    snippet: '<Callout kind="tip" title="小标题">\n\n写一两句要紧的话。\n\n</Callout>\n',
  },
  {
    key: "case",
    snippet:
      '<Case title="门后的孩子" source="人物与情节为教学编写。">\n\n谁，在哪里，遇到什么事，怎么说、怎么做。\n\n</Case>\n',
  },
  {
    key: "steps",
    snippet: "<Steps>\n\n1. **先做什么** 怎么做。\n2. **再做什么** 怎么做。\n\n</Steps>\n",
  },
  {
    key: "compare",
    snippet:
      '<Compare>\n<Side kind="do">\n\n- 这样说。\n\n</Side>\n<Side kind="dont">\n\n- 不这样说。\n\n</Side>\n</Compare>\n',
    inside: ["Side"],
  },
  { key: "term", snippet: '<Term word="苗头">还没有人来找，但已经看得见的不痛快。</Term>' },
  {
    key: "law",
    snippet: '<Law ref="人民调解法/22" checkedOn="2026-11-23">\n\n用自己的话写出这一条的要点。\n\n</Law>\n',
  },
  {
    key: "figure",
    snippet: '<Figure src="files/picture.png" alt="图里有什么" caption="图的说明" />\n',
  },
  {
    key: "video",
    snippet: '<Video src="files/film.mp4" title="片名">\n\n在这里写文字稿：谁说了什么。\n\n</Video>\n',
  },
  {
    key: "audio",
    snippet: '<Audio src="files/sound.mp3" title="录音的名称">\n\n在这里写文字稿：谁说了什么。\n\n</Audio>\n',
  },
  { key: "download", snippet: '<Download src="files/form.docx" title="台账空表" />\n' },
  {
    key: "reflection",
    snippet: '<Reflection id="my-note">\n\n想一件你经手的事：哪一步可以早一点？\n\n</Reflection>\n',
  },
  { key: "discussion", snippet: '<Discussion id="our-way">\n\n你们社区是怎么做的？\n\n</Discussion>\n' },
  { key: "practice", snippet: '<Practice topic="jc-06" />\n' },
  {
    key: "checkSingle",
    snippet:
      '<Check id="check-1" kind="single">\n\n写题干。\n\n<Option correct why="为什么对。">对的选项</Option>\n' +
      '<Option why="为什么不对。">错的选项</Option>\n\n</Check>\n',
    inside: ["Option"],
    hidden: ["right", "wrong"],
  },
  {
    key: "checkMultiple",
    snippet:
      '<Check id="check-2" kind="multiple">\n\n写题干。\n\n<Option correct why="为什么对。">对的选项</Option>\n' +
      '<Option correct why="为什么对。">也对的选项</Option>\n<Option why="为什么不对。">错的选项</Option>\n\n</Check>\n',
    inside: ["Option"],
    hidden: ["right", "wrong"],
  },
  {
    key: "checkOrdering",
    snippet:
      '<Check id="check-3" kind="ordering">\n\n按先后排好。\n\n<Option why="为什么最先。">第一步</Option>\n' +
      '<Option why="为什么在中间。">第二步</Option>\n<Option why="为什么最后。">第三步</Option>\n\n</Check>\n',
    inside: ["Option"],
    hidden: ["right", "wrong"],
  },
  {
    key: "checkFill",
    snippet:
      '<Check id="check-4" kind="fill" right="对，为什么。" wrong="再看看哪一段。">\n\n申请司法确认，要在协议生效之日起几日内？\n\n' +
      "<Answer>三十日</Answer>\n<Answer>30 日</Answer>\n\n</Check>\n",
    inside: ["Answer"],
  },
];

function nameOf(snippet: string): ComponentName {
  return /^<(\w+)/.exec(snippet)?.[1] as ComponentName;
}
