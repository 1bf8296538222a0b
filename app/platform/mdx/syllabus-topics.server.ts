import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { installed } from "~/platform/root.server";

/** Of a syllabus only what a lesson needs; its whole shape is checked where exams read it. */
const syllabus = z.object({
  version: z.string(),
  papers: z.array(
    z.object({
      title: z.string(),
      titleEn: z.string(),
      topics: z.array(z.object({ id: z.string(), title: z.string(), titleEn: z.string() })),
    }),
  ),
});

export interface SyllabusTopic {
  title: string;
  titleEn: string;
  paper: string;
  paperEn: string;
  /** The syllabus: `2025`. */
  version: string;
}

let topics: ReadonlyMap<string, SyllabusTopic> | undefined;

/** The topics of `content/syllabus` by code, read once for each process. */
export function syllabusTopics(): ReadonlyMap<string, SyllabusTopic> {
  topics ??= readTopics();
  return topics;
}

function readTopics(folder = installed("content", "syllabus")) {
  const found = new Map<string, SyllabusTopic>();
  for (const name of readdirSync(folder)
    .filter((each) => /^\d{4}\.yaml$/.test(each))
    .sort()) {
    const { version, papers } = syllabus.parse(parse(readFileSync(path.join(folder, name), "utf8")));
    for (const paper of papers)
      for (const { id, title, titleEn } of paper.topics)
        found.set(id, { title, titleEn, paper: paper.title, paperEn: paper.titleEn, version });
  }
  return found;
}
