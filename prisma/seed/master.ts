import { dbDate, fromDbDate } from "~/lib/dates";
import { between, seededRandom } from "~/lib/random";
import type { Prisma } from "~/platform/generated/prisma/client";
import type { EducationLevel } from "~/features/people/rules/master";
import { pick, seededId } from "./ids";
import type { DemoPeople } from "./people";

/** Signs of given names that are a man's as a rule; nobody here is real. */
const ofMen = /[强国军伟刚涛磊鹏杰勇斌浩博轩宇泽翔军庆明远卫东立]/;

const schools: Record<EducationLevel, readonly string[]> = {
  secondary: ["示例区第一中学", "示例市职业中专"],
  college: ["示例职业技术学院", "示例城市职业学院", "示例开放大学"],
  bachelor: ["示例大学", "示例师范大学", "示例工商大学", "示例开放大学"],
  master: ["示例大学", "示例师范大学"],
  doctor: ["示例大学"],
};
const majors = [
  "公共事业管理",
  "行政管理",
  "法学",
  "汉语言文学",
  "会计学",
  "学前教育",
  "护理学",
  "人力资源管理",
];
const degrees: Partial<Record<EducationLevel, string>> = { bachelor: "学士", master: "硕士", doctor: "博士" };
const agesAtEnd: Record<EducationLevel, number> = {
  secondary: 18,
  college: 21,
  bachelor: 22,
  master: 25,
  doctor: 29,
};
const yearsOfStudy: Record<EducationLevel, number> = {
  secondary: 3,
  college: 3,
  bachelor: 4,
  master: 3,
  doctor: 4,
};
const employers = [
  "示例市阳光社工服务中心",
  "示例区残疾人联合会",
  "示例市救助管理站",
  "示例区妇女儿童服务中心",
];

/**
 * Master data of the workers: gender, birth, phone and e-mail into `people.persons`, and the rows of study, work and
 * appraisals. Some of it is missing, as it is anywhere. Telephone numbers are of a kind that nobody is given.
 */
export function masterRows(people: DemoPeople, unitNames: ReadonlyMap<string, string>) {
  // Its own stream: what is drawn here moves nothing else of the demonstration.
  const random = seededRandom("nuanxin master data");
  const educations: Prisma.EducationCreateManyInput[] = [];
  const workPeriods: Prisma.WorkPeriodCreateManyInput[] = [];
  const appraisals: Prisma.AppraisalCreateManyInput[] = [];
  const numbers = new Map([...people.byNumber].map(([number, id]) => [id, number]));
  const unitOf = new Map(people.posts.map(({ personId, unitId }) => [personId, unitNames.get(unitId) ?? ""]));

  people.persons.forEach((person, index) => {
    const personId = person.id ?? "";
    const joinedOn = fromDbDate(new Date(person.joinedOn));
    const joined = Number(joinedOn.slice(0, 4));
    const level = drawLevel(random());
    const bornIn = joined - agesAtEnd[level] - between(1, 12, random);
    const day = `${String(between(1, 12, random)).padStart(2, "0")}-${String(between(1, 28, random)).padStart(2, "0")}`;
    person.gender = ofMen.test(person.name.slice(1)) ? "male" : "female";
    if (random() > 0.02) person.bornOn = dbDate(`${bornIn}-${day}`);
    if (random() > 0.05) person.phone = `1390000${String(index + 1).padStart(4, "0")}`;
    const number = numbers.get(personId)?.toLowerCase() ?? "";
    if (random() < 0.3) person.email = `${number}@example.org`;

    const isLearner = numbers.get(personId) === "W0001";
    const graduated = bornIn + agesAtEnd[level];
    const study = (of: EducationLevel, year: number, fullTime: boolean) => {
      const isSocialWork = of !== "secondary" && (isLearner || random() < 0.18);
      educations.push({
        id: seededId(random),
        ...{ personId, level: of, isSocialWork, fullTime },
        school: pick(schools[of], random),
        degree: degrees[of] ?? "",
        major: of === "secondary" ? "" : isSocialWork ? "社会工作" : pick(majors, random),
        startedOn: dbDate(`${year - yearsOfStudy[of]}-09-01`),
        graduatedOn: dbDate(`${year}-06-30`),
      });
    };
    if (isLearner || random() > 0.04) {
      study(level, graduated, true);
      // Some study on beside their work.
      const later = joined + between(3, 6, random);
      if (level === "college" && later <= 2025 && random() < 0.35) study("bachelor", later, false);
    }

    const before = joined - graduated;
    if (before >= 3 && random() < 0.35) {
      workPeriods.push({
        id: seededId(random),
        personId,
        employer: pick(employers, random),
        duties: "个案与小组服务",
        startsOn: dbDate(`${graduated}-09-01`),
        endsOn: dbDate(`${joined - 1}-06-30`),
      });
    }
    if (isLearner || random() > 0.03) {
      workPeriods.push({
        id: seededId(random),
        personId,
        employer: unitOf.get(personId) ?? "",
        duties: "社区服务与网格管理",
        startsOn: dbDate(joinedOn),
        endsOn: null,
      });
    }
    for (const year of [2023, 2024, 2025]) {
      if (joined >= year || random() < 0.02) continue;
      const drawn = random();
      const grade =
        drawn < 0.16 ? "excellent" : drawn < 0.96 ? "qualified" : drawn < 0.99 ? "basic" : "unqualified";
      appraisals.push({ personId, year, grade });
    }
  });
  return { educations, workPeriods, appraisals };
}

function drawLevel(drawn: number): EducationLevel {
  if (drawn < 0.06) return "secondary";
  if (drawn < 0.38) return "college";
  return drawn < 0.92 ? "bachelor" : "master";
}
