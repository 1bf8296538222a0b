import { addDays, dbDate } from "~/lib/dates";
import type { Prisma } from "~/platform/generated/prisma/client";
import { seededRandom } from "~/lib/random";
import { aUnit, aUnitVersion } from "../../tests/factories/people";
import { formerly, streets, universities } from "./district";
import { seededId } from "./ids";

/** The tree: the district, an agency, three universities, six streets and their 62 communities. */
export function unitRows() {
  const random = seededRandom("nuanxin units");
  const district = aUnit({
    id: seededId(random),
    code: "district",
    kind: "district",
    name: "示例区",
    nameEn: "Sample District",
  });
  const below = (row: Prisma.UnitCreateManyInput) =>
    aUnit({ ...row, id: seededId(random), parentId: row.parentId ?? district.id });
  const units = [district];
  units.push(
    below(
      aUnit({
        code: "agency-social-work",
        kind: "agency",
        name: "区委社会工作部",
        nameEn: "District Department of Social Work",
      }),
    ),
  );
  for (const university of universities) units.push(below(aUnit({ ...university, kind: "university" })));
  for (const { code, name, nameEn, communities } of streets) {
    const street = below(aUnit({ code, kind: "street", name, nameEn }));
    units.push(street);
    communities.forEach(([community, english], i) => {
      const number = String(i + 1).padStart(2, "0");
      units.push(
        below(aUnit({ code: `${code}-${number}`, name: community, nameEn: english, parentId: street.id })),
      );
    });
  }
  return units;
}

/** The history of these units: each as it is, but for those that were called or belonged otherwise before a day. */
export function unitVersionRows(units: ReturnType<typeof unitRows>): Prisma.UnitVersionCreateManyInput[] {
  const idOf = (code: string) => units.find((unit) => unit.code === code)?.id;
  return units.flatMap((unit) => {
    const before = formerly.find(({ code }) => code === unit.code);
    if (!before) return [aUnitVersion(unit)];
    const { until, street, name = unit.name, nameEn = unit.nameEn } = before;
    const parentId = street ? idOf(street) : unit.parentId;
    return [
      aUnitVersion(unit, { endsOn: dbDate(addDays(until, -1)), name, nameEn, parentId }),
      aUnitVersion(unit, { startsOn: dbDate(until) }),
    ];
  });
}
