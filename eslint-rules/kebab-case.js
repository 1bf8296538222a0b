// Why: one way to write a file name, so that it can be guessed, and so that it is the same on a file system that does not
// tell capitals apart. Parts between full stops are each kebab-case: `guard.server.ts`, `seats.test.ts`. Routes may use
// Remix's marks as well: `courses.$course._index.tsx`, `$.tsx`.
import path from "node:path";

const part = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const routePart = /^(\$|\$?_?[a-z0-9]+(-[a-z0-9]+)*_?)$/;

/** @type {import("@typescript-eslint/utils").TSESLint.RuleModule<"name">} */
export const kebabCase = {
  meta: {
    type: "problem",
    docs: { description: "file names in kebab-case" },
    messages: { name: "“{{file}}” is not kebab-case." },
    schema: [],
  },
  defaultOptions: [],
  create: (context) => ({
    Program(node) {
      const file = path.basename(context.filename);
      const allowed = /(^|[\\/])app[\\/]routes[\\/]/.test(context.filename) ? routePart : part;
      const parts = file.replace(/^\./, "").split(".");
      if (!parts.every((each) => allowed.test(each)))
        context.report({ node, messageId: "name", data: { file } });
    },
  }),
};
