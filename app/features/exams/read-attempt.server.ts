import { db } from "~/platform/store.server";
import { examFiles, examForm } from "./exam-files.server";
import { scoreInput, storedOptions, storedPaper } from "./schema";
import { scoreItem } from "./rules/score";

export interface SittingItem {
  kind: "single" | "multiple";
  stem: string;
  options: { key: string; text: string }[];
  chosen: string[];
  flagged: boolean;
  seq: number;
}

export interface Sitting {
  id: string;
  form: { title: string; titleEn: string };
  deadlineAt: Date;
  submittedAt: Date | null;
  savedAt: Date | null;
  items: SittingItem[];
}

/** An attempt as the person who sits it sees it: no key, no explanation. Null when it is not this person's. */
export async function sitting(personId: string, attemptId: string): Promise<Sitting | null> {
  const attempt = await db().attempt.findFirst({
    where: { id: attemptId, personId },
    include: { answers: true },
  });
  if (!attempt) return null;
  const found = await examForm(attempt.form);
  const paper = storedPaper.parse(attempt.paper);
  const versions = await db().questionVersion.findMany({
    where: { id: { in: paper.map((item) => item.version) } },
    select: { id: true, stem: true, options: true },
  });
  const byId = new Map(versions.map((row) => [row.id, row]));
  const answers = new Map(attempt.answers.map((row) => [row.position, row]));
  const saved = attempt.answers.map((row) => row.savedAt.getTime());
  return {
    id: attempt.id,
    form: { title: found?.form.title ?? attempt.form, titleEn: found?.form.titleEn ?? attempt.form },
    deadlineAt: attempt.deadlineAt,
    submittedAt: attempt.submittedAt,
    savedAt: saved.length ? new Date(Math.max(...saved)) : null,
    items: paper.map((item, position) => {
      const row = byId.get(item.version);
      const texts = new Map(
        storedOptions.parse(row?.options ?? []).map((option) => [option.key, option.text]),
      );
      const answer = answers.get(position);
      return {
        kind: item.kind,
        stem: row?.stem ?? "",
        options: item.order.map((key) => ({ key, text: texts.get(key) ?? "" })),
        chosen: answer?.chosen ?? [],
        flagged: answer?.flagged ?? false,
        seq: Number(answer?.seq ?? 0),
      };
    }),
  };
}

export interface Result {
  id: string;
  form: { id: string; title: string; titleEn: string };
  submittedAt: Date;
  halfMarks: number;
  maxHalfMarks: number;
  passHalfMarks: number;
  passed: boolean;
  rule: string;
  scheme: string;
  topics: { title: string; titleEn: string; halfMarks: number; maxHalfMarks: number }[];
  items: {
    kind: "single" | "multiple";
    stem: string;
    options: { key: string; text: string; why: string; right: boolean; chosen: boolean }[];
    explanation: string;
    halfMarks: number;
    maxHalfMarks: number;
  }[];
}

/** The result of an attempt that was handed in; null when there is none of this person's. */
export async function result(personId: string, attemptId: string): Promise<Result | null> {
  const attempt = await db().attempt.findFirst({
    where: { id: attemptId, personId, submittedAt: { not: null } },
    include: { answers: true, scores: { orderBy: { version: "desc" }, take: 1 } },
  });
  const score = attempt?.scores[0];
  if (!attempt?.submittedAt || !score) return null;
  const found = await examForm(attempt.form);
  const { scheme, items: scored } = scoreInput.parse(score.input);
  const paper = storedPaper.parse(attempt.paper);
  const versions = await db().questionVersion.findMany({
    where: { id: { in: paper.map((item) => item.version) } },
  });
  const byId = new Map(versions.map((row) => [row.id, row]));
  const items = paper.map((item, position) => {
    const row = byId.get(item.version);
    const given = scored[position];
    const options = new Map(storedOptions.parse(row?.options ?? []).map((option) => [option.key, option]));
    return {
      kind: item.kind,
      topic: item.topic,
      stem: row?.stem ?? "",
      explanation: row?.explanation ?? "",
      options: item.order.map((key) => ({
        key,
        text: options.get(key)?.text ?? "",
        why: options.get(key)?.why ?? "",
        right: given?.answer.includes(key) ?? false,
        chosen: given?.chosen.includes(key) ?? false,
      })),
      halfMarks: given ? scoreItem(given, scheme) : 0,
      maxHalfMarks: item.kind === "single" ? scheme.single : scheme.exact,
    };
  });
  const topics = (found?.topics ?? []).flatMap((topic) => {
    const own = items.filter((item) => item.topic === topic.id);
    const sum = (of: "halfMarks" | "maxHalfMarks") => own.reduce((total, item) => total + item[of], 0);
    return own.length
      ? [
          {
            title: topic.title,
            titleEn: topic.titleEn,
            halfMarks: sum("halfMarks"),
            maxHalfMarks: sum("maxHalfMarks"),
          },
        ]
      : [];
  });
  return {
    id: attempt.id,
    form: {
      id: attempt.form,
      title: found?.form.title ?? attempt.form,
      titleEn: found?.form.titleEn ?? attempt.form,
    },
    submittedAt: attempt.submittedAt,
    halfMarks: score.halfMarks,
    maxHalfMarks: score.maxHalfMarks,
    passHalfMarks: Math.ceil((score.maxHalfMarks * scheme.passPercent) / 100),
    passed: score.passed,
    rule: score.rule,
    scheme: scheme.id,
    topics,
    items: items.map(({ topic: _, ...item }) => item),
  };
}

export interface ExamList {
  forms: {
    id: string;
    title: string;
    titleEn: string;
    minutes: number;
    single: number;
    multiple: number;
    /** Half marks. */
    full: number;
    passPercent: number;
  }[];
  attempts: {
    id: string;
    title: string;
    titleEn: string;
    startedAt: Date;
    deadlineAt: Date;
    submittedAt: Date | null;
    halfMarks: number | null;
    maxHalfMarks: number | null;
    passed: boolean | null;
  }[];
}

/** What can be sat, and this person's own attempts, newest first. */
export async function examList(personId: string): Promise<ExamList> {
  const { forms, schemes } = await examFiles();
  const attempts = await db().attempt.findMany({
    where: { personId },
    orderBy: { startedAt: "desc" },
    take: 50,
    include: { scores: { orderBy: { version: "desc" }, take: 1 } },
  });
  const titles = new Map(forms.map((form) => [form.id, form]));
  return {
    forms: forms.map((form) => {
      const scheme = schemes.find((each) => each.id === form.scheme);
      const count = (kind: "single" | "multiple") =>
        form.parts.filter((part) => part.kind === kind).reduce((sum, part) => sum + part.count, 0);
      return {
        id: form.id,
        title: form.title,
        titleEn: form.titleEn,
        minutes: form.minutes,
        single: count("single"),
        multiple: count("multiple"),
        full: count("single") * (scheme?.single ?? 0) + count("multiple") * (scheme?.exact ?? 0),
        passPercent: form.passPercent,
      };
    }),
    attempts: attempts.map(({ id, form, startedAt, deadlineAt, submittedAt, scores }) => ({
      id,
      title: titles.get(form)?.title ?? form,
      titleEn: titles.get(form)?.titleEn ?? form,
      startedAt,
      deadlineAt,
      submittedAt,
      halfMarks: scores[0]?.halfMarks ?? null,
      maxHalfMarks: scores[0]?.maxHalfMarks ?? null,
      passed: scores[0]?.passed ?? null,
    })),
  };
}
