// Why: the content security policy refuses style attributes, so one that works in a test without the policy is missing
// in every browser. Use a class, or SVG attributes (width, x, transform) for figures that follow data.

/** @type {import("@typescript-eslint/utils").TSESLint.RuleModule<"style">} */
export const noStyleAttribute = {
  meta: {
    type: "problem",
    docs: { description: "no style attribute, which the policy refuses" },
    messages: {
      style: "The content security policy refuses style attributes: use a class or SVG attributes.",
    },
    schema: [],
  },
  defaultOptions: [],
  create: (context) => ({
    JSXAttribute(node) {
      if (node.name.name === "style") context.report({ node, messageId: "style" });
    },
  }),
};
