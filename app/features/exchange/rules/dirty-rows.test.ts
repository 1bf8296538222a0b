import { describe, expect, it } from "vitest";
import type { Master } from "~/features/people/rules/master";
import type { Cell } from "./cell";
import { columnsOf, type Column } from "./columns";
import { judgePerson, type KnownPerson, type PersonFacts } from "./judge-person";
import { knownUnits } from "./known-units";
import { readRows } from "./row";

const today = "2026-11-24";
const units = knownUnits(
  [
    ["here", "s1-01", "和平社区", true, null],
    ["next", "s1-02", "平和社区", true, null],
    ["gone", "s1-03", "旧街社区", true, "2025-12-31"],
    ["twin-a", "s1-04", "新村社区", true, null],
    ["twin-b", "s2-04", "新村社区", true, null],
    ["away", "s9-01", "远山社区", false, null],
  ].map(([id, code, name, inScope, closedOn]) => ({
    ...{ id: id as string, code: code as string, name: name as string, inScope: inScope as boolean },
    ...{ openedOn: "2010-01-01", closedOn: closedOn as string | null },
  })),
);

const master: Master = {
  ...{ name: "何秀兰", gender: "female", bornOn: "1990-02-15", phone: "13800000000", email: "" },
  ...{ educations: [], workPeriods: [], appraisals: [], joinedOn: "2015-07-01", revision: 1 },
};
const known: KnownPerson = {
  personId: "p1",
  inScope: true,
  master,
  employed: {
    joinedOn: "2015-07-01",
    leftOn: null,
    posts: [{ unitId: "here", title: "社区工作者", startsOn: "2015-07-01", endsOn: null }],
  },
  ...{ idNumber: "110***********0029", payeeAccount: null, fromIdNumber: null },
};

/** What the database knows: W1 is known, W3 imports, W9 belongs to another subtree, every other number is new. */
function factsOf(values: Readonly<Record<string, unknown>>): PersonFacts {
  const away = { ...known, personId: "p9", inScope: false };
  const people: Record<string, KnownPerson> = { W1: known, W3: { ...known, personId: "p3" }, W9: away };
  return {
    ...{ today, units, actorId: "p3" },
    person: people[String(values.employeeNo)] ?? null,
    idNumberOf: values.idNumber === "11010519491231002X" ? { personId: "p7", employeeNo: "W7" } : null,
    payeeAccountOf: null,
  };
}

/** The row of a file with 工号 W100, 姓名 and 所属社区 unless it says something else. */
function judged(over: Record<string, Cell>, second?: Record<string, Cell>) {
  const header: (Column | null)[] = [...columnsOf("people")];
  const cellsOf = (given: Record<string, Cell>) => {
    const cells: Record<string, Cell> = { employeeNo: "W100", name: "何秀兰", unit: "和平社区", ...given };
    return header.map((column) => cells[column?.key ?? ""] ?? "");
  };
  const rows = [over, ...(second ? [second] : [])].map((given, at) => ({
    row: at + 2,
    cells: cellsOf(given),
  }));
  const [first] = readRows("people", header, rows);
  if (!first) throw new Error("an empty row");
  return judgePerson(first, factsOf(first.values)).judged;
}

const formula: Cell = { kind: "formula" };
const number = (text: string): Cell => ({ kind: "number", text });
const moment = (at: string): Cell => ({ kind: "moment", at });
const study = {
  level: "本科",
  school: "示例大学",
  isSocialWork: "是",
  fullTime: "是",
  graduatedOn: "2012-07-01",
};

