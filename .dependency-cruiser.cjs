// The directions of the architecture (1 to 7), each with its reason. `npx depcruise app prisma/seed` checks them, and
// scripts/directions.test.ts shows for each that it refuses what it is for.

const route = String.raw`^app/routes/|^app/[^/]+$`; // routes, and what stands beside them: root, entries, navigation
const top = String.raw`^app/[^/]+$`;
const test = String.raw`\.test\.tsx?$`;
const server = String.raw`\.server\.tsx?$`;
const features = "^app/features/";
const rules = "^app/features/[^/]+/rules/";
const lib = "^app/lib/";
const modules = "(^|/)node_modules/";
const pure = `${modules}(ts-fsrs|temporal-polyfill)/`;

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycle",
      comment: "Of two files that need each other, neither can be read, tested or moved alone. Types count.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-unresolved-import",
      comment: "An import that leads nowhere escapes every other rule.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "declared-packages",
      comment:
        "A package that only another one brings can vanish with its next version: put it into package.json.",
      severity: "error",
      from: { path: "^(app|prisma/seed)/", pathNot: [test, "^app/platform/generated/"] },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["type-only"] },
    },

    // 1. routes → workflows → features → platform, ui, lib
    {
      name: "routes-are-entered-by-requests",
      comment: "A route is HTTP only. What another file wants of it belongs to a workflow, a feature or ui.",
      severity: "error",
      from: {},
      to: { path: "^app/routes/" },
    },
    {
      name: "process-is-on-top",
      comment:
        "The process (start, HTTP, command line) uses everything and is used by the server's entry alone.",
      severity: "error",
      from: { pathNot: [String.raw`^app/entry\.server\.tsx$`, "^app/process/"] },
      to: { path: "^app/process/" },
    },
    {
      name: "not-up-to-routes",
      comment: "Root, entries and navigation know the app. What lies below them does not know who shows it.",
      severity: "error",
      from: { path: "^app/(workflows|features|platform|ui|lib)/" },
      to: { path: top },
    },
    {
      name: "not-up-to-workflows",
      comment: "A workflow calls features. A feature that called one back would join transactions unseen.",
      severity: "error",
      from: { path: "^app/(features|platform|ui|lib)/" },
      to: { path: "^app/workflows/" },
    },
    {
      name: "not-up-to-features",
      comment: "Platform, ui and lib have no word of the domain, so that a feature can change without them.",
      severity: "error",
      from: { path: "^app/(platform|ui|lib)/" },
      to: { path: features },
    },
    {
      name: "ui-and-lib-without-platform",
      comment:
        "A component or a helper that knows the session or the database cannot be shown or tested by itself.",
      severity: "error",
      from: { path: "^app/(ui|lib)/" },
      to: { path: "^app/platform/" },
    },

    // 2. Rules and lib are pure
    {
      name: "lib-is-pure",
      comment:
        "lib imports lib and a short list of pure packages: no Node, no Prisma, no React, not even types.",
      severity: "error",
      from: { path: lib, pathNot: test },
      to: { pathNot: [lib, pure] },
    },
    {
      name: "rules-are-pure",
      comment:
        "A rule decides from its arguments, so that it can be asked, replayed and tested without a database.",
      severity: "error",
      from: { path: rules, pathNot: test },
      to: { pathNot: [rules, lib, pure] },
    },

    // 3. Schemas
    {
      name: "schema-is-a-shape",
      comment: "A schema says what may come in. What needs the database to be known is a rule.",
      severity: "error",
      from: { path: String.raw`^app/features/([^/]+)/schema(\.ts$|/)` },
      to: { pathNot: [`${modules}zod/`, rules, lib, String.raw`^app/features/$1/schema/`] },
    },

    // 4. Across features
    {
      name: "only-rules-across-features",
      comment:
        "Facts may cross between features, effects may not: they meet in a workflow. Reporting reads every table, but " +
        "it too imports nothing of another feature except rules.",
      severity: "error",
      from: { path: "^app/features/([^/]+)/" },
      to: { path: features, pathNot: ["^app/features/$1/", rules] },
    },

    // 5. What may reach the browser
    {
      name: "browser-without-server",
      comment:
        "A file without .server in its name may be sent to the browser (components, ui, hooks, rules, schemas). An " +
        "`import type` is erased, so a component may name what a query returns; rules, schemas, ui and lib may not " +
        "even do that, by their own rules here.",
      severity: "error",
      from: {
        path: "^app/(features|workflows|platform|ui|lib)/|^app/(entry.client|navigation|demo-banner|problem-page)",
        pathNot: [server, test],
      },
      to: { path: server, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "ui-rules-schema-without-server",
      comment: "Not even the types of a .server file: these are to be read without knowing the database.",
      severity: "error",
      from: {
        path: [String.raw`^app/features/[^/]+/(rules/|schema(\.ts$|/))`, "^app/(ui|lib)/"],
        pathNot: test,
      },
      to: { path: server },
    },

    // 6. Packages of the server
    {
      name: "server-packages",
      comment:
        "Prisma, mdx-bundler and lucia stay in .server files, where the build keeps them from the browser.",
      severity: "error",
      from: { path: "^app/", pathNot: [server, test, "^app/platform/generated/"] },
      to: { path: [`${modules}(@prisma|prisma|mdx-bundler|lucia)/`, "^app/platform/generated/"] },
    },
    {
      name: "one-file-knows-lucia",
      comment: "lucia is no longer developed: one file is to be changed on the day it goes.",
      severity: "error",
      from: { pathNot: String.raw`^app/platform/session\.server\.ts$` },
      to: { path: `${modules}lucia/` },
    },

    // 7. Routes and the database
    {
      name: "routes-without-database",
      comment: "A route parses, authorises, calls one thing and responds. Queries have a name in a feature.",
      severity: "error",
      from: { path: route },
      to: {
        path: [
          String.raw`^app/platform/(store|transact)\.server\.ts$`,
          "^app/platform/generated/",
          `${modules}(@prisma|pg|@electric-sql)/`,
        ],
      },
    },

    // The demonstration's data, and tests
    {
      name: "seed-is-for-the-start",
      comment: "Invented data reach the store on one way only: the start of a demonstration.",
      severity: "error",
      from: { pathNot: ["^prisma/seed/", String.raw`^app/process/start\.server\.ts$`] },
      to: { path: "^prisma/seed/" },
    },
    {
      name: "seed-uses-features",
      comment:
        "The seed writes through features, platform, lib and the tests' factories: nothing of HTTP or pages.",
      severity: "error",
      from: { path: "^prisma/seed/" },
      to: { path: ["^app/(process|workflows|ui)/", route, "^tests/(?!factories/)"] },
    },
    {
      name: "app-without-tests",
      comment: "What runs for people does not depend on what only tests need.",
      severity: "error",
      from: { path: "^app/", pathNot: test },
      to: { path: ["^tests/", test] },
    },
  ],
  options: {
    doNotFollow: { path: ["(^|/)node_modules/", "^app/platform/generated/"] },
    // Type imports count, except where a rule says otherwise.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types", "typings"],
    },
  },
};
