import { dbDate } from "~/lib/dates";
import { between } from "~/lib/random";
import type { Prisma } from "~/platform/generated/prisma/client";
import { aGrant, anAccount, aPerson, aPost } from "../../tests/factories/people";
import { familyNames, givenNames, streets } from "./district";
import { pick, seededId } from "./ids";

export interface DemoPeople {
  persons: Prisma.PersonCreateManyInput[];
  accounts: Prisma.AccountCreateManyInput[];
  posts: Prisma.PostCreateManyInput[];
  grants: Prisma.RoleGrantCreateManyInput[];
  consents: Prisma.ConsentCreateManyInput[];
  /** Community workers with their unit; the first is the one whom the sign-in page offers. */
  workers: { id: string; unitId: string; community: string }[];
  byNumber: Map<string, string>;
  unitByCode: Map<string, string>;
}

const total = 1204;

/** What the posts of those are called who do not work in a community. */
const titles: Record<string, string> = {
  trainer: "讲师",
  reviewer: "副教授",
  "unit-head": "街道社会工作办主任",
  hr: "人事干部",
  "system-admin": "信息员",
  "security-admin": "安全员",
  auditor: "审计员",
};

/** About 1,200 workers in 62 communities, and one person for each other role. One password hash serves them all. */
export function drawPeople(
  units: Prisma.UnitCreateManyInput[],
  passwordHash: string,
  random: () => number,
): DemoPeople {
  const unitByCode = new Map(units.map((unit) => [unit.code, unit.id ?? ""]));
  const people: DemoPeople = {
    persons: [],
    accounts: [],
    posts: [],
    grants: [],
    consents: [],
    workers: [],
    byNumber: new Map(),
    unitByCode,
  };
  const add = (number: string, name: string, code: string, role: string, scopeCode = code) => {
    const id = seededId(random);
    const unitId = unitByCode.get(code) ?? "";
    const joinedOn = dbDate(`${between(2008, 2024, random)}-0${between(1, 9, random)}-01`);
    people.persons.push(aPerson({ id, name, joinedOn }));
    people.accounts.push(anAccount({ personId: id, employeeNo: number, passwordHash }));
    const title = titles[role] ?? "社区工作者";
    people.posts.push(aPost({ id: seededId(random), personId: id, unitId, title, startsOn: joinedOn }));
    const grant = { id: seededId(random), personId: id, unitId: unitByCode.get(scopeCode) ?? "", role };
    people.grants.push(aGrant(grant));
    people.byNumber.set(number, id);
    return id;
  };
  const worker = (number: string, name: string, community: string) => {
    const id = add(number, name, community, "worker");
    people.workers.push({ id, unitId: unitByCode.get(community) ?? "", community });
    if (random() < 0.6 || number === "W0001") {
      const givenAt = dbDate("2026-09-02");
      people.consents.push({
        id: seededId(random),
        personId: id,
        purpose: "public-ranking",
        version: "2026.1",
        givenAt,
      });
    }
  };

  worker("W0001", "林晓梅", "hepan-04");
  add("T0001", "张明远", "uni-shili-social", "trainer");
  add("R0001", "陈静", "uni-shili-social", "reviewer");
  add("U0001", "赵立军", "hepan", "unit-head");
  add("H0001", "刘芳", "agency-social-work", "hr", "district");
  add("H0002", "周建华", "agency-social-work", "hr", "district");
  add("S0001", "孙浩然", "agency-social-work", "system-admin", "district");
  add("S0002", "吴敏", "agency-social-work", "security-admin", "district");
  add("A0001", "何卫东", "agency-social-work", "auditor", "district");
  add("T0002", "杨思远", "uni-shili-vocational", "trainer");
  add("T0003", "高文静", "uni-shili-normal", "trainer");

  const communities = streets.flatMap(({ code, communities: list }) =>
    list.map((_, i) => `${code}-${String(i + 1).padStart(2, "0")}`),
  );
  for (let i = 1; i < total; i++) {
    // Round the communities, so that each has 19 or 20 people.
    const community = communities[i % communities.length] ?? "";
    const name = pick(familyNames, random) + pick(givenNames, random);
    worker(`W${String(i + 1).padStart(4, "0")}`, name, community);
  }
  return people;
}
