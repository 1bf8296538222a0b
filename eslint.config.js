import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { declaredAccess } from "./eslint-rules/declared-access.js";
import { kebabCase } from "./eslint-rules/kebab-case.js";
import { noBarrel } from "./eslint-rules/no-barrel.js";
import { noStyleAttribute } from "./eslint-rules/no-style-attribute.js";
import { noVagueFile } from "./eslint-rules/no-vague-file.js";
import { noVisibleLiteral } from "./eslint-rules/no-visible-literal.js";

// Nothing here asks for types: `tsc` checks those, and the linter stays quick enough for every commit.

const ownRules = {
  "declared-access": declaredAccess,
  "kebab-case": kebabCase,
  "no-barrel": noBarrel,
  "no-style-attribute": noStyleAttribute,
  "no-vague-file": noVagueFile,
  "no-visible-literal": noVisibleLiteral,
};

const clock = [
  ["NewExpression[callee.name='Date'][arguments.length=0]", "new Date()"],
  ["CallExpression[callee.name='Date']", "Date()"],
  ["CallExpression[callee.object.name='Date'][callee.property.name='now']", "Date.now()"],
];
const chance = [
  ["MemberExpression[object.name='Math'][property.name='random']", "Math.random"],
  ["CallExpression[callee.object.name='performance'][callee.property.name='now']", "performance.now()"],
  [
    "CallExpression[callee.property.name='randomUUID'], CallExpression[callee.name='randomUUID']",
    "randomUUID",
  ],
];
/** @param {string[][]} asked @param {string} reason */
const ban = (asked, reason) => asked.map(([selector, what]) => ({ selector, message: `${what}: ${reason}` }));

const tests = ["**/*.test.{ts,tsx}", "**/*.spec.ts", "tests/**/*.ts"];

export default tseslint.config(
  {
    ignores: [
      "app/platform/generated/",
      "build/",
      "public/",
      "data/",
      ".cache/",
      "coverage/",
      "test-results/",
      "playwright-report/",
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  tseslint.configs.recommended,
  {
    plugins: { nuanxin: { rules: ownRules } },
    rules: {
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", destructuredArrayIgnorePattern: "^_" },
      ],
      // `import { type X }` from a .server file would stay behind as an import in the browser's build.
      "@typescript-eslint/no-import-type-side-effects": "error",
      "@typescript-eslint/ban-ts-comment": ["error", { "ts-expect-error": "allow-with-description" }],
      // An interface of one parent and no members is how a package's own interface is widened.
      "@typescript-eslint/no-empty-object-type": ["error", { allowInterfaces: "with-single-extends" }],
      eqeqeq: ["error", "always", { null: "ignore" }],
      // Of ESLint's own recommended rules, those that find what `tsc` does not.
      "no-async-promise-executor": "error",
      "no-compare-neg-zero": "error",
      "no-cond-assign": "error",
      "no-constant-binary-expression": "error",
      "no-dupe-else-if": "error",
      "no-irregular-whitespace": "error",
      "no-loss-of-precision": "error",
      "no-self-assign": "error",
      "no-self-compare": "error",
      "no-template-curly-in-string": "error",
      "no-unsafe-finally": "error",
      "no-useless-escape": "error",
      "nuanxin/kebab-case": "error",
      "nuanxin/no-barrel": "error",
      "nuanxin/no-vague-file": "error",
    },
  },
  {
    // Not in .server.ts files, where `use…` is a verb like any other.
    files: ["app/**/*.tsx", "app/**/use-*.ts"],
    plugins: { "react-hooks": hooks },
    rules: {
      // The two rules of hooks only. The others of version 7 tell whether the React Compiler could memoize a component:
      // React 18 runs here without it, and they forbid what pages need that work before JavaScript does (state set in
      // an effect from what only the browser knows, a ref that holds the latest callback).
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
    },
  },
  {
    files: ["app/**/*.{ts,tsx}"],
    ignores: tests,
    rules: {
      // What is printed to the console is in no log: use platform/log.server.
      "no-console": "error",
      "nuanxin/no-style-attribute": "error",
      "nuanxin/no-visible-literal": "error",
    },
  },
  {
    // Notation, not wording: how Chinese writes a date and an article of law is computed, and tested. What the lesson
    // components put around an author's text is Chinese punctuation, since a lesson is Chinese for every reader.
    files: [
      "app/lib/dates.ts",
      "app/platform/mdx/{components.tsx,law-reference.ts,lesson-shape.ts,props.ts}",
    ],
    rules: { "nuanxin/no-visible-literal": "off" },
  },
  {
    files: ["app/**/*.server.{ts,tsx}", "app/routes/**/*.{ts,tsx}"],
    ignores: ["app/platform/**", "app/process/**"],
    rules: {
      "no-restricted-syntax": [
        "error",
        ...ban(clock, "there is one clock, platform/clock.server, which the demonstration can move."),
      ],
    },
  },
  {
    files: ["app/features/*/rules/**", "app/lib/**"],
    ignores: tests,
    rules: {
      "no-restricted-syntax": [
        "error",
        ...ban(
          [...clock, ...chance],
          "time and randomness come in as arguments, so that a decision can be repeated.",
        ),
      ],
    },
  },
  {
    files: ["app/routes/**/*.{ts,tsx}", "app/root.tsx"],
    rules: { "nuanxin/declared-access": "error" },
  },
  {
    files: tests,
    rules: {
      "no-template-curly-in-string": "off", // tests of checks hold code as text
      "no-restricted-syntax": [
        "error",
        {
          // Not Playwright's `test.skip(condition, "reason")`, which says why.
          selector:
            "MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|fixme)$/], :not(CallExpression[arguments.1.type='Literal']) > MemberExpression[object.name=/^(it|test|describe)$/][property.name='skip']",
          message:
            "A test that is left out, or that leaves out the others, proves nothing. Skip with a condition and a reason.",
        },
        {
          selector: "CallExpression[callee.property.name='waitForTimeout']",
          message:
            "Wait for what the reader would wait for, not for a time: a fixed wait is slow or flaky, or both.",
        },
        {
          selector:
            "CallExpression[callee.object.name='vi'][callee.property.name=/^(do)?mock$/i] > Literal[value=/^[.~]/]",
          message:
            "No mock of our own modules: give the function plain data, or use the database of the test.",
        },
      ],
    },
  },
  // This one test exists to be reported as not run.
  { files: ["tests/setup/no-postgres.test.ts"], rules: { "no-restricted-syntax": "off" } },
);
