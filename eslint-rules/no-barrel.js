// Why: a barrel hides where a thing lives, makes every importer load all of its neighbours (on a phone too) and is where
// most import cycles begin. Import from the file itself.

/** @type {import("@typescript-eslint/utils").TSESLint.RuleModule<"barrel" | "all">} */
export const noBarrel = {
  meta: {
    type: "problem",
    docs: { description: "no file that only re-exports" },
    messages: {
      barrel: "This file only re-exports: let its importers name the files themselves.",
      all: "Name what is exported, not everything of another file.",
    },
    schema: [],
  },
  defaultOptions: [],
  create: (context) => ({
    ExportAllDeclaration(node) {
      context.report({ node, messageId: "all" });
    },
    Program(node) {
      const own = node.body.filter(({ type }) => type !== "ImportDeclaration");
      const passesOn = own.every(
        (each) =>
          each.type === "ExportAllDeclaration" ||
          (each.type === "ExportNamedDeclaration" && !each.declaration),
      );
      if (own.length && passesOn) context.report({ node, messageId: "barrel" });
    },
  }),
};
