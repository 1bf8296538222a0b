import { describe, expect, test } from "vitest";
import { ownerFindings, readModels } from "./check-owners";

const models = readModels({
  courses: `model Course {
  id      String   @id
  lessons Lesson[]
  kind    Kind

  @@map("course")
}

model Lesson {
  id String @id

  @@map("lesson")
}
`,
  incentives: `model LedgerEntry {
  id String @id

  @@map("ledger_entry")
}
`,
  platform: `model Installation {
  id Int @id
}
`,
});

/** Line numbers and models of what is found. */
const found = (file: string, text: string) =>
  ownerFindings(file, text, models).map((line) =>
    line.replace(`${file}:`, "").split(" ").slice(0, 2).join(" "),
  );

test("a model knows its owner, its table and its related models", () => {
  expect(models.get("course")).toEqual({
    name: "Course",
    table: "course",
    owner: "courses",
    relations: new Map([["lessons", "Lesson"]]),
  });
});

describe("only the owner writes", () => {
  const write = "await tx.course.create({ data });";
  test.each([
    ["app/features/courses/write.server.ts", []],
    ["app/features/exams/write.server.ts", ["1: Course"]],
    ["app/workflows/write.server.ts", ["1: Course"]],
    ["app/routes/write.tsx", ["1: Course"]],
    ["app/platform/write.server.ts", ["1: Course"]],
    ["app/features/exams/write.test.ts", []],
    ["prisma/seed/write.server.ts", []],
    ["tests/db/write.test.ts", []],
  ])("%s", (file, expected) => expect(found(file, write)).toEqual(expected));

  test.each([
    ["app/platform/clock.server.ts", []],
    ["app/process/start.server.ts", []],
    ["app/features/people/clock.server.ts", ["1: Installation"]],
  ])("of the platform: %s", (file, expected) =>
    expect(found(file, "db().installation.updateMany({})")).toEqual(expected),
  );
});

describe("every way to write is seen", () => {
  test.each([
    ["db().course.deleteMany()", ["1: Course"]],
    ["store.db.course.upsert({})", ["1: Course"]],
    ['tx["course"].update({})', ["1: Course"]],
    ["db()\n  .course.update({})", ["2: Course"]],
    ["const { course } = tx;", ["1: call"]],
    ["const courses = tx.course;", ["1: call"]],
    ["tx.$executeRaw`insert into course values (${id})`", ["1: Course"]],
    [
      "tx.$queryRaw`with one as (\n update course as c set title = ${t} returning 1) select 1`",
      ["2: Course"],
    ],
    ['pool.query("delete from lesson")', ["1: Lesson"]],
    ['pool.query(\'truncate "public"."lesson"\')', ["1: Lesson"]],
    ["tx.course.findMany({ where: { lessons: { some: {} } } })", []],
    ["tx.$queryRaw`select * from course for update`", []],
    ['say("update course catalogue now")', []],
    ["recent.delete(key)", []],
  ])("%s", (text, expected) => expect(found("app/features/exams/a.server.ts", text)).toEqual(expected));

  test("a nested write counts for the model that it writes", () => {
    const text = "tx.course.create({\n data: { lessons: {\n create: [{}] } } })";
    expect(found("app/features/exams/a.server.ts", text)).toEqual(["1: Course", "3: Lesson"]);
  });
});

describe("append-only", () => {
  test.each([
    ["app/features/incentives/a.server.ts", "tx.ledgerEntry.create({})", []],
    ["app/features/incentives/a.server.ts", "tx.ledgerEntry.update({})", ["1: LedgerEntry"]],
    ["app/features/incentives/a.server.ts", "tx.ledgerEntry.upsert({})", ["1: LedgerEntry"]],
    ["prisma/seed/a.server.ts", "tx.ledgerEntry.deleteMany()", ["1: LedgerEntry"]],
    ["tests/db/a.test.ts", "tx.$executeRaw`delete from ledger_entry`", ["1: LedgerEntry"]],
    ["tests/db/append-only.test.ts", "tx.ledgerEntry.deleteMany()", []],
  ])("%s: %s", (file, text, expected) => expect(found(file, text)).toEqual(expected));
});
