import { autocompletion, type CompletionContext, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { markdownKeymap, markdownLanguage } from "@codemirror/lang-markdown";
import { HighlightStyle, Language, LanguageSupport, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { EditorSelection, EditorState, Transaction } from "@codemirror/state";
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { MarkdownParser } from "@lezer/markdown";
import type { ComponentHelp } from "~/platform/mdx/component-help";
import { placed, type Surface } from "./surface";

export interface MirrorWords {
  label: string;
  close: string;
  completions: string;
  problems: string;
  noProblem: string;
  /** "Write {{text}}" with the text in it. */
  fix: (write: string) => string;
}

interface Asked {
  parent: HTMLElement;
  text: string;
  /** The element with the hint about the keyboard. */
  describedBy: string;
  words: MirrorWords;
  help: readonly ComponentHelp[];
  nonce: string;
  onChange: (text: string) => void;
  onSave: () => void;
  onScroll: () => void;
}

/** Classes and not styles: the colours are those of the page, light and dark. */
const colours = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.heading, class: "cx-heading" },
    { tag: tags.strong, class: "cx-strong" },
    { tag: tags.emphasis, class: "cx-emphasis" },
    { tag: [tags.meta, tags.processingInstruction, tags.contentSeparator], class: "cx-mark" },
    { tag: tags.angleBracket, class: "cx-mark" },
    { tag: tags.tagName, class: "cx-tag" },
    { tag: tags.attributeName, class: "cx-prop" },
    { tag: [tags.link, tags.url], class: "cx-link" },
    { tag: tags.monospace, class: "cx-code" },
    { tag: tags.quote, class: "cx-quote" },
  ]),
);

const parser = markdownLanguage.parser as MarkdownParser;
const isRule = (text: string) => text.trimEnd() === "---";

/**
 * Markdown as MDX reads it: what stands between the tags of a component is Markdown too, where CommonMark would take it
 * for HTML up to the next empty line; and front matter is no heading between two rules. Made from the parser alone: the
 * package's own `markdown()` brings HTML, CSS and JavaScript along, 100 KB that no lesson may contain.
 */
