import { readCourses } from "~/features/courses/course-files.server";
import { compileLesson } from "~/platform/mdx/compile.server";

/** Milliseconds of the first compilation in this process, and of later ones of other lessons: rows of a table. */
export async function benchCompile(): Promise<string[][]> {
  const { courses } = await readCourses();
  const sources = courses.flatMap(({ lessons }) => lessons.map(({ source }) => source));
  const times: number[] = [];
  for (const source of sources) {
    const began = performance.now();
    await compileLesson(source);
    times.push(performance.now() - began);
  }
  const [cold = 0, ...warm] = times;
  const sorted = [...warm].sort((a, b) => a - b);
  return [
    ["cold, the first of a process", cold.toFixed(0)],
    [`warm, median of ${warm.length}`, (sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(0)],
  ];
}
