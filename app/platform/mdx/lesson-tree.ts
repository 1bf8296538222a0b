/** The parts of a Markdown tree that the pipeline reads, as remark hands them over. */
export interface LessonNode {
  type: string;
  position?: LessonPosition;
  children?: LessonNode[];
  value?: string;
  url?: string;
  title?: string | null;
  alt?: string | null;
  identifier?: string;
  depth?: number;
  ordered?: boolean | null;
  align?: (string | null)[] | null;
  name?: string | null;
  attributes?: LessonAttribute[];
  data?: { hName?: string; hProperties?: Record<string, string> };
}

interface LessonPosition {
  start: { line: number; column: number; offset?: number };
  end: { line: number; column: number; offset?: number };
}

/** `name` is absent on a spread; `value` is null when only the name is written, an object for an expression. */
export interface LessonAttribute {
  type: string;
  name?: string;
  value?: string | null | { value: string };
  position?: LessonPosition;
}

export function isElement(node: LessonNode): boolean {
  return node.type === "mdxJsxFlowElement" || node.type === "mdxJsxTextElement";
}

/** The node and all below it in document order, however deep. */
export function* everyNode(node: LessonNode): Generator<LessonNode> {
  const waiting = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next;
    for (let index = (next.children?.length ?? 0) - 1; index >= 0; index--) {
      const child = next.children?.[index];
      if (child) waiting.push(child);
    }
  }
}

/** The running text in a node, props left out. */
export function textOf(node: LessonNode): string {
  let text = "";
  for (const { type, value } of everyNode(node))
    if (type === "text" || type === "inlineCode" || type === "code") text += value ?? "";
  return text;
}

/** An element's props as its component sees them: strings, or true where only the name is written. */
export function propsOf(node: LessonNode): Record<string, string | true> {
  const props: [string, string | true][] = [];
  for (const { name, value } of node.attributes ?? [])
    if (name !== undefined && (typeof value === "string" || value === null || value === undefined))
      props.push([name, value ?? true]);
  return Object.fromEntries(props);
}
