// Why: every word that a reader sees stands in app/locales in both languages. A word in the code stays Chinese for an
// English reader (or the other way round), and no check of the tables finds it. So: no letters in JSX text or in an
// attribute that is shown or read aloud, and no Chinese in any string of the app. Comments and regular expressions may.
const chinese = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;
const letter = /\p{L}/u;
const visible = new Set(
  "title label placeholder alt hint caption unit says why note sub head skip desc summary"
    .split(" ")
    .concat(
      ["label", "description", "roledescription", "valuetext", "placeholder"].map((name) => `aria-${name}`),
    ),
);

/** @type {import("@typescript-eslint/utils").TSESLint.RuleModule<"literal">} */
export const noVisibleLiteral = {
  meta: {
    type: "problem",
    docs: { description: "keep visible words in the text tables" },
    messages: { literal: "“{{text}}” belongs in app/locales, in both languages." },
    schema: [],
  },
  defaultOptions: [],
  create(context) {
    /** @param {import("@typescript-eslint/utils").TSESTree.Node} node @param {string} text */
    const report = (node, text) =>
      context.report({ node, messageId: "literal", data: { text: text.trim().slice(0, 40) } });

    /** The literals that an expression may show. @param {import("@typescript-eslint/utils").TSESTree.Node | null} node */
    const look = (node) => {
      if (node?.type === "JSXExpressionContainer") look(node.expression);
      if (node?.type === "ConditionalExpression") [node.consequent, node.alternate].forEach(look);
      // `a && "x"` shows the right side only, and a comparison shows neither.
      if (node?.type === "LogicalExpression")
        (node.operator === "&&" ? [node.right] : [node.left, node.right]).forEach(look);
      if (node?.type === "BinaryExpression" && node.operator === "+") [node.left, node.right].forEach(look);
      if (node?.type === "TemplateLiteral") {
        node.quasis.forEach((quasi) => shown(quasi, quasi.value.cooked ?? ""));
        node.expressions.forEach(look);
      }
      if (node?.type === "Literal" && typeof node.value === "string") shown(node, node.value);
    };
    /** Chinese is reported wherever it stands, so not here again. @param {import("@typescript-eslint/utils").TSESTree.Node} node @param {string} text */
    const shown = (node, text) => {
      if (letter.test(text) && !chinese.test(text)) report(node, text);
    };

    return {
      JSXText(node) {
        if (letter.test(node.value) || chinese.test(node.value)) report(node, node.value);
      },
      JSXAttribute(node) {
        if (visible.has(String(node.name.name))) look(node.value);
      },
      "JSXElement > JSXExpressionContainer": look,
      "JSXFragment > JSXExpressionContainer": look,
      Literal(node) {
        if (typeof node.value === "string" && chinese.test(node.value)) report(node, node.value);
      },
      TemplateElement(node) {
        if (chinese.test(node.value.raw)) report(node, node.value.raw);
      },
    };
  },
};
