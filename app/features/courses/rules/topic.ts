/** A topic of a syllabus as a lesson's front matter may call it. */
export interface Topic {
  title: string;
  paper: string;
  /** The syllabus: `2025`. */
  version: string;
}

/**
 * The code of the topic that a lesson names: `2025/jc-06`, `2025/综合能力（初级）/个案工作`, or `2025/个案工作` where
 * only one paper has it. Of a paper's title its end is enough. Null when it names none, or several.
 */
export function topicCode(named: string, topics: ReadonlyMap<string, Topic>): string | null {
  const [version = "", ...rest] = named.split("/").map(plain);
  const name = rest.pop() ?? "";
  const paper = rest.join("/");
  const found = [...topics].filter(
    ([code, topic]) =>
      plain(topic.version) === version &&
      (code === name || plain(topic.title) === name) &&
      plain(topic.paper).endsWith(paper),
  );
  return found.length === 1 ? (found[0]?.[0] ?? null) : null;
}

function plain(text: string): string {
  return text.normalize("NFKC").replace(/\s+/g, "").toLowerCase();
}
