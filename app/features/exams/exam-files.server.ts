import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";
import type { z } from "zod";
import { installed } from "~/platform/root.server";
import type { Scheme } from "./rules/score";
import {
  formsFile,
  questionsFile,
  schemesFile,
  syllabusFile,
  type ExamForm,
  type SyllabusFile,
} from "./schema";

export interface ExamFiles {
  syllabi: SyllabusFile[];
  forms: ExamForm[];
  schemes: Scheme[];
  questions: z.infer<typeof questionsFile>[];
}

let files: Promise<ExamFiles> | undefined;

/** Everything about the exam that is data, read once for each process. A file that does not fit throws with its name. */
export function examFiles(): Promise<ExamFiles> {
  files ??= readExamFiles();
  return files;
}

export async function readExamFiles(root = installed("content")): Promise<ExamFiles> {
  const folder = path.join(root, "syllabus");
  const years = (await readdir(folder)).filter((name) => /^\d{4}\.yaml$/.test(name)).sort();
  const banks = (await readdir(path.join(root, "questions"))).filter((name) => name.endsWith(".yaml")).sort();
  return {
    syllabi: await Promise.all(years.map((name) => read(path.join(folder, name), syllabusFile))),
    forms: (await read(path.join(folder, "forms.yaml"), formsFile)).forms,
    schemes: (await read(path.join(folder, "schemes.yaml"), schemesFile)).schemes,
    questions: await Promise.all(
      banks.map((name) => read(path.join(root, "questions", name), questionsFile)),
    ),
  };
}

async function read<Schema extends z.ZodType>(file: string, schema: Schema): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(parse(await readFile(file, "utf8")));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`${file}: ${issue?.path.join(".")} ${issue?.message}`);
}

/** A form with its topics' weights and its scoring scheme; undefined when there is no such form. */
export async function examForm(id: string) {
  const { forms, syllabi, schemes } = await examFiles();
  const form = forms.find((each) => each.id === id);
  const paper = syllabi
    .find((syllabus) => syllabus.version === form?.syllabus)
    ?.papers.find((each) => each.id === form?.paper);
  const scheme = schemes.find((each) => each.id === form?.scheme);
  return form && paper && scheme ? { form, topics: paper.topics, scheme } : undefined;
}

/** The scoring scheme that an attempt was sat under. */
export async function scoringScheme(id: string): Promise<Scheme> {
  const scheme = (await examFiles()).schemes.find((each) => each.id === id);
  if (!scheme) throw new Error(`the scoring scheme ${id} is gone from content/syllabus/schemes.yaml`);
  return scheme;
}

/** Questions name topics and forms name papers and schemes that exist; what does not is a finding. */
export function examFindings({ syllabi, forms, schemes, questions }: ExamFiles): string[] {
  const findings: string[] = [];
  const paperOf = (version: string, paper: string) =>
    syllabi.find((each) => each.version === version)?.papers.find((each) => each.id === paper);
  for (const form of forms) {
    if (!paperOf(form.syllabus, form.paper))
      findings.push(`forms.yaml: ${form.id} names no paper of the syllabus`);
    const scheme = schemes.find((each) => each.id === form.scheme);
    if (!scheme) findings.push(`forms.yaml: ${form.id} names no scheme`);
    else if (scheme.passPercent !== form.passPercent) {
      findings.push(`forms.yaml: ${form.id} and its scheme differ in passPercent`);
    }
    for (const part of scheme ? form.parts : []) {
      const halfMarks = part.kind === "single" ? scheme?.single : scheme?.exact;
      if (halfMarks !== part.marks * 2) {
        findings.push(`forms.yaml: ${form.id} and its scheme differ in the marks of ${part.kind}`);
      }
    }
  }
  const codes = new Set<string>();
  for (const bank of questions) {
    const topics = paperOf(bank.syllabus, bank.paper)?.topics;
    for (const item of bank.items) {
      if (codes.has(item.code)) findings.push(`${item.code}: the code is used twice`);
      codes.add(item.code);
      if (!topics?.some((topic) => topic.id === item.topic))
        findings.push(`${item.code}: no topic ${item.topic}`);
    }
  }
  return findings;
}
