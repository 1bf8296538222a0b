import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDay } from "~/lib/dates";
import { Empty } from "~/ui/empty";
import { Go } from "~/ui/go";
import { Section } from "~/ui/section";
import { Table } from "~/ui/table";
import { useLanguage } from "~/ui/use-language";
import type { Partner } from "../partners.server";

/** Shared teachers and practice bases of a partner. */
export function PartnershipTables({ partner, writes }: { partner: Partner; writes: boolean }) {
  const { t } = useTranslation("partners");
  const { language, named } = useLanguage();
  const at = `/desk/partners/${partner.id}`;
  const period = (row: { startsOn: string; endsOn: string | null }) =>
    row.endsOn === null
      ? t("since", { from: formatDay(row.startsOn, language) })
      : t("agreement.period", {
          from: formatDay(row.startsOn, language),
          to: formatDay(row.endsOn, language),
        });
  const add = (what: "teacher" | "base") =>
    writes && !partner.closed && <Go to={`${at}/${what}`}>{t(`${what}.add`)}</Go>;
  const name = (what: "teacher" | "base", row: { id: string; name: string }) =>
    writes && !partner.closed ? (
      <Link className="hit" to={`${at}/${what}?id=${row.id}`}>
        {row.name}
      </Link>
    ) : (
      row.name
    );
  return (
    <>
      <Section title={t("teacher.title")} aside={add("teacher")}>
        {partner.teachers.length === 0 ? (
          <Empty level={3} title={t("teacher.none")}>
            {t("teacher.noneText")}
          </Empty>
        ) : (
          <Table
            caption={t("teacher.title")}
            rows={partner.teachers}
            rowKey={(row) => row.id}
            columns={[
              {
                key: "name",
                head: t("teacher.name"),
                rowHeader: true,
                cell: (row) => <span className="nb">{name("teacher", row)}</span>,
              },
              {
                key: "title",
                head: t("teacher.jobTitle"),
                cell: (row) => <span className="nb">{row.title}</span>,
              },
              {
                key: "field",
                head: t("teacher.field"),
                cell: (row) => <span className="nb">{row.field}</span>,
              },
              {
                key: "account",
                head: t("teacher.account"),
                cell: (row) => <span className="nb">{row.employeeNo || t("teacher.noAccount")}</span>,
              },
              { key: "period", head: t("period"), cell: (row) => <span className="nb">{period(row)}</span> },
            ]}
          />
        )}
      </Section>
      <Section title={t("base.title")} aside={add("base")}>
        {partner.bases.length === 0 ? (
          <Empty level={3} title={t("base.none")}>
            {t("base.noneText")}
          </Empty>
        ) : (
          <Table
            caption={t("base.title")}
            rows={partner.bases}
            rowKey={(row) => row.id}
            columns={[
              {
                key: "name",
                head: t("base.name"),
                rowHeader: true,
                cell: (row) => <span className="nb">{name("base", row)}</span>,
              },
              {
                key: "unit",
                head: t("base.unit"),
                cell: (row) => <span className="nb">{named(row.unit)}</span>,
              },
              { key: "field", head: t("base.field"), cell: (row) => <span className="nb">{row.field}</span> },
              { key: "places", head: t("base.places"), align: "end", cell: (row) => row.places },
              { key: "period", head: t("period"), cell: (row) => <span className="nb">{period(row)}</span> },
            ]}
          />
        )}
      </Section>
    </>
  );
}