const lesson = new LanguageSupport(
  new Language(
    markdownLanguage.data,
    parser.configure({
      remove: ["HTMLBlock", "HTMLTag", "IndentedCode"],
      defineNodes: [
        { name: "FrontMatter", block: true, style: tags.meta },
        { name: "Component", style: tags.angleBracket },
        { name: "ComponentName", style: tags.tagName },
        { name: "ComponentProps", style: tags.attributeName },
      ],
      parseBlock: [
        {
          name: "FrontMatter",
          before: "HorizontalRule",
          parse(context, line) {
            if (context.lineStart !== 0 || !isRule(line.text)) return false;
            while (context.nextLine()) {
              if (!isRule(line.text)) continue;
              context.nextLine();
              break;
            }
            context.addElement(context.elt("FrontMatter", 0, context.prevLineEnd()));
            return true;
          },
        },
      ],
      parseInline: [
        {
          name: "Component",
          parse(context, next, from) {
            if (next !== 60) return -1;
            const found = /^<\/?([A-Z]\w*)((?:\s+\w+(?:="[^"]*")?)*)\s*\/?>/.exec(
              context.slice(from, context.end),
            );
            if (!found) return -1;
            const [whole, name = "", props = ""] = found;
            const at = from + whole.indexOf(name);
            const inside = [context.elt("ComponentName", at, at + name.length)];
            if (props)
              inside.push(context.elt("ComponentProps", at + name.length, at + name.length + props.length));
            return context.addElement(context.elt("Component", from, from + whole.length, inside));
          },
        },
      ],
    }),
    [],
    "lesson",
  ),
);

/** The components of a lesson, offered at `<`. */
function components(help: readonly ComponentHelp[]) {
  return (context: CompletionContext) => {
    const typed = context.matchBefore(/<[A-Za-z]*/);
    if (!typed) return null;
    return {
      from: typed.from,
      options: help.map(({ name, title, description, snippet }) => ({
        label: `<${name}`,
        displayLabel: name,
        detail: title,
        info: description,
        apply(view: EditorView, _: unknown, from: number, to: number) {
          const { doc } = view.state;
          const set = placed(snippet, doc.sliceString(0, from), doc.sliceString(to));
          view.dispatch({
            changes: { from, to, insert: set },
            selection: { anchor: from + set.trimEnd().length },
            userEvent: "input.complete",
            scrollIntoView: true,
          });
        },
      })),
      validFor: /^<[A-Za-z]*$/,
    };
  };
}

/** What stands at the lower edge of the window, the menu of a phone or the buttons of a desk, hides no cursor. */
const lowerEdge = 88;
function keepInSight(view: EditorView): void {
  view.requestMeasure({
    key: keepInSight,
    read: () => (view.coordsAtPos(view.state.selection.main.head)?.bottom ?? 0) - (innerHeight - lowerEdge),
    write: (below) => {
      if (below > 0) scrollBy(0, below);
    },
  });
}

export function mountCodeMirror(asked: Asked): Surface {
  const { words } = asked;
  const view = new EditorView({
    parent: asked.parent,
    state: EditorState.create({
      doc: asked.text,
      extensions: [
        EditorView.cspNonce.of(asked.nonce),
        EditorState.phrases.of({
          Completions: words.completions,
          Diagnostics: words.problems,
          "No diagnostics": words.noProblem,
          close: words.close,
        }),
        EditorView.lineWrapping,
        lineNumbers(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSpecialChars(),
        history(),
        lesson,
        colours,
        autocompletion({ override: [components(asked.help)], icons: false }),
        EditorView.contentAttributes.of({
          "aria-label": words.label,
          "aria-describedby": asked.describedBy,
          // What can be edited has the focus anyway; said, so that the area it scrolls in is known to be reached.
          tabindex: "0",
          lang: "zh-CN",
          spellcheck: "false",
          autocorrect: "off",
          autocapitalize: "off",
        }),
        keymap.of([
          { key: "Mod-s", preventDefault: true, run: () => (asked.onSave(), true) },
          ...completionKeymap,
          // Enter goes on with a list.
          ...markdownKeymap,
          ...lintKeymap,
          ...defaultKeymap,
          ...historyKeymap,
          // Escape, then Tab, leaves the editor: that is CodeMirror's own, and the page says it.
          indentWithTab,
        ]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) asked.onChange(update.state.doc.toString());
          if (update.view.hasFocus && (update.docChanged || update.selectionSet)) keepInSight(update.view);
        }),
      ],
    }),
  });
  view.scrollDOM.addEventListener("scroll", asked.onScroll, { passive: true });
  const at = (line: number, column: number) => {
    const found = view.state.doc.line(Math.max(1, Math.min(line, view.state.doc.lines)));
    return { from: Math.min(found.from + column - 1, found.to), end: found.to };
  };

  return {
    text: () => view.state.doc.toString(),
    setText(text) {
      const { length } = view.state.doc;
      const anchor = Math.min(view.state.selection.main.anchor, text.length);
      view.dispatch({ changes: { from: 0, to: length, insert: text }, selection: { anchor } });
    },
    underline(findings) {
      const diagnostics = findings.map((finding): Diagnostic => {
        const { from, end } = at(finding.line, finding.column);
        const { fix } = finding;
        const fits = fix !== null && view.state.doc.sliceString(from, from + fix.found.length) === fix.found;
        const to = fits ? from + fix.found.length : Math.max(from, Math.min(end, from + 60));
        return {
          from,
          to,
          severity: finding.severity,
          message: finding.text,
          actions: fits
            ? [
                {
                  name: words.fix(fix.write),
                  apply: (_, start, stop) => {
                    if (view.state.doc.sliceString(start, stop) !== fix.found) return;
                    view.dispatch({ changes: { from: start, to: stop, insert: fix.write } });
                  },
                },
              ]
            : [],
        };
      });
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
    goTo(line, column) {
      const { from } = at(line, column);
      view.dispatch({
        selection: EditorSelection.cursor(from),
        effects: EditorView.scrollIntoView(from, { y: "center" }),
      });
      view.focus();
    },
    insert(snippet) {
      const { from, to } = view.state.selection.main;
      const { doc } = view.state;
      const set = placed(snippet, doc.sliceString(0, from), doc.sliceString(to));
      view.dispatch({
        changes: { from, to, insert: set },
        selection: { anchor: from + set.trimEnd().length },
        annotations: Transaction.userEvent.of("input"),
        scrollIntoView: true,
      });
      view.focus();
    },
    topLine() {
      const top = view.scrollDOM.getBoundingClientRect().top - view.documentTop;
      const block = view.lineBlockAtHeight(top);
      const line = view.state.doc.lineAt(block.from).number;
      return line + (block.height ? Math.max(0, Math.min(1, (top - block.top) / block.height)) : 0);
    },
    scrollToLine(line) {
      const block = view.lineBlockAt(at(Math.floor(line), 1).from);
      const inner = block.top + (line - Math.floor(line)) * block.height;
      view.scrollDOM.scrollTop = inner;
    },
    destroy: () => view.destroy(),
  };
}
