import { rowKeys, withRow, type Master, type MasterData, type MasterPart } from "./master";

/** Between the record and its forms: what a form of a part or a row begins with, and what its answer changes. */
type Words = Record<string, string>;

const words = (fact: object): Words =>
  Object.fromEntries(
    Object.entries(fact).map(([name, value]) => [
      name,
      typeof value === "boolean" ? (value ? "yes" : "") : String(value ?? ""),
    ]),
  );

/** What the form shows; null when the list has no such row. A new row begins empty. */
export function formValues(master: Master, part: MasterPart, row: string): Words | null {
  if (part === "basics") {
    const { name, gender, bornOn, phone, email } = master;
    return words({ name, gender, bornOn, phone, email });
  }
  if (row === "") return {};
  const found = factOf(master, part, row);
  return found ? words(found) : null;
}

function factOf(master: MasterData, part: Exclude<MasterPart, "basics">, row: string): object | undefined {
  switch (part) {
    case "educations":
      return master.educations.find((fact) => rowKeys.educations(fact) === row);
    case "workPeriods":
      return master.workPeriods.find((fact) => rowKeys.workPeriods(fact) === row);
    case "appraisals":
      return master.appraisals.find((fact) => rowKeys.appraisals(fact) === row);
  }
}

type Typed =
  | { part: "basics"; fact: Pick<MasterData, "name" | "gender" | "bornOn" | "phone" | "email"> }
  | { part: "educations"; fact: MasterData["educations"][number] | null }
  | { part: "workPeriods"; fact: MasterData["workPeriods"][number] | null }
  | { part: "appraisals"; fact: MasterData["appraisals"][number] | null };

/** What the form asks of the record as it is now; a row without a fact is taken out. */
export function formPatch(master: Master, row: string, typed: Typed): Partial<MasterData> {
  switch (typed.part) {
    case "basics":
      return typed.fact;
    case "educations":
      return { educations: withRow(master.educations, rowKeys.educations, row, typed.fact) };
    case "workPeriods":
      return { workPeriods: withRow(master.workPeriods, rowKeys.workPeriods, row, typed.fact) };
    case "appraisals":
      return { appraisals: withRow(master.appraisals, rowKeys.appraisals, row, typed.fact) };
  }
}

/** Where the record says something else than the form, field by field. */
export function formDifferences(
  now: Words | null,
  yours: Words,
): { field: string; now: string; yours: string }[] {
  return Object.entries(yours).flatMap(([field, text]) => {
    const there = now?.[field] ?? "";
    return there === text ? [] : [{ field, now: there, yours: text }];
  });
}

export { words as formWords };
