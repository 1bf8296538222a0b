// Direction 8: a model belongs to the feature whose .prisma file defines it, and nobody else writes it; append-only
// models are never changed by anybody. `tsx scripts/check-owners.ts` prints file:line: message and exits 1.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const appendOnly = new Set(["LedgerEntry", "AuditEvent", "PracticeReview", "Seal"]);
/** These prove that the database refuses what this script forbids, and that a verification sees what got past it. */
const damageOnPurpose = new Set([
  "tests/db/append-only.test.ts",
  "tests/db/seals.test.ts",
  "tests/load/drill-damage.ts",
]);
const inserts = new Set(["create", "createMany", "createManyAndReturn", "connectOrCreate"]);
const changes = new Set(
  ["update", "updateMany", "updateManyAndReturn", "upsert", "delete", "deleteMany"].concat(
    "disconnect",
    "set",
  ),
);

interface Model {
  name: string;
  table: string;
  /** The name of the .prisma file: a feature, or `platform`. */
  owner: string;
  /** Field name → model name, for nested writes. */
  relations: Map<string, string>;
}

/** Models by the name that the client gives them, such as `ledgerEntry`. Takes owner → text of its .prisma file. */
export function readModels(schemas: Record<string, string>): Map<string, Model> {
  const models = new Map<string, Model>();
  for (const [owner, text] of Object.entries(schemas))
    for (const [, name = "", body = ""] of text.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)) {
      const fields = [...body.matchAll(/^ +(\w+) +([A-Z]\w*)/gm)].map(
        ([, field = "", type = ""]) => [field, type] as const,
      );
      const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name;
      models.set(uncapitalised(name), { name, table, owner, relations: new Map(fields) });
    }
  const known = new Set([...models.values()].map(({ name }) => name));
  for (const { relations } of models.values())
    for (const [field, type] of relations) if (!known.has(type)) relations.delete(field);
  return models;
}

/** What is wrong in one file, each as "file:line: message". `file` is relative to the root, with slashes. */
export function ownerFindings(file: string, text: string, models: Map<string, Model>): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const [, feature, layer] = /^app\/(?:features\/([^/]+)|([^/]+))\//.exec(file) ?? [];
  // The process starts and stops the installation, so it writes for the platform.
  const writer = feature ?? (layer === "platform" || layer === "process" ? "platform" : undefined);
  const owned = file.startsWith("app/") && !/\.test\.tsx?$/.test(file);
  const findings: string[] = [];

  const found = (position: number, message: string) =>
    findings.push(`${file}:${source.getLineAndCharacterOfPosition(position).line + 1}: ${message}`);

  function wrote(model: Model, change: boolean, position: number) {
    if (change && appendOnly.has(model.name) && !damageOnPurpose.has(file))
      found(position, `${model.name} is append-only: add a row that corrects, do not change one`);
    if (owned && model.owner !== writer)
      found(position, `${model.name} belongs to ${model.owner}: call its function, do not write it here`);
  }

  function visit(node: ts.Node) {
    if (ts.isCallExpression(node)) {
      const method = memberOf(node.expression);
      const delegate = method && memberOf(method.of);
      const model = delegate && models.get(delegate.name);
      if (model && (inserts.has(method.name) || changes.has(method.name))) {
        wrote(model, changes.has(method.name), method.at);
        node.arguments.forEach((argument) => nested(argument, model));
      }
    }
    // A delegate under another name would write unseen.
    if (ts.isVariableDeclaration(node) && node.initializer) {
      const kept = memberOf(node.initializer);
      if (kept && isClient(kept.of) && models.has(kept.name))
        found(kept.at, `call ${kept.name} where it is written, so that this check sees it`);
      if (ts.isObjectBindingPattern(node.name) && isClient(node.initializer))
        for (const { propertyName, name } of node.name.elements)
          if (models.has((propertyName ?? name).getText()))
            found(name.getStart(), `call ${name.getText()} on its client, so that this check sees it`);
    }
    if (ts.isStringLiteralLike(node)) sql(node.getText(), node.getStart());
    if (ts.isTemplateExpression(node)) {
      sql(node.getText(), node.getStart());
      for (const span of node.templateSpans) visit(span.expression);
    } else ts.forEachChild(node, visit);
  }

  /** `data: { lessons: { create: … } }` writes lessons, whoever is asked to. */
  function nested(node: ts.Node, model: Model) {
    if (!ts.isObjectLiteralExpression(node))
      return ts.forEachChild(node, (child) => {
        if (ts.isObjectLiteralExpression(child)) nested(child, model);
      });
    for (const property of node.properties) {
      if (!ts.isPropertyAssignment(property)) continue;
      const name = property.name.getText().replace(/^["']|["']$/g, "");
      const related = models.get(uncapitalised(model.relations.get(name) ?? ""));
      if (related && ts.isObjectLiteralExpression(property.initializer))
        for (const each of property.initializer.properties) {
          const method = each.name?.getText() ?? "";
          if (inserts.has(method) || changes.has(method))
            wrote(related, changes.has(method), each.getStart());
        }
      if (name !== "where" && name !== "select" && name !== "include")
        nested(property.initializer, related ?? model);
    }
  }

  function sql(text: string, start: number) {
    const statement =
      /\b(?:(insert\s+into|merge\s+into)|update(?:\s+only)?|delete\s+from(?:\s+only)?|truncate(?:\s+table)?)\s+"?(?:public"?\.)?"?(\w+)"?(\s+(?:(?:as\s+)?\w+\s+)?set\b)?/gi;
    for (const match of text.matchAll(statement)) {
      const [all, insert, table, set] = match;
      if (/^update/i.test(all) && !set) continue;
      const model = [...models.values()].find((each) => each.table === table);
      if (model) wrote(model, !insert || /^merge/i.test(insert), start + match.index);
    }
  }

  visit(source);
  return findings;
}

const uncapitalised = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

/** `a.b`, `a?.b` and `a["b"]`. */
function memberOf(node: ts.Expression): { name: string; of: ts.Expression; at: number } | undefined {
  if (ts.isPropertyAccessExpression(node))
    return { name: node.name.text, of: node.expression, at: node.name.getStart() };
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression))
    return {
      name: node.argumentExpression.text,
      of: node.expression,
      at: node.argumentExpression.getStart(),
    };
  return undefined;
}

/** `tx`, `db`, `db()`, `store.db`. */
const isClient = (node: ts.Expression) => /(^|\.)(tx|db|prisma)(\(\))?$/.test(node.getText());

function main() {
  const schemas = Object.fromEntries(
    readdirSync("prisma/schema").map((name) => [
      path.basename(name, ".prisma"),
      readFileSync(path.join("prisma/schema", name), "utf8"),
    ]),
  );
  const models = readModels(schemas);
  const files = ["app", "prisma/seed", "scripts", "tests"]
    .flatMap((dir) => readdirSync(dir, { recursive: true, encoding: "utf8" }).map((name) => `${dir}/${name}`))
    .map((file) => file.replaceAll(path.sep, "/"))
    .filter((file) => /\.(ts|tsx)$/.test(file) && !file.startsWith("app/platform/generated/"))
    // Its own test holds what is forbidden, as text.
    .filter((file) => file !== "scripts/check-owners.test.ts");
  const findings = files.flatMap((file) => ownerFindings(file, readFileSync(file, "utf8"), models));
  console.log(findings.join("\n") || `owners: ${models.size} models, ${files.length} files, nothing wrong`);
  process.exitCode = findings.length ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
