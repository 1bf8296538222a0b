import { useTranslation } from "react-i18next";
import { Empty } from "~/ui/empty";
import { Meta } from "~/ui/meta";
import { Section } from "~/ui/section";
import { Table } from "~/ui/table";
import { Tabs } from "~/ui/tabs";
import { useLanguage } from "~/ui/use-language";
import type { Contribution } from "../partner-contribution.server";

/** What a partner has given in a year, and the years to choose from. */
export function PartnerGiven(props: { at: string; year: number; years: number[]; given: Contribution }) {
  const { at, year, years, given } = props;
  const { t } = useTranslation("partners");
  const { titled } = useLanguage();
  const count = (value: number) => value.toLocaleString("en");
  return (
    <Section title={t("given.title")}>
      <Tabs
        label={t("given.years")}
        items={years.map((each) => ({
          to: `${at}?year=${each}`,
          label: t("given.year", { year: each }),
          current: each === year,
        }))}
      />
      <Meta>
        {t("given.sessions", { count: given.sessions })}
        {t("given.personTimes", { count: given.personTimes })}
        {t("given.minutes", { count: given.minutes })}
        {t("given.completions", { count: given.courses.reduce((sum, each) => sum + each.completions, 0) })}
      </Meta>
      <Section level={3} plain title={t("given.courses")}>
        {given.courses.length === 0 ? (
          <Empty title={t("given.noCourse")}>{t("given.noCourseText")}</Empty>
        ) : (
          <Table
            caption={t("given.courses")}
            rows={given.courses}
            rowKey={(row) => row.id}
            columns={[
              { key: "title", head: t("given.course"), rowHeader: true, cell: titled },
              {
                key: "minutes",
                head: t("given.courseMinutes"),
                align: "end",
                cell: (row) => count(row.minutes),
              },
              {
                key: "completions",
                head: t("given.completionsIn", { year }),
                align: "end",
                cell: (row) => count(row.completions),
              },
            ]}
          />
        )}
      </Section>
      <Section level={3} plain title={t("given.teaching", { year })}>
        {given.teachers.length === 0 ? (
          <Empty title={t("given.noTeaching")}>{t("given.noTeachingText")}</Empty>
        ) : (
          <Table
            caption={t("given.teaching", { year })}
            rows={given.teachers}
            rowKey={(row) => row.personId ?? ""}
            columns={[
              {
                key: "name",
                head: t("given.teacher"),
                rowHeader: true,
                cell: (row) => row.name || t("given.unnamed"),
              },
              { key: "sessions", head: t("given.taught"), align: "end", cell: (row) => count(row.sessions) },
              {
                key: "personTimes",
                head: t("given.reached"),
                align: "end",
                cell: (row) => count(row.personTimes),
              },
              {
                key: "minutes",
                head: t("given.taughtMinutes"),
                align: "end",
                cell: (row) => count(row.minutes),
              },
            ]}
          />
        )}
      </Section>
    </Section>
  );
}
