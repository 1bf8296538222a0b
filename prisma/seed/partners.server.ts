import { agreementSubject } from "~/features/people/agreements.server";
import { dbDate, shanghai } from "~/lib/dates";
import { seededRandom } from "~/lib/random";
import { fileKinds } from "~/platform/file-kinds";
import type { Prisma } from "~/platform/generated/prisma/client";
import { placeBytes } from "~/platform/uploads.server";
import { aPdf } from "../../tests/factories/files";
import { anAgreement, aPracticeBase, aTeacher } from "../../tests/factories/partners";
import { seededId } from "./ids";
import type { DemoPeople } from "./people";

/** Number, partner, title, days of signing, first and last, and early end. */
const agreements: [string, string, string, string, string, string, string?][] = [
  ["共建〔2021〕1 号", "social", "社区工作者培训合作协议", "2021-02-22", "2021-03-01", "2024-02-29"],
  ["共建〔2024〕1 号", "social", "社会工作人才共建协议", "2024-02-26", "2024-03-01", "2027-02-28"],
  ["共建〔2023〕6 号", "vocational", "实务技能培训共建协议", "2023-12-18", "2024-01-01", "2026-12-31"],
  ["共建〔2022〕4 号", "normal", "心理服务共建协议", "2022-08-29", "2022-09-01", "2025-08-31", "2025-06-30"],
  ["共建〔2025〕3 号", "normal", "社会工作与心理服务共建协议", "2025-08-25", "2025-09-01", "2028-08-31"],
];

/** Partner, employee number or name, title, field, first day, last day. */
const teachers: [string, string, string, string, string, string?][] = [
  ["social", "T0001", "副教授", "社区工作、矛盾调解", "2021-03-01"],
  ["social", "R0001", "教授", "个案工作", "2021-03-01"],
  ["social", "孟书言", "讲师", "社会工作研究", "2024-03-01"],
  ["vocational", "T0002", "高级社会工作师", "小组工作", "2024-01-01"],
  ["vocational", "龚一鸣", "实训教师", "老年服务", "2024-01-01", "2026-06-30"],
  ["normal", "T0003", "副教授", "心理疏导", "2022-09-01"],
  ["normal", "尹若兰", "讲师", "儿童与青少年", "2025-09-01"],
];

/** Partner, host, name, field, places, first day. */
const bases: [string, string, string, string, number, string][] = [
  ["social", "hepan-04", "梧桐里社会工作实训基地", "社区工作", 8, "2024-03-15"],
  ["social", "qingfeng-02", "银杏社区个案实训点", "个案工作", 4, "2024-09-01"],
  ["vocational", "hepan-01", "临河社区为老服务实训基地", "老年服务", 10, "2024-01-15"],
  ["vocational", "agency-social-work", "实务技能实训室", "小组工作", 20, "2024-03-01"],
  ["normal", "qingfeng-01", "枫林社区心理服务实训基地", "心理疏导", 6, "2025-09-15"],
];

/** Agreements with three universities, one of them near its end, with a document; shared teachers; practice bases. */
export async function partnerRows(people: DemoPeople) {
  const random = seededRandom("nuanxin partners");
  const partner = (name: string) => people.unitByCode.get(`uni-shili-${name}`) ?? "";
  const last = (day: string | undefined) => (day ? dbDate(day) : null);
  const made = agreements.map(([number, name, title, signedOn, startsOn, endsOn, endedOn]) =>
    anAgreement({
      ...{ id: seededId(random), partnerId: partner(name), number, title },
      ...{
        signedOn: dbDate(signedOn),
        startsOn: dbDate(startsOn),
        endsOn: dbDate(endsOn),
        endedOn: last(endedOn),
      },
    }),
  );
  const shared = teachers.map(([name, who, title, field, startsOn, endsOn]) => {
    const personId = people.byNumber.get(who);
    const named = personId ? { personId, name: "" } : { name: who };
    const days = { startsOn: dbDate(startsOn), endsOn: last(endsOn) };
    return aTeacher({ id: seededId(random), partnerId: partner(name), ...named, title, field, ...days });
  });
  const places = bases.map(([name, code, base, field, count, startsOn]) =>
    aPracticeBase({
      ...{ id: seededId(random), partnerId: partner(name), unitId: people.unitByCode.get(code) ?? "" },
      ...{ name: base, field, places: count, startsOn: dbDate(startsOn) },
    }),
  );
  const bytes = aPdf([
    "社会工作人才共建协议（节选）",
    "编号：共建〔2024〕1 号",
    "甲方：示例区委社会工作部　　乙方：示例大学社会工作系",
    "一、双方共建社区工作者培训课程，乙方审定内容。",
    "二、乙方每年选派教师承担面授不少于六场。",
    "三、甲方在社区设立实训基地，接收乙方学生实习。",
    "四、本协议自 2024 年 3 月 1 日起施行，至 2027 年 2 月 28 日止。",
    "（演示用文本，机构与内容均为虚构。）",
  ]);
  const upload: Prisma.UploadCreateManyInput = {
    id: seededId(random),
    sha256: await placeBytes(bytes),
    size: bytes.length,
    mime: fileKinds.pdf.mime,
    name: "社会工作人才共建协议（节选）.pdf",
    ownerId: people.byNumber.get("H0001") ?? "",
    createdAt: shanghai("2024-02-26", "16:00"),
  };
  const current = made[1]?.id ?? "";
  const use = { uploadId: upload.id ?? "", subject: agreementSubject(current) };
  return { agreements: made, teachers: shared, bases: places, upload, use };
}
