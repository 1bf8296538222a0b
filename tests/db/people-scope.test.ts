import { beforeAll, describe, expect, test } from "vitest";
import { byIdNumberWithin, recordWithin } from "~/features/people/person-lookup.server";
import { setSecret } from "~/features/people/secrets.server";
import { subtree } from "~/features/people/unit-tree.server";
import {
  allPeople,
  listPeople,
  peopleByNumber,
  peopleFilters,
} from "~/features/reporting/people-list.server";
import { usualSearch, type PeopleSearch } from "~/features/reporting/rules/people-search";
import { dbDate } from "~/lib/dates";
import { now } from "~/platform/clock.server";
import { db } from "~/platform/store.server";
import { transact } from "~/platform/transact.server";
import { leavePerson } from "~/workflows/leave-person.server";
import { transferPerson } from "~/workflows/transfer-person.server";
import { loader as exportLoader } from "~/routes/desk.people.export";
import { aPerson, aPost, anAccount, aUnit } from "../factories/people";
import { anIdNumber } from "../factories/secrets";
import { aWorld, type World } from "../factories/world";

let world: World;
let street: string;
let foreign: string;
/** In the first community, in the other street's, above both, gone from here, moved away, and one who comes. */
let own: string, other: string, above: string, gone: string, moved: string, comes: string;

const named = async (name: string, unitId: string, over: object = {}) => {
  const person = aPerson({ name, ...over });
  await db().person.create({ data: person });
  await db().post.create({ data: aPost({ personId: person.id, unitId }) });
  await db().account.create({ data: anAccount({ personId: person.id }) });
  return person.id;
};

beforeAll(async () => {
  world = await aWorld();
  street = world.street;
  const otherStreet = aUnit({ parentId: world.district, kind: "street" });
  const community = aUnit({ parentId: otherStreet.id });
  await db().unit.createMany({ data: [otherStreet, community] });
  foreign = community.id;
  own = await named("示例甲", world.here, { phone: "13900000001" });
  other = await named("示例乙", foreign, { phone: "13900000002" });
  above = await named("示例丙", world.district);
  gone = await named("示例丁", world.here);
  moved = await named("示例戊", world.here);
  comes = await named("示例己", foreign);
  const grants = [{ role: "hr" as const, unitId: world.district }];
  const who = { by: { personId: above, grants }, requestId: "test" };
  await leavePerson({ ...who, personId: gone, lastDay: "2026-11-20", reason: "retired" });
  await transferPerson({ ...who, personId: moved, unitId: foreign, title: "社区工作者", from: "2026-11-24" });
  await transferPerson({
    ...who,
    personId: comes,
    unitId: world.there,
    title: "社区工作者",
    from: "2026-12-01",
  });
  const facts = { level: "bachelor", school: "示例大学", isSocialWork: true, fullTime: true };
  for (const personId of [own, other]) {
    await db().education.create({ data: { personId, ...facts, graduatedOn: dbDate("2015-06-30") } });
    const number = `S${personId}`;
    await db().certificate.create({
      data: { personId, level: "junior", number, issuedOn: dbDate("2024-01-01") },
    });
  }
  await transact((tx) => setSecret(tx, own, "id-number", anIdNumber(2), now()));
  await transact((tx) => setSecret(tx, other, "id-number", anIdNumber(4), now()));
});

const search = (over: Partial<PeopleSearch> = {}): PeopleSearch => ({
  ...usualSearch,
  state: "all",
  ...over,
});
const seen = async (unit: string, over: Partial<PeopleSearch> = {}) => {
  const units = await subtree([unit]);
  const [page, all] = [
    await listPeople(search(over), units, now()),
    await allPeople(search(over), units, now()),
  ];
  // A page and an export find the same people.
  expect(page.total).toBe(all.length);
  expect(all.map(({ id }) => id).slice(0, page.rows.length)).toEqual(page.rows.map(({ id }) => id));
  return new Set(all.map(({ id }) => id));
};
const exampleIds = () => [own, other, above, gone, moved, comes];
const among = (found: Set<string>) => exampleIds().filter((id) => found.has(id));

