import { RuleTester } from "eslint";
import tseslint from "typescript-eslint";
import { describe, it } from "vitest";
import { declaredAccess } from "../eslint-rules/declared-access.js";
import { kebabCase } from "../eslint-rules/kebab-case.js";
import { noBarrel } from "../eslint-rules/no-barrel.js";
import { noStyleAttribute } from "../eslint-rules/no-style-attribute.js";
import { noVagueFile } from "../eslint-rules/no-vague-file.js";
import { noVisibleLiteral } from "../eslint-rules/no-visible-literal.js";

RuleTester.describe = describe;
RuleTester.it = it;
const tester = new RuleTester({
  languageOptions: { parser: tseslint.parser, parserOptions: { ecmaFeatures: { jsx: true } } },
});
type Rule = Parameters<RuleTester["run"]>[1];
type Cases = Parameters<RuleTester["run"]>[2];
const run = (name: string, rule: object, cases: Cases) => tester.run(name, rule as Rule, cases);
const refused = (messageId: string, ...codes: string[]) =>
  codes.map((code) => ({ code, errors: [{ messageId }] }));
const named = (filename: string) => ({ code: "export const a = 1;", filename });

run("no-visible-literal", noVisibleLiteral, {
  valid: [
    '<p title={t("a.b")} className="wide">{t("list.title")} / {n}</p>',
    '<p>{" "}{count}% · {a && "—"}</p>',
    '<Row end={kind === "open" && <Tag />} label={state === "held" ? t("a") : t("b")} />',
    '<p>{state !== "held" && t("a")}</p>',
    "// 签到\nconst pattern = /第/;",
    'const id = "check-in";',
  ],
  invalid: refused(
    "literal",
    "<p>Sign in</p>",
    "<p>签到</p>",
    "<p>{a}，{b}</p>",
    '<p>{"Sign in"}</p>',
    "<>{`${n} days`}</>",
    '<p>{late ? "late" : t("a")}</p>',
    '<p>{late && "late"}</p>',
    '<img alt="a flower" />',
    '<nav aria-label="Main" />',
    '<input placeholder={"Name"} />',
    "<Field label={`Name ${n}`} />",
    '<Stat unit={"分"} />',
    'const meta = [{ title: "暖心学堂" }];',
    "const day = `${m}月`;",
  ),
});

const guard = 'import { guarded, guardedAny, open as anybody } from "~/platform/guard.server";';
const loader = 'export const loader = guarded("exam:sit", async () => null);';
run("declared-access", declaredAccess, {
  valid: [
    `${guard} ${loader}`,
    `${guard} export const loader = anybody("public", async () => null); export const action = guardedAny([], f);`,
    `${guard} ${loader} export const meta = () => []; export default function Page() {} export type { A } from "./a";`,
  ],
  invalid: [
    ...refused(
      "undeclared",
      "export async function loader() { return null; }",
      "export const loader = async () => null;",
      'export const loader = guarded("exam:sit", async () => null);',
      'import { guarded } from "./mine"; export const loader = guarded("exam:sit", f);',
      `${guard} export const loader = wrap(guarded("exam:sit", f));`,
      'export { loader } from "./other";',
      `${guard} const loader = guarded("exam:sit", f); export { loader };`,
      `${guard} ${loader} export const action = async () => null;`,
    ),
    ...refused(
      "missing",
      `${guard} export const action = guarded("exam:sit", f);`,
      "export default () => null;",
    ),
  ],
});

run("no-style-attribute", noStyleAttribute, {
  valid: ['<p className="a" />', '<rect width="3" transform="scale(2)" />'],
  invalid: refused("style", "<p style={{ width: 3 }} />", '<p style="width: 3px" />'),
});

run("kebab-case", kebabCase, {
  valid: [
    ...["app/ui/page-head.tsx", "app/platform/guard.server.ts", "app/features/exams/rules/score.test.ts"].map(
      named,
    ),
    ...["app/routes/$.tsx", "app/routes/_index.tsx", "app/routes/courses.$course.$lesson._index.tsx"].map(
      named,
    ),
    ...[".dependency-cruiser.cjs", "app/platform/i18n/i18next.d.ts", "vitest.config.ts"].map(named),
  ],
  invalid: ["app/ui/PageHead.tsx", "app/ui/page_head.tsx", "app/ui/$page.tsx", "app/routes/signIn.tsx"].map(
    (it) => ({
      ...named(it),
      errors: [{ messageId: "name" }],
    }),
  ),
});

run("no-vague-file", noVagueFile, {
  valid: ["app/lib/dates.ts", "app/features/people/service-years.server.ts"].map(named),
  invalid: [
    ...[
      "app/lib/utils.ts",
      "app/lib/date-helpers.ts",
      "app/platform/mail-service.server.ts",
      "app/types.d.ts",
    ],
    ...["app/ui/misc.tsx", "app/platform/job-manager.server.ts"],
  ].map((it) => ({ ...named(it), errors: [{ messageId: "vague" }] })),
});

run("no-barrel", noBarrel, {
  valid: [
    'export { StoreError } from "./store-error.server"; export const a = 1;',
    'import "./a.css"; export default function Page() {}',
    'import "./a";',
  ],
  invalid: [
    ...refused(
      "barrel",
      'export { a } from "./a"; export type { B } from "./b";',
      'import { a } from "./a"; export { a };',
    ),
    { code: 'export * from "./a"; export const b = 1;', errors: [{ messageId: "all" }] },
    { code: 'export * from "./a";', errors: [{ messageId: "barrel" }, { messageId: "all" }] },
  ],
});
