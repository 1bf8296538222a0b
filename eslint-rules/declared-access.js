// Why: a page is private by what its file says, not by what somebody remembered to call. A loader or action that is not
// made by `guarded`, `guardedAny` or `open` answers anybody; a route without a loader has nobody's permission at all.
const makers = new Set(["guarded", "guardedAny", "open"]);
const handlers = new Set(["loader", "action"]);

/** @type {import("@typescript-eslint/utils").TSESLint.RuleModule<"undeclared" | "missing">} */
export const declaredAccess = {
  meta: {
    type: "problem",
    docs: { description: "declare who may call each loader and action" },
    messages: {
      undeclared:
        "Declare who may call `{{name}}`: export const {{name}} = guarded(permission, …), guardedAny(…) or open(…), from ~/platform/guard.server.",
      missing: "A route exports a loader, made by guarded, guardedAny or open.",
    },
    schema: [],
  },
  defaultOptions: [],
  create(context) {
    /** @type {Set<string>} */
    const imported = new Set();
    let hasLoader = false;
    /** @param {import("@typescript-eslint/utils").TSESTree.Node} node @param {string} name @param {boolean} declared */
    const check = (node, name, declared) => {
      if (!handlers.has(name)) return;
      hasLoader ||= name === "loader";
      if (!declared) context.report({ node, messageId: "undeclared", data: { name } });
    };
    return {
      ImportDeclaration(node) {
        if (node.source.value !== "~/platform/guard.server") return;
        for (const each of node.specifiers)
          if (
            each.type === "ImportSpecifier" &&
            each.imported.type === "Identifier" &&
            makers.has(each.imported.name)
          )
            imported.add(each.local.name);
      },
      ExportNamedDeclaration(node) {
        if (node.exportKind === "type") return;
        for (const each of node.specifiers)
          check(each, each.exported.type === "Identifier" ? each.exported.name : each.exported.value, false);
        const made = node.declaration;
        if (made?.type === "FunctionDeclaration" && made.id) check(made, made.id.name, false);
        if (made?.type === "VariableDeclaration")
          for (const { id, init } of made.declarations)
            if (id.type === "Identifier")
              check(
                id,
                id.name,
                init?.type === "CallExpression" &&
                  init.callee.type === "Identifier" &&
                  imported.has(init.callee.name),
              );
      },
      "Program:exit"(node) {
        if (!hasLoader) context.report({ node, messageId: "missing" });
      },
    };
  },
};