describe("a unit head sees the own subtree alone", () => {
  test("where somebody works today, or worked last", async () => {
    expect(among(await seen(street))).toEqual([own, gone]);
    expect(among(await seen(foreign))).toEqual([other, moved, comes]);
    expect(among(await seen(world.district))).toEqual(exampleIds());
  });
  test.each([
    ["a name", { q: "示例" }],
    ["several words", { q: "示例 甲" }],
    ["a certificate", { level: "any" }],
    ["a level", { level: "junior" }],
    ["an education", { education: "bachelor" }],
    ["what is lacking", { lacks: "birth" }],
    ["a post", { title: "社区工作者" }],
  ] as const)("by %s", async (_, over) => {
    const found = await seen(street, over);
    expect(found.has(own)).toBe(true);
    for (const id of [other, above, moved, comes]) expect(found.has(id)).toBe(false);
  });
  test.each([
    "name",
    "employeeNo",
    "unit",
    "street",
    "title",
    "state",
    "level",
    "education",
    "major",
    "appraisal",
    "joinedOn",
    "leftOn",
    "gender",
    "bornOn",
    "phone",
    "email",
  ] as const)("sorted by %s, both ways", async (sort) => {
    for (const direction of ["asc", "desc"] as const)
      expect(among(await seen(street, { sort, direction }))).toEqual([own, gone]);
  });
  test("by the end of a phone number, whatever stands in it, or by a whole employee number", async () => {
    const by = async (unit: string, digits: string) => peopleByNumber(digits, await subtree([unit]), now());
    await db().person.update({ where: { id: gone }, data: { phone: "+86 138-1234 5678" } });
    expect(await by(street, "13812345678")).toEqual([gone]);
    expect(await by(street, "2345678")).toEqual([gone]);
    expect(await by(street, "1381234")).toEqual([]);
    expect(await by(street, "13900000002")).toEqual([]);
    expect(await by(world.district, "13900000002")).toEqual([other]);
    await db().account.update({ where: { personId: own }, data: { employeeNo: "20260001" } });
    expect(await by(street, "20260001")).toEqual([own]);
    expect(await by(foreign, "20260001")).toEqual([]);
  });
  test("a foreign unit in the filter finds nobody", async () => {
    expect((await seen(street, { unit: foreign })).size).toBe(0);
    expect(among(await seen(street, { unit: world.here }))).toEqual([own, gone]);
  });
  test("people named in the address are found only within the scope", async () => {
    expect(among(await seen(street, { only: [own, other] }))).toEqual([own]);
  });
  test("the filters offer nothing foreign", async () => {
    const { units } = await peopleFilters(await subtree([street]), now());
    expect(units.map(({ id }) => id)).not.toContain(foreign);
  });
  test("a record and an ID number of somebody foreign are not there", async () => {
    const at = now();
    expect(await recordWithin(own, [street], at)).toMatchObject({ id: own });
    for (const id of [other, above, moved, comes, crypto.randomUUID()])
      expect(await recordWithin(id, [street], at)).toBeNull();
    expect(await byIdNumberWithin(anIdNumber(2), [street], at)).toBe(own);
    expect(await byIdNumberWithin(anIdNumber(4), [street], at)).toBeNull();
    expect(await byIdNumberWithin(anIdNumber(4), [foreign], at)).toBe(other);
    expect(await byIdNumberWithin(anIdNumber(6), [world.district], at)).toBeNull();
  });
});

describe("an export", () => {
  const asked = async (role: "unit-head" | "hr", unitId: string, query: string) => {
    const me = { personId: above, name: "示例丙", employeeNo: above, grants: [{ role, unitId }], unit: null };
    const context = {
      me: async () => ({ ...me, joinedOn: "2020-01-01", pending: null }),
      language: "zh",
      requestId: "test",
    };
    const request = new Request(`http://localhost/desk/people/export?${query}`);
    const args = { request, params: {}, context } as unknown as Parameters<typeof exportLoader>[0];
    return Buffer.from(await (await exportLoader(args)).arrayBuffer());
  };
  test("is of the own subtree, with what was found, and is in the log with its count", async () => {
    const csv = (
      await asked("unit-head", street, "format=csv&q=示例&state=all&columns=employeeNo.phone")
    ).toString();
    expect(csv.startsWith("\uFEFF姓名,工号,电话\r\n")).toBe(true);
    expect(csv).toContain("示例甲");
    for (const name of ["示例乙", "示例丙", "示例戊", "示例己", "13900000002"])
      expect(csv).not.toContain(name);
    const [act] = await db().auditEvent.findMany({ where: { action: "people.export" } });
    expect(act).toMatchObject({ actorId: above, detail: { format: "csv", rows: 2 } });
  });
  test("has ID numbers masked, and for HR alone", async () => {
    const query = "format=csv&q=示例甲&columns=idNumber";
    const forHr = (await asked("hr", world.district, query)).toString();
    expect(forHr).toContain("身份证号");
    expect(forHr).toMatch(/示例甲,999\*+/);
    expect(forHr).not.toContain(anIdNumber(2));
    expect((await asked("unit-head", street, query)).toString()).not.toContain("身份证号");
  });
  test("keeps a formula as text", async () => {
    await named("=1+1", world.here);
    const csv = (await asked("unit-head", street, "format=csv&columns=title")).toString();
    expect(csv).toContain("'=1+1");
    const xlsx = await asked("unit-head", street, "format=xlsx&columns=title");
    expect(xlsx.subarray(0, 2).toString()).toBe("PK");
  });
});

test("pages do not overlap and follow the order; a page that is no more is the first", async () => {
  const units = await subtree([world.district]);
  const all = (await allPeople(search({ sort: "title" }), units, now())).map(({ id }) => id);
  const paged: string[] = [];
  for (let page = 1; paged.length < all.length; page++) {
    const { rows } = await listPeople({ ...search({ sort: "title" }), size: 20, page }, units, now());
    paged.push(...rows.map(({ id }) => id));
  }
  expect(paged).toEqual(all);
  for (const sort of ["title", "name"] as const)
    expect((await listPeople(search({ sort, page: 999 }), units, now())).page).toBe(1);
});

test("names are in the order of 拼音", async () => {
  const unit = aUnit({ parentId: street });
  await db().unit.create({ data: unit });
  for (const name of ["张三", "李四", "安五"]) await named(name, unit.id);
  const rows = await allPeople(search({ sort: "name" }), [unit.id], now());
  expect(rows.map(({ name }) => name)).toEqual(["安五", "李四", "张三"]);
});
