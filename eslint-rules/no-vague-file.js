// Why: a file is named for what it exports. `utils`, `service` or `types` name nothing, so everything ends up in them,
// and whoever looks for a line has to open them all. The same holds for `mail-service` and `date-helpers`.
import path from "node:path";

const vague = /^(utils?|misc|helpers?|services?|managers?|types)$/;

/** @type {import("@typescript-eslint/utils").TSESLint.RuleModule<"vague">} */
export const noVagueFile = {
  meta: {
    type: "problem",
    docs: { description: "file names that say what is in them" },
    messages: { vague: "“{{word}}” says nothing: name the file for what it exports." },
    schema: [],
  },
  defaultOptions: [],
  create: (context) => ({
    Program(node) {
      const word = path.basename(context.filename).split(".")[0]?.split("-").at(-1) ?? "";
      if (vague.test(word)) context.report({ node, messageId: "vague", data: { word } });
    },
  }),
};
