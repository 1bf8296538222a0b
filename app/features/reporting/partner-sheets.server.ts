import type { Coverage } from "~/features/people/rules/agreement";
import type { Language } from "~/lib/dates";
import { texts } from "~/platform/i18n/texts.server";
import type { Sheet } from "~/platform/sheets.server";
import { noContribution, type Contribution } from "./partner-contribution.server";

interface PartnerFacts {
  id: string;
  name: string;
  nameEn: string;
  agreement: Coverage;
  teachers: number;
  bases: number;
}

/** What the partners gave in a year as three sheets: each partner, its courses, who taught. */
export function partnerSheets(asked: {
  rows: readonly PartnerFacts[];
  given: ReadonlyMap<string, Contribution>;
  year: number;
  language: Language;
}): Sheet[] {
  const { rows, given, year, language } = asked;
  const { t } = texts(language);
  const pick = (zh: string, en: string) => (language === "en" ? en : zh);
  const of = ({ id }: PartnerFacts) => given.get(id) ?? noContribution;
  const partner = { head: t("partners:list.name"), width: 28 };
  return [
    {
      name: t("partners:export.partners"),
      columns: [
        partner,
        { head: t("partners:list.agreement") },
        { head: t("partners:export.until") },
        { head: t("partners:list.teachers") },
        { head: t("partners:list.bases") },
        { head: t("partners:list.courses") },
        { head: t("partners:list.sessions", { year }), width: 18 },
        { head: t("partners:list.personTimes", { year }), width: 18 },
        { head: t("partners:given.taughtMinutes") },
      ],
      rows: rows.map((row) => [
        pick(row.name, row.nameEn),
        t(`partners:export.state.${row.agreement.state}`),
        row.agreement.until,
        row.teachers,
        row.bases,
        of(row).courses.length,
        of(row).sessions,
        of(row).personTimes,
        of(row).minutes,
      ]),
    },
    {
      name: t("partners:given.courses"),
      columns: [
        partner,
        { head: t("partners:given.course"), width: 36 },
        { head: t("partners:given.courseMinutes") },
        { head: t("partners:given.completionsIn", { year }), width: 18 },
      ],
      rows: rows.flatMap((row) =>
        of(row).courses.map((course) => [
          pick(row.name, row.nameEn),
          pick(course.title, course.titleEn),
          course.minutes,
          course.completions,
        ]),
      ),
    },
    {
      name: t("partners:export.teaching"),
      columns: [
        partner,
        { head: t("partners:given.teacher") },
        { head: t("partners:given.taught") },
        { head: t("partners:given.reached") },
        { head: t("partners:given.taughtMinutes") },
      ],
      rows: rows.flatMap((row) =>
        of(row).teachers.map((each) => [
          pick(row.name, row.nameEn),
          each.name || t("partners:given.unnamed"),
          each.sessions,
          each.personTimes,
          each.minutes,
        ]),
      ),
    },
  ];
}
