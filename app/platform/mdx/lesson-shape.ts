import type { CheckKeys, LessonBody } from "~/platform/mdx/lesson-body";
import { everyNode, type LessonNode, propsOf, textOf } from "~/platform/mdx/lesson-tree";

type Check = Pick<Extract<LessonBody["blocks"][number], { kind: "check" }>, "id" | "type"> & {
  options: string[];
};

export interface LessonShape extends Omit<LessonBody, "blocks"> {
  checks: Check[];
  keys: CheckKeys;
}

export function emptyShape(): LessonShape {
  return { sections: [], laws: [], characters: 0, checks: [], keys: {} };
}

/**
 * The remark plugin after the guard: reads what a lesson consists of into `shape`, and prepares the tree for rendering.
 * A check becomes its stem and options with a `Cut` before, between and after; its answers go to `shape.keys` only.
 */
export function shapeLesson(options: { shape: LessonShape }) {
  const { shape } = options;
  return (root: LessonNode) => {
    shape.characters = [...textOf(root).replace(/\s/g, "")].length;
    for (const node of everyNode(root)) {
      if (node.type === "table") table(node);
      else if (node.name === "Steps") steps(node);
      else if (node.name === "Law") law(node, shape);
    }
    root.children = root.children?.flatMap((node) => {
      if (node.type === "heading" && (node.depth ?? 6) <= 2) section(node, shape);
      return node.name === "Check" ? check(node, shape) : [node];
    });
    for (const node of everyNode(root))
      node.children = node.children?.map((child) =>
        child.type === "mdxJsxFlowElement" && child.name === "Term"
          ? { type: "paragraph", children: [{ ...child, type: "mdxJsxTextElement" }] }
          : child,
      );
  };
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
  const { id, kind } = propsOf(node);
  const options = node.children?.filter((child) => child.name === "Option") ?? [];
  const stem = node.children?.filter((child) => child.name !== "Option") ?? [];
  const letters = options.map((_, index) => String.fromCharCode(65 + index));
  const answers = options.map((option, index) => ({ key: letters[index] ?? "", ...propsOf(option) }));
  shape.checks.push({ id: String(id), type: kind === "multiple" ? "multiple" : "single", options: letters });
  shape.keys[String(id)] = {
    correct: answers.filter((answer) => "correct" in answer).map((answer) => answer.key),
    why: Object.fromEntries(answers.map((answer) => [answer.key, "why" in answer ? String(answer.why) : ""])),
  };
  const parts = [stem, ...options.map((option) => option.children ?? [])];
  return [...parts.flatMap((part) => [cut(), element("Part", alone(part))]), cut()];
}

/** What stands in a single paragraph is needed without it. */
function alone(nodes: LessonNode[]): LessonNode[] {
  const [only] = nodes;
  return nodes.length === 1 && only?.type === "paragraph" ? (only.children ?? []) : nodes;
}

function cut(): LessonNode {
  return element("Cut", []);
}

function element(name: string, children: LessonNode[]): LessonNode {
  return { type: "mdxJsxFlowElement", name, attributes: [], children };
}
