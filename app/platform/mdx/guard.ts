import { mdxExpression } from "micromark-extension-mdx-expression";
import { mdxJsx } from "micromark-extension-mdx-jsx";
import { mdxMd } from "micromark-extension-mdx-md";
import { addressKind } from "~/platform/mdx/address";
import { normalAnswer } from "~/platform/mdx/check-grade";
import { everyNode, isElement, type LessonNode, propsOf, textOf } from "~/platform/mdx/lesson-tree";
import { courseFileOf } from "~/platform/mdx/course-address";
import { lessonLimits } from "~/platform/mdx/limits";
import { type Place, type Problem, type ProblemCode, problemAt, quoted } from "~/platform/mdx/problem";
import { type ComponentName, componentProps, isComponentName, propForm } from "~/platform/mdx/props";
import type { SyllabusTopic } from "~/platform/mdx/syllabus-topics.server";

interface MarkdownProcessor {
  data(): { micromarkExtensions?: unknown[] };
}
interface LessonFile {
  value: unknown;
}

/** Thrown to stop a compilation whose findings have been collected. */
export class LessonRefused extends Error {}

/**
 * The remark plugin that keeps lessons data: it collects every finding in `problems` and throws `LessonRefused` when
 * one of them is an error, or when `refuse` is set because the text before was already faulty. Goes first.
 */
export function lessonGuard(
  this: MarkdownProcessor,
  options: { problems: Problem[]; refuse: boolean; topics: ReadonlyMap<string, SyllabusTopic> },
) {
  readWithoutPrograms(this);
  return (tree: LessonNode, file: LessonFile) => {
    new Inspection(String(file.value), options.problems, options.topics).run(tree);
    if (options.refuse || options.problems.some((problem) => problem.severity === "error"))
      throw new LessonRefused();
  };
}

/**
 * Reads tags and braces without a JavaScript parser: all code is refused anyway, and with one, a comment that never ends
 * is parsed again at each closing brace. `import` and `export` are then plain paragraphs, which the inspection finds.
 */
function readWithoutPrograms(processor: MarkdownProcessor) {
  processor.data().micromarkExtensions = [mdxExpression(), mdxJsx(), mdxMd()];
}

const knownTypes = new Set(
  (
    "root paragraph text emphasis strong delete inlineCode code blockquote list listItem heading thematicBreak break " +
    "link linkReference image imageReference definition footnoteReference footnoteDefinition table tableRow tableCell " +
    "mdxJsxFlowElement mdxJsxTextElement mdxFlowExpression mdxTextExpression"
  ).split(" "),
);
const nestingTypes = new Set(
  "blockquote listItem emphasis strong delete link linkReference mdxJsxFlowElement mdxJsxTextElement".split(
    " ",
  ),
);
const blockTypes = new Set(
  "paragraph heading list blockquote table code thematicBreak footnoteDefinition".split(" "),
);

/** Parted from the text for what a learner answers, so they cannot stand inside of anything. */
const topLevelOnly = new Set<ComponentName>(["Check", "Reflection", "Discussion"]);
const withoutContent = new Set<ComponentName>(["Figure", "Download", "Practice"]);
const checksOwnContent = new Set<ComponentName>(["Check", "Steps", "Compare", "Video", "Audio"]);
const mostAnswers = 10;
const longestAnswer = 60;

/** What to write instead of the HTML that people know. */
const insteadOf: Partial<Record<string, string>> = {
  ...{ b: "**…**", strong: "**…**", i: "*…*", em: "*…*", s: "~~…~~", del: "~~…~~", code: "`…`", pre: "```" },
  ...{ a: "[…](https://…)", img: "![…](images/….png)", hr: "---", blockquote: "> …", table: "| … | … |" },
  ...{ h1: "## …", h2: "## …", h3: "### …", h4: "#### …", ul: "- …", ol: "1. …", li: "- …" },
};

/** The finding for an element that is not a component. */
export function strangeElement(name: string, place: Place): Problem {
  // <小明>: a sign that Chinese texts use as a bracket, not a tag.
  if (/^[^\x00-\x7f]/.test(name))
    return problemAt(place, "lessThan", { text: quoted(`<${name}>`), found: "<", write: "&lt;" });
  const plain = /^[a-z][a-z0-9]*$/.test(name);
  if (!plain)
    return problemAt(place, "component", {
      name: quoted(name),
      known: Object.keys(componentProps).join(", "),
    });
  const write = Object.hasOwn(insteadOf, name) ? insteadOf[name] : undefined;
  return write
    ? problemAt(place, "htmlElementInstead", { name, instead: write })
    : problemAt(place, "htmlElement", { name });
}

class Inspection {
  private readonly ids = new Set<string>();
  private cells = 0;
  private readonly definitions = new Map<string, LessonNode>();
  private readonly references: { node: LessonNode; place: Place }[] = [];

