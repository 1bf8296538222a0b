import { seededRandom, shuffled } from "~/lib/random";
import { courseFileOf, lessonAddress } from "~/platform/mdx/course-address";
import type { CheckKey, CheckKeys, LessonBody } from "~/platform/mdx/lesson-body";
import { everyNode, type LessonNode, propsOf, textOf } from "~/platform/mdx/lesson-tree";
import type { SyllabusTopic } from "~/platform/mdx/syllabus-topics.server";

/** Where the markup is parted: what stands there, and for a check the keys of its options as they are shown. */
export type Slot =
  | { kind: "check"; id: string; type: CheckKey["type"]; line: number; options: string[] }
  | { kind: "reflection" | "discussion"; id: string; line: number };

export interface LessonShape extends Omit<LessonBody, "blocks"> {
  slots: Slot[];
  keys: CheckKeys;
}

export function emptyShape(): LessonShape {
  return { sections: [], laws: [], files: [], characters: 0, slots: [], keys: {} };
}

/**
 * The remark plugin after the guard: reads what a lesson consists of into `shape`, and prepares the tree for rendering.
 * A check becomes its stem and options with a `Cut` before, between and after; its answers go to `shape.keys` only. A
 * reflection or a discussion becomes its prompt between two.
 */
export function shapeLesson(options: { shape: LessonShape; topics: ReadonlyMap<string, SyllabusTopic> }) {
  const { shape, topics } = options;
  return (root: LessonNode) => {
    shape.characters = [...textOf(root).replace(/\s/g, "")].length;
    const files = new Set<string>();
    for (const node of everyNode(root)) {
      if (node.type === "table") table(node);
      else if (node.name === "Steps") steps(node);
      else if (node.name === "Law") law(node, shape);
      else if (node.name === "Practice") practice(node, topics);
      if ((node.type === "link" || node.type === "definition") && node.url)
        node.url = lessonAddress(node.url);
      for (const address of addressesOf(node)) {
        const name = courseFileOf(address);
        if (name !== null) files.add(name);
      }
    }
    shape.files = [...files];
    root.children = root.children?.flatMap((node) => {
      if (node.type === "heading" && (node.depth ?? 6) <= 2) section(node, shape);
      if (node.name === "Check") return check(node, shape);
      if (node.name === "Reflection") return prompt(node, "reflection", shape);
      return node.name === "Discussion" ? prompt(node, "discussion", shape) : [node];
    });
    for (const node of everyNode(root))
      node.children = node.children?.map((child) =>
        child.type === "mdxJsxFlowElement" && child.name === "Term"
          ? {
              type: "paragraph",
              position: child.position,
              children: [{ ...child, type: "mdxJsxTextElement" }],
            }
          : child,
      );
  };
}

function addressesOf(node: LessonNode): string[] {
  if (node.url !== undefined) return [node.url];
  const { src, captions } = node.attributes ? propsOf(node) : {};
  return [src, captions].filter((each) => typeof each === "string");
}

function section(node: LessonNode, shape: LessonShape) {
  const id = `section-${shape.sections.length + 1}`;
  shape.sections.push({ id, title: textOf(node).trim() });
  // A lesson's own title is the only first-level heading of its page.
  node.depth = 2;
  node.data = { hProperties: { id } };
}

function steps(node: LessonNode) {
  const [list] = node.children ?? [];
  if (!list) return;
  list.data = { hProperties: { className: "steps" } };
  for (const item of list.children ?? []) {
    const first = item.children?.[0]?.children?.[0];
    if (first?.type === "strong") first.data = { hName: "b" };
  }
}

function law(node: LessonNode, shape: LessonShape) {
  const { ref, title, article, checkedOn, validUntil } = propsOf(node);
  shape.laws.push({
    ref: ref !== undefined ? String(ref) : [title, article].filter(Boolean).join("/"),
    checkedOn: String(checkedOn),
    validUntil: validUntil === undefined ? null : String(validUntil),
  });
  // React keeps a prop named "ref" for itself.
  for (const attribute of node.attributes ?? []) if (attribute.name === "ref") attribute.name = "source";
}

