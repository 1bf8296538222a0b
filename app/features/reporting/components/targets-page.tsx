import { useTranslation } from "react-i18next";
import { formatMoment, formatMonth } from "~/lib/dates";
import { Basis } from "~/ui/basis";
import { Empty } from "~/ui/empty";
import { PageHead } from "~/ui/page-head";
import { Section } from "~/ui/section";
import { Table } from "~/ui/table";
import { useLanguage } from "~/ui/use-language";
import { Seg } from "~/ui/seg";
import type { SessionHeld, StreetFigures, YearFigures } from "../targets.server";
import { TargetsChart } from "./targets-chart";
import { YearGoals } from "./year-goals";

interface Props {
  title: string;
  today: string;
  figures: YearFigures;
  /** Years to choose from, newest first. */
  years: number[];
  sessions: SessionHeld[];
  streets: StreetFigures[];
}

/** The year's targets: figures, course of the year, the same as a table, and the sessions behind every 人次. */
export function TargetsPage({ title, today, years, figures, sessions, streets }: Props) {
  const { t } = useTranslation("reporting");
  const { language, named, titled } = useLanguage();
  const { year } = figures;
  // A year that is over stands as it stood on its last day.
  const day = today < `${year}-12-31` ? today : `${year}-12-31`;
  const months = figures.months.map((month, i) => ({ ...month, number: i + 1 }));
  return (
    <>
      <PageHead
        title={title}
        crumb={{ to: "/desk", label: t("desk.short") }}
        actions={
          years.length > 1 && (
            <Seg
              label={t("targets.year")}
              items={years.map((each) => ({
                label: t("targets.ofYear", { year: each }),
                to: `/desk/targets?year=${each}`,
                on: each === year,
              }))}
            />
          )
        }
      />
      <Section plain title={t("goals.title")} quiet>
        <YearGoals figures={figures} today={day} />
        <Basis>{t("goals.basis")}</Basis>
        {figures.targets && (
          <TargetsChart figures={figures} target={figures.targets.personTimes} today={day} />
        )}
      </Section>
      <Section title={t("targets.byMonth")}>
        <Table
          caption={t("targets.byMonth")}
          rows={months}
          rowKey={(month) => String(month.number)}
          columns={[
            {
              key: "month",
              head: t("targets.month"),
              rowHeader: true,
              cell: (month) => formatMonth(month.number, language),
            },
            { key: "sessions", head: t("targets.sessions"), align: "end", cell: (month) => month.sessions },
            {
              key: "people",
              head: t("targets.personTimes"),
              align: "end",
              cell: (month) => month.personTimes,
            },
          ]}
          foot={
            <tr>
              <th scope="row">{t("targets.sum")}</th>
              <td className="n">{figures.sessions}</td>
              <td className="n">{figures.personTimes}</td>
            </tr>
          }
        />
      </Section>
      {streets.length > 0 && (
        <Section title={t("targets.byStreet")}>
          <Table
            caption={t("targets.byStreet")}
            rows={streets}
            rowKey={(street) => street.id}
            columns={[
              { key: "name", head: t("targets.street"), rowHeader: true, cell: named },
              {
                key: "sessions",
                head: t("targets.sessions"),
                align: "end",
                cell: (street) => street.sessions,
              },
              {
                key: "times",
                head: t("targets.personTimes"),
                align: "end",
                cell: (street) => street.personTimes,
              },
              { key: "people", head: t("targets.people"), align: "end", cell: (street) => street.people },
            ]}
          />
          <Basis>{t("targets.byStreetBasis")}</Basis>
        </Section>
      )}
      <Section title={t("targets.evidence")} aside={t("targets.count", { count: sessions.length })}>
        {sessions.length === 0 ? (
          <Empty title={t("targets.empty")}>{t("targets.emptyText")}</Empty>
        ) : (
          <Table
            caption={t("targets.evidence")}
            rows={sessions}
            rowKey={(session) => session.id}
            columns={[
              { key: "title", head: t("targets.session"), rowHeader: true, cell: titled },
              {
                key: "when",
                head: t("targets.when"),
                cell: (session) => formatMoment(session.startsAt, language),
              },
              {
                key: "partner",
                head: t("targets.partner"),
                cell: (session) => named(session.partner),
                wideOnly: true,
              },
              {
                key: "people",
                head: t("targets.personTimes"),
                align: "end",
                cell: (session) => session.personTimes,
              },
            ]}
          />
        )}
      </Section>
    </>
  );
}