describe("what is cleaned without loss is done and reported", () => {
  it.each<[string, Record<string, Cell>, string, string, string]>([
    [
      "full-width letters and digits in a number",
      { employeeNo: "Ｗ１００" },
      "employeeNo",
      "Ｗ１００",
      "W100",
    ],
    ["spaces around a number", { employeeNo: "  W100 " }, "employeeNo", "  W100 ", "W100"],
    ["a space inside a number", { employeeNo: "W 100" }, "employeeNo", "W 100", "W100"],
    ["a zero-width space", { employeeNo: "W\u200b100" }, "employeeNo", "W\u200b100", "W100"],
    ["a byte order mark inside a cell", { employeeNo: "\ufeffW100" }, "employeeNo", "\ufeffW100", "W100"],
    [
      "a mark of writing direction",
      { employeeNo: "\u202dW100\u202c" },
      "employeeNo",
      "\u202dW100\u202c",
      "W100",
    ],
    ["a no-break space in a name", { name: "何秀兰\u00a0" }, "name", "何秀兰\u00a0", "何秀兰"],
    ["the wide space that aligns a short name", { name: "何\u3000兰" }, "name", "何\u3000兰", "何兰"],
    ["a bullet for the middle dot", { name: "买买提•艾力" }, "name", "买买提•艾力", "买买提·艾力"],
    ["a katakana dot", { name: "买买提・艾力" }, "name", "买买提・艾力", "买买提·艾力"],
    [
      "an apostrophe that made a number a text",
      { phone: "'13800000001" },
      "phone",
      "'13800000001",
      "13800000001",
    ],
    [
      "full-width digits in a day",
      { joinedOn: "２０２６－０１－０５" },
      "joinedOn",
      "２０２６－０１－０５",
      "2026-01-05",
    ],
    ["spaces in a day", { joinedOn: "2026 年 1 月 5 日" }, "joinedOn", "2026 年 1 月 5 日", "2026年1月5日"],
    ["a full-width at sign", { email: "a＠example.com" }, "email", "a＠example.com", "a@example.com"],
    ["a line end inside a text", { title: "网格员\n（代）" }, "title", "网格员\n（代）", "网格员 （代）"],
    ["a tab before a text", { title: "\t网格员" }, "title", "\t网格员", "网格员"],
  ])("%s", (_, row, column, from, to) => {
    const result = judged(row);
    expect(result.cleaned).toEqual([{ column, from, to }]);
    expect(result.verdict).toBe("new");
  });

  it("an ID number is cleaned and shown masked, before and after", () => {
    const { cleaned, verdict } = judged({ idNumber: "１１０１０１１９９００２１５００２８" });
    expect(cleaned).toEqual([
      { column: "idNumber", from: "１１０***********００２８", to: "110***********0028" },
    ]);
    expect(verdict).toBe("new");
  });

  it("a middle dot, an old name character and a foreign name are left alone", () => {
    for (const name of ["买买提·艾力", "〇一", "Anna Li"])
      expect(judged({ name })).toMatchObject({ cleaned: [], verdict: "new" });
  });
});

