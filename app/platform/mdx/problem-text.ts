import en from "~/locales/en/mdx.json";
import zh from "~/locales/zh/mdx.json";
import type { Problem } from "~/platform/mdx/problem";

/** A finding in words, where there is no request and so no i18next: the command line, imports, logs. */
export function problemText(problem: Problem, language: "zh" | "en"): string {
  const texts: Record<string, string> = (language === "zh" ? zh : en).problem;
  return (texts[problem.code] ?? problem.code).replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
    Object.hasOwn(problem.params, name) ? (problem.params[name] ?? "") : "",
  );
}

/** A word that a component adds to a lesson. Lessons are Chinese, whatever the reader's language. */
export function lessonLabel(name: keyof typeof zh.label): string {
  return zh.label[name];
}
