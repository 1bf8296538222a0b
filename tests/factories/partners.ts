import { dbDate } from "../../app/lib/dates";
import type { Prisma } from "../../app/platform/generated/prisma/client";

/** An agreement of three years that holds all through 2026. */
export function anAgreement(over: Partial<Prisma.AgreementCreateManyInput> & { partnerId: string }) {
  const id = over.id ?? crypto.randomUUID();
  return {
    number: id,
    title: "社会工作人才共建协议",
    signedOn: dbDate("2024-12-20"),
    startsOn: dbDate("2025-01-01"),
    endsOn: dbDate("2027-12-31"),
    ...over,
    id,
  } satisfies Prisma.AgreementCreateManyInput;
}

/** A shared teacher without an account. */
export function aTeacher(over: Partial<Prisma.PartnerTeacherCreateManyInput> & { partnerId: string }) {
  return {
    name: "示例教师",
    title: "讲师",
    field: "个案工作",
    startsOn: dbDate("2025-03-01"),
    ...over,
    id: over.id ?? crypto.randomUUID(),
  } satisfies Prisma.PartnerTeacherCreateManyInput;
}

export function aPracticeBase(
  over: Partial<Prisma.PracticeBaseCreateManyInput> & { partnerId: string; unitId: string },
) {
  return {
    name: "社会工作实训基地",
    field: "社区工作",
    places: 6,
    startsOn: dbDate("2025-03-01"),
    ...over,
    id: over.id ?? crypto.randomUUID(),
  } satisfies Prisma.PracticeBaseCreateManyInput;
}