describe("what is refused, by column and reason", () => {
  it.each<[string, Record<string, Cell>, string, string, string[]?]>([
    ["no number", { employeeNo: "" }, "employeeNo", "required"],
    ["only invisible characters for a name", { name: "\u200b \u3000" }, "name", "required"],
    ["a number with a sign in it", { employeeNo: "W100;" }, "employeeNo", "code"],
    ["a number that no account can have", { employeeNo: "工100" }, "employeeNo", "code"],
    ["a name with digits", { name: "何秀兰2" }, "name", "name"],
    ["a full stop for the middle dot: a guess", { name: "买买提.艾力" }, "name", "name"],
    ["a formula", { title: formula }, "title", "formula"],
    ["a formula in the number", { employeeNo: formula }, "employeeNo", "formula"],
    ["an error of the sheet", { title: { kind: "error", text: "#N/A" } }, "title", "error-cell", ["#N/A"]],
    ["a control character", { title: "a\u0007b" }, "title", "control"],
    ["a character that was lost", { title: "网\ufffd员" }, "title", "control"],
    ["half of a character", { title: "网\ud842员" }, "title", "control"],
    ["a change of the own record", { employeeNo: "W3", phone: "13800000001" }, "employeeNo", "own-record"],
    ["a text of 201 characters", { title: "长".repeat(201) }, "title", "too-long", ["200"]],
    ["a day in two-digit years", { joinedOn: "05/01/26" }, "joinedOn", "day-ambiguous"],
    ["a day with the year last", { joinedOn: "05/01/2026" }, "joinedOn", "day-ambiguous"],
    ["a year without its century", { joinedOn: "26年1月5日" }, "joinedOn", "day-ambiguous"],
    ["30 February", { joinedOn: "2026-02-30" }, "joinedOn", "no-such-day"],
    ["a month without a day", { joinedOn: "2026年1月" }, "joinedOn", "day"],
    ["a day that lost its format", { joinedOn: number("46027") }, "joinedOn", "day-number"],
    ["a day with a time", { joinedOn: moment("2026-01-05T08:30") }, "joinedOn", "day-time"],
    ["a day more than a year ahead", { joinedOn: "2028-01-01" }, "joinedOn", "day-far"],
    [
      "an ID number that a sheet rounded",
      { idNumber: number("1.10105194912310E+17") },
      "idNumber",
      "digits-lost",
    ],
    ["an ID number in scientific notation", { idNumber: "1.10105E+17" }, "idNumber", "digits-lost"],
    ["an ID number of fifteen digits", { idNumber: "110105491231002" }, "idNumber", "id-old"],
    [
      "an ID number whose check digit is wrong",
      { idNumber: "110105194912310021" },
      "idNumber",
      "id-check-digit",
    ],
    [
      "an ID number with a day that never was",
      { idNumber: "110105199902290021" },
      "idNumber",
      "id-birth-date",
    ],
    ["an ID number one digit short", { idNumber: "1101051949123100" }, "idNumber", "id-shape"],
    ["an ID number of no region", { idNumber: "99010519491231002X" }, "idNumber", "id-region"],
    [
      "an ID number that somebody has",
      { idNumber: "11010519491231002X" },
      "idNumber",
      "id-number-taken",
      ["W7"],
    ],
    [
      "a birth date against the ID number",
      { idNumber: "11010119900215001X", bornOn: "1990-02-16" },
      "bornOn",
      "id-born",
    ],
    [
      "a gender against the ID number",
      { idNumber: "11010119900215001X", gender: "女" },
      "gender",
      "id-gender",
    ],
    ["an account of seven digits", { payeeAccount: "1234567" }, "payeeAccount", "account"],
    [
      "an account that a sheet rounded",
      { payeeAccount: number("6222020000000001") },
      "payeeAccount",
      "digits-lost",
    ],
    ["a phone with letters", { phone: "1380000000a" }, "phone", "phone"],
    ["a mail address without a host", { email: "a@" }, "email", "email"],
    ["a level that there is not", { ...study, level: "学霸" }, "level", "choice"],
    ["yes in another word", { ...study, isSocialWork: "对" }, "isSocialWork", "yes"],
    [
      "a study that ends before it begins",
      { ...study, startedOn: "2013-09-01" },
      "graduatedOn",
      "ends-before-start",
    ],
    ["a study without its school", { ...study, school: "" }, "school", "needs-with"],
    ["a study that ends in the future", { ...study, graduatedOn: "2027-07-01" }, "graduatedOn", "future"],
    ["an appraisal of next year", { year: "2027", grade: "优秀" }, "year", "future"],
    ["an appraisal without its grade", { year: "2025" }, "grade", "needs-with"],
    ["a year that is no number", { year: "二〇二五", grade: "优秀" }, "year", "whole"],
    [
      "an unknown community, with the nearest names",
      { unit: "和平社" },
      "unit",
      "unit-unknown",
      ["和平社区", "平和社区"],
    ],
    ["a community that has closed", { unit: "旧街社区" }, "unit", "unit-not-open"],
    ["a name that two communities have", { unit: "新村社区" }, "unit", "unit-ambiguous", ["s1-04", "s2-04"]],
    ["a community of somebody else's", { unit: "远山社区" }, "unit", "unit-foreign"],
    ["a number of somebody else's community", { employeeNo: "W9" }, "employeeNo", "number-taken"],
    [
      "another day of joining",
      { employeeNo: "W1", joinedOn: "2016-07-01" },
      "joinedOn",
      "joined-fixed",
      ["2015-07-01"],
    ],
    [
      "a transfer before the post began",
      { employeeNo: "W1", unit: "平和社区", since: "2015-07-01" },
      "since",
      "before-post",
      ["2015-07-01"],
    ],
    [
      "a day of transfer without a transfer",
      { employeeNo: "W1", since: "2026-03-01" },
      "since",
      "since-unused",
    ],
  ])("%s", (_, row, column, reason, detail) => {
    const result = judged(row);
    expect(result.verdict).toBe("refused");
    expect(result.changes).toEqual([]);
    const found = result.refusals.find((each) => each.column === column && each.reason === reason);
    expect(result.refusals.map((each) => `${each.column} ${each.reason}`)).toContain(`${column} ${reason}`);
    if (detail) expect(found?.detail).toEqual(detail);
  });

  it("a number of somebody else's community says nothing else", () => {
    expect(judged({ employeeNo: "W9", unit: "平和社区", name: "别人" }).refusals).toEqual([
      { column: "employeeNo", reason: "number-taken" },
    ]);
  });

  it("the same number, ID number or account twice, with the numbers of the rows", () => {
    const id = "11010119900215001X";
    expect(judged({}, {}).refusals).toEqual([{ column: "employeeNo", reason: "twice", detail: ["2", "3"] }]);
    expect(judged({ idNumber: id }, { employeeNo: "W101", idNumber: id }).refusals).toEqual([
      { column: "idNumber", reason: "twice", detail: ["2", "3"] },
    ]);
    expect(
      judged({ payeeAccount: "12345678" }, { employeeNo: "W101", payeeAccount: "１２３４５６７８" }).refusals,
    ).toEqual([{ column: "payeeAccount", reason: "twice", detail: ["2", "3"] }]);
  });
});

