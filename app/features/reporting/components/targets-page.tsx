import { useTranslation } from "react-i18next";
import { formatMoment, formatMonth } from "~/lib/dates";
import { Basis } from "~/ui/basis";
import { Empty } from "~/ui/empty";
import { PageHead } from "~/ui/page-head";
import { Section } from "~/ui/section";
import { Table } from "~/ui/table";
import { useLanguage } from "~/ui/use-language";
import type { YearFigures } from "../targets.server";
import { TargetsChart } from "./targets-chart";
import { YearGoals } from "./year-goals";

interface Props {
  title: string;
  today: string;
  figures: YearFigures;
  sessions: {
    id: string;
    title: string;
    titleEn: string;
    startsAt: Date;
    venue: string;
    partner: { name: string; nameEn: string };
    personTimes: number;
  }[];
}

/** The year's targets: figures, course of the year, the same as a table, and the sessions behind every 人次. */
export function TargetsPage({ title, today, figures, sessions }: Props) {
  const { t } = useTranslation("reporting");
  const { language, named, titled } = useLanguage();
  const months = figures.months.map((month, i) => ({ ...month, number: i + 1 }));
  return (
    <>
      <PageHead title={title} crumb={{ to: "/desk", label: t("desk.short") }} />
      <Section plain title={t("goals.title")} quiet>
        <YearGoals figures={figures} today={today} />
        <Basis>{t("goals.basis")}</Basis>
        {figures.targets && (
          <TargetsChart figures={figures} target={figures.targets.personTimes} today={today} />
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
