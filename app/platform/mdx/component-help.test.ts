import { describe, expect, test } from "vitest";
import { compileLesson } from "~/platform/mdx/compile.server";
import { componentHelp } from "~/platform/mdx/component-help";
import { type ComponentName, componentProps, propForm } from "~/platform/mdx/props";

const help = componentHelp("zh");
const inside: ComponentName[] = ["Side", "Option", "Answer"];

test("every component has its help, in both languages, with all of its props", () => {
  const named = new Set([...help.map(({ name }) => name), ...inside]);
  expect([...named].sort()).toEqual(Object.keys(componentProps).sort());
  expect(componentHelp("en").map(({ key, snippet }) => [key, snippet])).toEqual(
    help.map(({ key, snippet }) => [key, snippet]),
  );
  expect(help.find(({ key }) => key === "figure")?.props).toEqual([
    { component: "Figure", name: "src", form: propForm("Figure", "src"), required: true },
    { component: "Figure", name: "alt", form: "1–200", required: true },
    { component: "Figure", name: "caption", form: "1–200", required: false },
  ]);
  for (const { props } of help) for (const { form } of props) expect(form).not.toBe("");
});

describe("what the editor inserts passes the pipeline without a finding", () => {
  test.each(help)("$key", async ({ snippet }) => {
    const result = await compileLesson(`---\ntitle: 课\nminutes: 5\n---\n\n${snippet}`);
    expect(result).toMatchObject({ ok: true, warnings: [] });
  });
});