function practice(node: LessonNode, topics: ReadonlyMap<string, SyllabusTopic>) {
  const topic = topics.get(String(propsOf(node).topic));
  if (!topic) return;
  node.attributes?.push(attribute("title", topic.title), attribute("paper", topic.paper));
}

function table(node: LessonNode) {
  const [head] = node.children ?? [];
  const columns = head?.children?.map((cell) => textOf(cell).trim()).filter(Boolean) ?? [];
  node.data = { hProperties: { className: "tbl", ariaLabel: columns.join("、") } };
  for (const row of node.children ?? [])
    row.children?.forEach((cell, column) => {
      // Alignment would become a style attribute, which the page's content policy blocks.
      if (node.align?.[column] === "right") cell.data = { hProperties: { className: "n" } };
    });
  node.align = null;
}

function check(node: LessonNode, shape: LessonShape): LessonNode[] {
  const { id, kind, right, wrong } = propsOf(node);
  const parts = node.children ?? [];
  const stem = parts.filter((child) => child.name !== "Option" && child.name !== "Answer");
  const written = parts.filter((child) => child.name === "Option");
  const type = kind === "multiple" || kind === "ordering" || kind === "fill" ? kind : "single";
  const options = type === "ordering" ? disordered(String(id), written) : written;
  const letterOf = (option: LessonNode) => String.fromCharCode(65 + options.indexOf(option));
  const slot: Slot = {
    ...{ kind: "check", id: String(id), type, line: lineOf(node) },
    options: options.map(letterOf),
  };
  shape.slots.push(slot);
  if (type === "fill") {
    const answers = parts.filter((child) => child.name === "Answer").map((each) => textOf(each).trim());
    shape.keys[slot.id] = { type, correct: answers, why: { right: String(right), wrong: String(wrong) } };
  } else {
    const isRight = (option: LessonNode) => type === "ordering" || propsOf(option).correct !== undefined;
    shape.keys[slot.id] = {
      type,
      correct: written.filter(isRight).map(letterOf),
      why: Object.fromEntries(options.map((option) => [letterOf(option), String(propsOf(option).why)])),
    };
  }
  return parted([stem, ...options.map((option) => option.children ?? [])]);
}

/** The steps of an order in another one, the same at each compilation. */
function disordered(id: string, options: LessonNode[]): LessonNode[] {
  const mixed = shuffled(options, seededRandom([id, ...options.map(textOf)].join("\n")));
  const untouched = mixed.every((option, index) => option === options[index]);
  return untouched ? [...mixed.slice(1), ...mixed.slice(0, 1)] : mixed;
}

function prompt(node: LessonNode, kind: "reflection" | "discussion", shape: LessonShape): LessonNode[] {
  shape.slots.push({ kind, id: String(propsOf(node).id), line: lineOf(node) });
  return parted([node.children ?? []]);
}

function parted(parts: LessonNode[][]): LessonNode[] {
  return [...parts.flatMap((part) => [element("Cut", []), element("Part", alone(part))]), element("Cut", [])];
}

/** What stands in a single paragraph is needed without it. */
function alone(nodes: LessonNode[]): LessonNode[] {
  const [only] = nodes;
  return nodes.length === 1 && only?.type === "paragraph" ? (only.children ?? []) : nodes;
}

function element(name: string, children: LessonNode[]): LessonNode {
  return { type: "mdxJsxFlowElement", name, attributes: [], children };
}

function attribute(name: string, value: string) {
  return { type: "mdxJsxAttribute", name, value };
}

function lineOf(node: LessonNode): number {
  return node.position?.start.line ?? 1;
}

/** The rehype plugin that writes where each block of the text begins: `data-line`, for previews and comments. */
export function markLines() {
  return (root: LessonNode & { children?: MarkedNode[] }) => {
    for (const block of root.children ?? []) {
      const line = block.position?.start.line;
      if (line === undefined) continue;
      const list = block.name === "Steps" && block.children?.find((child) => child.type === "element");
      const node: MarkedNode = list || block;
      if (node.type === "element") node.properties = { ...node.properties, dataLine: String(line) };
      else if (node.type === "mdxJsxFlowElement") node.attributes?.push(attribute("data-line", String(line)));
    }
  };
}

type MarkedNode = LessonNode & { properties?: Record<string, unknown> };
