import { useTranslation } from "react-i18next";
import { formatMoment, minuteMs } from "~/lib/dates";
import type { DeadJob, JobHealth } from "~/platform/jobs.server";
import { Row } from "~/ui/row";
import { Rows } from "~/ui/rows";
import { Section } from "~/ui/section";
import { Table } from "~/ui/table";
import { useLanguage } from "~/ui/use-language";

/** How the jobs in the background stand, and those that were given up. */
export function JobList({ jobs, dead }: { jobs: JobHealth; dead: DeadJob[] }) {
  const { t } = useTranslation("notifications");
  const { language } = useLanguage();
  const oldest = Math.round((jobs.oldestMs ?? 0) / minuteMs);
  return (
    <Section title={t("jobs.title")}>
      <Rows>
        <Row end={t("jobs.count", { count: jobs.queued })}>{t("jobs.queued")}</Row>
        <Row end={t("jobs.count", { count: jobs.active })}>{t("jobs.active")}</Row>
        <Row end={t("jobs.minutes", { count: oldest })}>{t("jobs.oldest")}</Row>
        <Row end={t("jobs.count", { count: jobs.failed })}>{t("jobs.failed")}</Row>
      </Rows>
      {dead.length > 0 && (
        <Table
          caption={t("jobs.failed")}
          rows={dead}
          rowKey={({ id }) => id}
          columns={[
            { key: "name", head: t("jobs.name"), rowHeader: true, cell: ({ name }) => name },
            { key: "reason", head: t("delivery.reason"), cell: ({ reason }) => reason },
            {
              key: "at",
              head: t("delivery.at"),
              cell: ({ failedAt }) => <span className="nb">{formatMoment(failedAt, language)}</span>,
            },
          ]}
        />
      )}
    </Section>
  );
}