describe("what is read", () => {
  it.each<[string, Cell]>([
    ["2026-01-05", "2026-01-05"],
    ["2026-1-5", "2026-1-5"],
    ["2026/1/5", "2026/1/5"],
    ["2026.01.05", "2026.01.05"],
    ["2026年1月5日", "2026年1月5日"],
    ["20260105", "20260105"],
    ["the number 20260105", number("20260105")],
    ["a date cell", moment("2026-01-05T00:00")],
    ["with midnight behind it", "2026-01-05 00:00:00"],
  ])("the day %s", (_, cell) => {
    const header = [...columnsOf("people")];
    const cells = header.map(({ key }) => (key === "joinedOn" ? cell : key === "employeeNo" ? "W1" : ""));
    expect(readRows("people", header, [{ row: 2, cells }])[0]?.values.joinedOn).toBe("2026-01-05");
  });

  it("text that looks like a formula is a text", () => {
    for (const title of ["=1+1", "+86", "-", "@SUM(A1)"])
      expect(judged({ title })).toMatchObject({ verdict: "new", cleaned: [] });
  });

  it("what an export guarded is the text that it was", () => {
    expect(judged({ title: "'=1+1" }).cleaned).toEqual([{ column: "title", from: "'=1+1", to: "=1+1" }]);
  });
});

describe("the difference to what is known", () => {
  it("is none: an empty cell says nothing", () => {
    expect(judged({ employeeNo: "W1" })).toMatchObject({ verdict: "same", changes: [] });
    expect(
      judged({ employeeNo: "W1", unit: "s1-01", since: "2015-07-01", phone: "13800000000" }).verdict,
    ).toBe("same");
  });

  it("is none in the own record either, and a change there is refused for that alone", () => {
    expect(judged({ employeeNo: "W3", phone: "13800000000" })).toMatchObject({
      verdict: "same",
      changes: [],
    });
    expect(judged({ employeeNo: "W3", unit: "平和社区" }).refusals).toEqual([
      { column: "employeeNo", reason: "own-record" },
    ]);
  });

  it("is shown field by field, in the words of the file", () => {
    expect(judged({ employeeNo: "W1", unit: "平和社区", phone: "13800000001", gender: "男" })).toMatchObject({
      verdict: "changed",
      changes: [
        { column: "unit", from: "和平社区", to: "平和社区" },
        { column: "gender", from: "女", to: "男" },
        { column: "phone", from: "13800000000", to: "13800000001" },
      ],
    });
  });

  it("shows ID numbers masked", () => {
    const id = "11010119900215001X";
    const changes = judged({ employeeNo: "W1", idNumber: id }).changes;
    expect(changes).toContainEqual({
      column: "idNumber",
      from: "110***********0029",
      to: "110***********001X",
    });
    expect(JSON.stringify(changes)).not.toContain(id);
  });

  it("takes what the ID number says where the file leaves it open", () => {
    expect(judged({ employeeNo: "W1", idNumber: "11010119900215001X" }).changes).toContainEqual({
      column: "gender",
      from: "女",
      to: "男",
    });
  });
});