  constructor(
    private readonly source: string,
    private readonly problems: Problem[],
    private readonly topics: ReadonlyMap<string, SyllabusTopic>,
  ) {}

  run(root: LessonNode) {
    // No recursion: how deep the tree is, is one of the questions.
    const waiting: { node: LessonNode; parents: LessonNode[]; depth: number; place: Place }[] = [
      { node: root, parents: [], depth: 0, place: { line: 1, column: 1 } },
    ];
    let seen = 0;
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { node, parents } = next;
      // GFM's automatic links have no position of their own.
      const place = node.position?.start ?? next.place;
      const depth = next.depth + (nestingTypes.has(node.type) ? 1 : 0);
      if (++seen > lessonLimits.parts) {
        this.add(place, "amount", { max: String(lessonLimits.parts) });
        return;
      }
      if (depth > lessonLimits.nesting) {
        this.add(place, "nesting", { max: String(lessonLimits.nesting) });
        return;
      }
      this.visit(node, parents, place);
      const inside = [node, ...parents.slice(0, 2)];
      for (const child of [...(node.children ?? [])].reverse())
        waiting.push({ node: child, parents: inside, depth, place });
    }
    this.resolveReferences();
  }

  private add(
    place: Place,
    code: ProblemCode,
    params?: Record<string, string>,
    severity?: Problem["severity"],
  ) {
    this.problems.push(problemAt(place, code, params, severity));
  }

  private visit(node: LessonNode, parents: LessonNode[], place: Place) {
    if (!knownTypes.has(node.type)) return this.add(place, "unsupported", { type: node.type });
    if (isElement(node)) return this.element(node, parents, place);
    if (node.type === "paragraph") return this.paragraph(node, place);
    if (node.type === "text") return this.text(node, place);
    if (node.type === "mdxFlowExpression" || node.type === "mdxTextExpression")
      return this.expression(node, place);
    if (node.type === "heading") return this.heading(node, place);
    if (node.type === "table") return this.table(node, place);
    if (node.type === "link" || node.type === "definition") return this.link(node, place);
    if (node.type === "image") return this.image(node, node.url ?? "", place);
    if (node.type === "linkReference" || node.type === "imageReference")
      this.references.push({ node, place });
  }

  private paragraph(node: LessonNode, place: Place) {
    const start = node.position?.start;
    const word =
      start?.column === 1 ? /^(?:import|export)(?= )/.exec(this.after(start.offset))?.[0] : undefined;
    if (word) this.add(place, "esm", { found: word, write: `&#${word.charCodeAt(0)};${word.slice(1)}` });
  }

  private text(node: LessonNode, place: Place) {
    if (!node.value?.includes("**")) return;
    const written = this.source.slice(node.position?.start.offset, node.position?.end.offset);
    // One written as \* is meant.
    if (/\*\*/.test(written.replace(/\\./g, ""))) this.add(place, "strongBroken", {}, "warning");
  }

  private expression(node: LessonNode, place: Place) {
    const value = node.value?.trim() ?? "";
    if (/^\/[*/]/.test(value)) this.add(place, "comment", { text: quoted(`{${value}}`) });
    else this.add(place, "expression", { text: quoted(`{${value}}`), found: "{", write: "\\{" });
  }

  private heading(node: LessonNode, place: Place) {
    const program = node.children?.some((child) => child.type === "mdxTextExpression");
    if (!program && textOf(node).trim() === "") this.add(place, "headingEmpty");
    else if (node.depth === 1) this.add(place, "headingFirst", { found: "#", write: "##" }, "warning");
  }

  private table(node: LessonNode, place: Place) {
    // Every row is filled up to the width of the first, so a wide one with many short rows grows without bound.
    const columns = node.align?.length ?? node.children?.[0]?.children?.length ?? 0;
    if (columns > lessonLimits.tableColumns)
      this.add(place, "tableSize", { columns: String(columns), max: String(lessonLimits.tableColumns) });
    const before = this.cells;
    this.cells += columns * (node.children?.length ?? 0);
    if (before <= lessonLimits.parts && this.cells > lessonLimits.parts)
      this.add(place, "amount", { max: String(lessonLimits.parts) });
  }

  private link(node: LessonNode, place: Place) {
    const url = node.url ?? "";
    if (node.identifier && !this.definitions.has(node.identifier))
      this.definitions.set(node.identifier, node);
    const automatic = node.type === "link" && !this.after(node.position?.start.offset).startsWith("[");
    // Somebody who types www.example.cn has not chosen http.
    if (automatic && /^http:\/\/www\./i.test(url) && /^www\./i.test(textOf(node)))
      node.url = `https${url.slice(4)}`;
    this.address(node.url ?? "", place);
    if (automatic && /[^\x21-\x7e]/.test(textOf(node)))
      this.add(place, "addressTail", { address: quoted(textOf(node)) }, "warning");
  }

  private address(url: string, place: Place) {
    const kind = addressKind(url);
    if (kind === "addressScheme" || kind === "addressOutside" || kind === "addressBroken")
      this.add(place, kind, { address: quoted(url) });
  }

  private resolveReferences() {
    let written = 0;
    for (const { node, place } of this.references) {
      const definition = this.definitions.get(node.identifier ?? "");
      if (node.type === "imageReference") this.image(node, definition?.url ?? "", place);
      const before = written;
      written += (definition?.url?.length ?? 0) + (definition?.title?.length ?? 0);
      // One long address, referred to thousands of times, would be written out thousands of times.
      if (before <= lessonLimits.bytes && written > lessonLimits.bytes) this.add(place, "references");
    }
  }

  private image(node: LessonNode, url: string, place: Place) {
    if (courseFileOf(url) === null) this.add(place, "imageElsewhere", { address: quoted(url) });
    if (!node.alt?.trim()) this.add(place, "imageAlt");
  }

  private element(node: LessonNode, parents: LessonNode[], place: Place) {
    const name = node.name ?? "<>";
    if (!isComponentName(name)) {
      this.problems.push(strangeElement(name, place));
      return;
    }
    const complete = this.props(node, name, place);
    this.place(node, name, parents, place);
    if (withoutContent.has(name)) {
      if (hasContent(node)) this.add(place, "noContent", { component: name });
    } else if (!checksOwnContent.has(name) && !hasContent(node))
      this.add(place, "empty", { component: name });
    if (name === "Steps") this.steps(node, place);
    if (name === "Compare") this.compare(node, place);
    if (name === "Side" && complete && node.attributes?.length === 0) this.add(place, "sideTitle");
    if (name === "Law" && complete) this.law(node, place);
    if (name === "Practice" && complete) this.practice(node, place);
    if (name === "Check") this.check(node, place);
    if (topLevelOnly.has(name)) this.id(node, place);
    const silent = name === "Video" ? propsOf(node).captions === undefined : name === "Audio";
    if (complete && silent && !hasContent(node)) this.add(place, "mediaText", { component: name }, "warning");
  }

  private id(node: LessonNode, place: Place) {
    const { id } = propsOf(node);
    if (typeof id !== "string") return;
    if (this.ids.has(id)) this.add(place, "idTwice", { id: quoted(id) });
    this.ids.add(id);
  }

  private practice(node: LessonNode, place: Place) {
    const topic = String(propsOf(node).topic);
    if (this.topics.has(topic)) return;
    const near = [...this.topics].filter(([, { title }]) => title.includes(topic) || topic.includes(title));
    const shown = near.length > 0 ? near : [...this.topics].slice(-1);
    const known = shown.slice(0, 4).map(([code, { title, paper }]) => `${code} ${title} · ${paper}`);
    this.add(place, "topicUnknown", { topic: quoted(topic), known: known.join("; ") });
  }

  private compare(node: LessonNode, place: Place) {
    const sides = (node.children ?? []).filter((child) => child.name === "Side");
    if (sides.length !== 2 || sides.length !== node.children?.length) this.add(place, "compare");
  }

  /** Says whether all props are as they should be. */
  private props(node: LessonNode, component: ComponentName, place: Place): boolean {
    const before = this.problems.length;
    const written = new Map<string, Place>();
    const unreadable = new Set<string>();
    for (const attribute of node.attributes ?? []) {
      const at = attribute.position?.start ?? place;
      const { name, value } = attribute;
      if (name === undefined) {
        this.add(at, "propSpread", { component });
        continue;
      }
      if (written.has(name)) this.add(at, "propTwice", { component, prop: quoted(name) });
      written.set(name, at);
      if (typeof value === "object" && value !== null) {
        unreadable.add(name);
        const form = propForm(component, name);
        this.add(at, "propExpression", {
          component,
          prop: quoted(name),
          instead: form === name ? name : `${quoted(name)}="…"`,
        });
      }
    }
    const schema = componentProps[component];
    const props = propsOf(node);
    const parsed = schema.safeParse(props);
    for (const issue of parsed.success ? [] : parsed.error.issues) {
      if (issue.code === "unrecognized_keys") {
        const known = Object.keys(schema.shape).join(", ") || "—";
        for (const key of issue.keys)
          this.add(written.get(key) ?? place, "propUnknown", { component, prop: quoted(key), known });
        continue;
      }
      const prop = String(issue.path[0] ?? "");
      if (unreadable.has(prop)) continue;
      const form = propForm(component, prop);
      const value = Object.hasOwn(props, prop) ? props[prop] : undefined;
      if (value === undefined) this.add(place, "propMissing", { component, prop, form });
      else {
        const code = /^1–/.test(form) ? "propLength" : "propValue";
        const given = value === true ? prop : `${prop}="${quoted(value)}"`;
        this.add(written.get(prop) ?? place, code, { component, prop, given, form });
      }
    }
    return this.problems.length === before;
  }

  private place(node: LessonNode, name: ComponentName, parents: LessonNode[], place: Place) {
    const [parent] = parents;
    const inside = parent && isElement(parent) ? parent.name : undefined;
    if (name === "Option" || name === "Answer") {
      if (inside !== "Check" || node.type !== "mdxJsxFlowElement")
        this.add(place, "optionPlace", { component: name });
    } else if (name === "Side" && inside !== "Compare") {
      this.add(place, "sidePlace");
    } else if (name === "Term") {
      if (node.children?.some((child) => blockTypes.has(child.type)))
        this.add(place, "inlinePlace", { component: name });
    } else if (topLevelOnly.has(name) && parent?.type !== "root")
      this.add(place, "checkPlace", { component: name });
    else if (node.type === "mdxJsxTextElement") this.add(place, "blockPlace", { component: name });
  }

  private steps(node: LessonNode, place: Place) {
    const [only, ...others] = node.children ?? [];
    if (only?.type !== "list" || !only.ordered || others.length > 0) this.add(place, "steps");
  }

  private law(node: LessonNode, place: Place) {
    const { ref, title, article } = propsOf(node);
    const one = (ref === undefined) !== (title === undefined);
    if (!one || (article !== undefined && title === undefined)) this.add(place, "lawSource");
  }

  private check(node: LessonNode, place: Place) {
    const { kind, right, wrong } = propsOf(node);
    const fill = kind === "fill";
    const given = { right, wrong };
    for (const prop of ["right", "wrong"] as const) {
      if (fill && given[prop] === undefined)
        this.add(place, "propMissing", { component: "Check", prop, form: propForm("Check", prop) });
      else if (!fill && given[prop] !== undefined) this.add(place, "checkFeedback", { prop });
    }

    const children = node.children ?? [];
    const isOption = (child: LessonNode) => child.name === "Option" || child.name === "Answer";
    const options = children.filter(isOption);
    const misplaced = options.length === 0 && [...everyNode(node)].some(isOption);
    if (misplaced) return;
    const strange = options.find((option) => option.name !== (fill ? "Answer" : "Option"));
    if (strange) this.add(strange.position?.start ?? place, fill ? "answerOnly" : "optionOnly");
    else if (fill) this.answers(options, place);
    else this.options(String(kind), options, place);

    const stem = children.slice(0, children.findIndex(isOption));
    if (options.length > 0 && !stem.some(hasContent)) this.add(place, "empty", { component: "Check" });
    const after = children.slice(stem.length).find((child) => !isOption(child));
    if (after && options.length > 0)
      this.add(after.position?.start ?? place, "optionPlace", { component: fill ? "Answer" : "Option" });
  }

  private options(kind: string, options: LessonNode[], place: Place) {
    const least = kind === "ordering" ? 3 : 2;
    if (options.length < least || options.length > 6) {
      this.add(place, "checkOptions", { count: String(options.length), least: String(least) });
      return;
    }
    const right = options.filter((option) => propsOf(option).correct !== undefined);
    const count = String(right.length);
    if (kind === "single" && right.length !== 1) this.add(place, "checkSingle", { count });
    if (kind === "multiple" && (right.length < 2 || right.length === options.length))
      this.add(place, "checkMultiple", { count });
    if (kind !== "ordering") return;
    if (right[0]) this.add(right[0].position?.start ?? place, "checkOrdering");
    const texts = options.map((option) => textOf(option).trim());
    const twice = options.find((_, index) => texts.indexOf(texts[index] ?? "") !== index);
    if (twice) this.add(twice.position?.start ?? place, "optionTwice");
  }

  private answers(answers: LessonNode[], place: Place) {
    if (answers.length < 1 || answers.length > mostAnswers)
      this.add(place, "checkAnswers", { count: String(answers.length), max: String(mostAnswers) });
    for (const answer of answers) {
      const plain = [...everyNode(answer)].every(
        (each) => each === answer || each.type === "paragraph" || each.type === "text",
      );
      const text = textOf(answer).trim();
      if (!plain || text.length > longestAnswer || (hasContent(answer) && normalAnswer(text) === ""))
        this.add(answer.position?.start ?? place, "answerText", { max: String(longestAnswer) });
    }
  }

  private after(offset: number | undefined): string {
    return offset === undefined ? "" : this.source.slice(offset, offset + 10);
  }
}

function hasContent(node: LessonNode): boolean {
  for (const { type, value } of everyNode(node))
    if (type === "image" || type === "imageReference" || value?.trim()) return true;
  return false;
}
