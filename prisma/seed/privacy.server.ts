import { secretRow } from "~/features/people/secrets.server";
import { dbDate, shanghai } from "~/lib/dates";
import { seededRandom } from "~/lib/random";
import type { Prisma } from "~/platform/generated/prisma/client";
import { aPayeeAccount, anIdNumber } from "../../tests/factories/secrets";
import { seededId } from "./ids";
import type { DemoPeople } from "./people";

/** Who has an ID number and a payee account, both plainly invented; see `tests/factories/secrets.ts`. */
const withSecrets = ["W0001", "W0002", "W0003", "W0004", "T0001", "H0001", "H0002"];

/** Everybody has read the notice; some have secrets; two requests wait for HR and one is decided. */
export function privacyRows(people: DemoPeople) {
  const random = seededRandom("nuanxin privacy");
  const at = shanghai("2026-09-02", "09:00");
  const of = (number: string) => people.byNumber.get(number) ?? "";
  const consents = people.persons.map(({ id }): Prisma.ConsentCreateManyInput => {
    const version = "2026.1";
    return {
      id: seededId(random),
      personId: id ?? "",
      purpose: "personal-data-notice",
      version,
      givenAt: at,
    };
  });
  const secrets = withSecrets.flatMap((number, order) => [
    secretRow(of(number), "id-number", anIdNumber(order * 2 + 2), at),
    secretRow(of(number), "payee-account", aPayeeAccount(order + 1), at),
  ]);
  const asked = (number: string, day: string, over: Partial<Prisma.CorrectionRequestCreateManyInput>) => ({
    ...{ id: seededId(random), personId: of(number), createdAt: shanghai(day, "10:20") },
    ...{ field: "phone", wanted: "13800000002", reason: "换了号码" },
    ...over,
  });
  const corrections: Prisma.CorrectionRequestCreateManyInput[] = [
    asked("W0002", "2026-11-20", {}),
    asked("W0005", "2026-11-22", {
      ...{ field: "education", wanted: "毕业时间是 2012年6月30日", reason: "录入时少了一年" },
    }),
    asked("W0004", "2026-10-12", {
      ...{ field: "email", wanted: "w0004@example.cn", reason: "原来的邮箱停用了" },
      ...{ state: "accepted", decidedBy: of("H0002"), decidedAt: dbDate("2026-10-13"), answer: "" },
    }),
  ];
  return { consents, secrets, corrections };
}
