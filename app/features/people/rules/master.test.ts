import { describe, expect, it } from "vitest";
import {
  checkMaster,
  masterChanges,
  type AppraisalFact,
  type EducationFact,
  type MasterData,
  type MasterFinding,
  type WorkPeriodFact,
} from "./master";

const today = "2026-11-24";
const right: MasterData = {
  name: "李明",
  gender: "male",
  bornOn: "1990-02-28",
  phone: "139 0000 0001",
  email: "li.ming@example.org",
  educations: [],
  workPeriods: [],
  appraisals: [],
};
const studied = (over: Partial<EducationFact> = {}): EducationFact => ({
  ...{
    level: "bachelor",
    degree: "学士",
    school: "示例大学",
    major: "社会工作",
    isSocialWork: true,
    fullTime: true,
  },
  ...{ startedOn: "2008-09-01", graduatedOn: "2012-06-30" },
  ...over,
});
const worked = (over: Partial<WorkPeriodFact> = {}): WorkPeriodFact => ({
  ...{ employer: "示例社区", duties: "", startsOn: "2012-07-01", endsOn: "2015-06-30" },
  ...over,
});
const said = (found: MasterFinding[]) =>
  found.map(({ row, field, refusal }) => `${row ?? ""}${field}:${refusal}`);
const check = (over: Partial<MasterData> & { joinedOn?: string }) =>
  said(checkMaster({ ...right, ...over }, today));

it("finds nothing in what is right", () => {
  expect(
    check({
      educations: [studied()],
      workPeriods: [worked()],
      appraisals: [{ year: 2025, grade: "excellent" }],
    }),
  ).toEqual([]);
});

it.each([
  ["no name", { name: "  " }, ["name:missing"]],
  ["born tomorrow", { bornOn: "2026-11-25" }, ["bornOn:future"]],
  ["born in another century", { bornOn: "1899-12-31" }, ["bornOn:too-early"]],
  ["joined a day before the fourteenth birthday", { joinedOn: "2004-02-27" }, ["bornOn:too-young"]],
  ["joined on it", { joinedOn: "2004-02-28" }, []],
  ["nobody's birthday known", { bornOn: null, joinedOn: "1950-01-01" }, []],
  ["a mobile number too short", { phone: "1390000000" }, ["phone:shape"]],
  ["a landline", { phone: "0571-88880000-123" }, []],
  ["a number with its country", { phone: "+86 139-0000-0001" }, []],
  ["words for a number", { phone: "无" }, ["phone:shape"]],
  ["an address without a host", { email: "li@" }, ["email:shape"]],
  ["an address with a comma", { email: "li,ming@example.org" }, ["email:shape"]],
  ["a host that ends with a hyphen", { email: "li@example-.org" }, ["email:shape"]],
  ["a very long address", { email: `${"a".repeat(200)}@example.org` }, ["email:shape"]],
  ["neither phone nor address", { phone: "", email: "" }, []],
] as const)("basics: %s", (_, over, found) => expect(check(over)).toEqual(found));

it.each([
  ["no school", [studied({ school: " " })], ["0school:missing"]],
  [
    "graduated before the start",
    [studied({ graduatedOn: "2008-08-31" })],
    ["0graduatedOn:ends-before-start"],
  ],
  ["graduated on the day of the start", [studied({ graduatedOn: "2008-09-01" })], []],
  ["graduates tomorrow", [studied({ graduatedOn: "2026-11-25" })], ["0graduatedOn:future"]],
  ["graduates today", [studied({ graduatedOn: today })], []],
  [
    "graduated as a child",
    [studied({ startedOn: null, graduatedOn: "2004-02-27" })],
    ["0graduatedOn:too-young"],
  ],
  ["began as a child", [studied({ startedOn: "2004-02-27" })], ["0startedOn:too-young"]],
  ["the same twice", [studied(), studied({ major: "" })], ["1school:duplicate"]],
  ["two degrees of one day", [studied(), studied({ level: "master" })], []],
] as const)("education: %s", (_, educations, found) =>
  expect(check({ educations: [...educations] })).toEqual(found),
);

it.each([
  ["no employer", [worked({ employer: "" })], ["0employer:missing"]],
  ["ends before it begins", [worked({ endsOn: "2012-06-30" })], ["0endsOn:ends-before-start"]],
  ["one day", [worked({ endsOn: "2012-07-01" })], []],
  ["begins tomorrow", [worked({ startsOn: "2026-11-25", endsOn: null })], ["0startsOn:future"]],
  ["ends tomorrow", [worked({ endsOn: "2026-11-25" })], ["0endsOn:future"]],
  ["begins in childhood", [worked({ startsOn: "2004-02-27" })], ["0startsOn:too-young"]],
  ["one after the other", [worked(), worked({ startsOn: "2015-07-01", endsOn: null })], []],
  ["one shared day", [worked(), worked({ startsOn: "2015-06-30", endsOn: null })], ["1startsOn:overlap"]],
  [
    "two that last",
    [worked({ endsOn: null }), worked({ startsOn: "2020-01-01", endsOn: null })],
    ["1startsOn:overlap"],
  ],
  ["in any order", [worked({ startsOn: "2015-07-01", endsOn: null }), worked()], []],
  ["the same twice", [worked(), worked()], ["1employer:duplicate"]],
] as const)("work: %s", (_, workPeriods, found) =>
  expect(check({ workPeriods: [...workPeriods] })).toEqual(found),
);

it.each([
  ["this year", [2026], []],
  ["next year", [2027], ["0year:year"]],
  ["the first year", [1990], []],
  ["the year before", [1989], ["0year:year"]],
  ["no whole year", [2024.5], ["0year:year"]],
  ["a year twice", [2024, 2025, 2024], ["2year:duplicate"]],
])("appraisals: %s", (_, years, found) => {
  const appraisals = years.map((year): AppraisalFact => ({ year, grade: "qualified" }));
  expect(check({ appraisals })).toEqual(found);
});

it("names the part of everything it finds", () => {
  const found = checkMaster(
    {
      ...right,
      name: "",
      educations: [studied({ school: "" })],
      workPeriods: [worked({ employer: "" })],
      appraisals: [{ year: 1, grade: "basic" }],
    },
    today,
  );
  expect(found.map(({ part, row }) => [part, row])).toEqual([
    ["basics", null],
    ["educations", 0],
    ["workPeriods", 0],
    ["appraisals", 0],
  ]);
});

describe("what a patch changes", () => {
  it("is nothing when it says the same", () => {
    const data = { ...right, educations: [studied()], workPeriods: [worked()] };
    expect(masterChanges(data, structuredClone(data))).toEqual([]);
  });
  it("is each field and each row that differs", () => {
    const before = { ...right, appraisals: [{ year: 2024, grade: "qualified" as const }] };
    const appraisals = [{ year: 2024, grade: "excellent" as const }];
    expect(masterChanges(before, { phone: "", appraisals })).toEqual([
      { part: "basics", field: "phone", kind: "changed", was: "139 0000 0001", is: "" },
      { part: "appraisals", field: "appraisals", kind: "removed", was: "2024:qualified", is: null },
      { part: "appraisals", field: "appraisals", kind: "added", was: null, is: "2024:excellent" },
    ]);
  });
});
