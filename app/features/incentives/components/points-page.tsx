import { useTranslation } from "react-i18next";
import { formatDay } from "~/lib/dates";
import { Basis } from "~/ui/basis";
import { Empty } from "~/ui/empty";
import { Go } from "~/ui/go";
import { PageHead } from "~/ui/page-head";
import { Section } from "~/ui/section";
import { Stat } from "~/ui/stat";
import { Table } from "~/ui/table";
import { useLanguage } from "~/ui/use-language";
import type { PointsPage as Points } from "../ledger.server";

interface Props {
  title: string;
  year: number;
  points: Points;
}

/** Points of the year: the sum, where it comes from, and each entry with its reason. */
export function PointsPage({ points, title, year }: Props) {
  const { t } = useTranslation("incentives");
  const { language, titled } = useLanguage();
  return (
    <>
      <PageHead title={title} sub={t("points.year", { year })} />
      <Stat large value={points.balance} unit={t("points.unit")} />
      <p>
        <Go to="/ranking">{t("points.toRanking")}</Go>
      </p>
      {points.lines.length === 0 ? (
        <Empty level={2} title={t("points.empty")}>
          {t("points.emptyText")}
        </Empty>
      ) : (
        <>
          <Section title={t("points.bySource")}>
            <Table
              caption={t("points.bySource")}
              large
              rows={points.bySource}
              rowKey={(row) => row.rule}
              columns={[
                {
                  key: "rule",
                  head: t("points.rule"),
                  rowHeader: true,
                  cell: (row) => (
                    <>
                      {row.title[language]}
                      <span className="sub">{row.note[language]}</span>
                    </>
                  ),
                },
                { key: "times", head: t("points.times"), align: "end", cell: (row) => row.times },
                { key: "points", head: t("points.points"), align: "end", cell: (row) => row.points },
              ]}
              foot={
                <tr>
                  <th scope="row">{t("points.sum")}</th>
                  <td />
                  <td className="n">{points.balance}</td>
                </tr>
              }
            />
            {points.policy && <Basis>{t("points.basis", { policy: titled(points.policy) })}</Basis>}
          </Section>
          <Section title={t("points.entries")} aside={t("points.count", { count: points.lines.length })}>
            <Table
              caption={t("points.entries")}
              large
              rows={points.lines}
              rowKey={(line) => line.id}
              columns={[
                {
                  key: "why",
                  head: t("points.why"),
                  rowHeader: true,
                  cell: (line) => (
                    <>
                      {line.isReversal
                        ? t("points.reversal", { rule: line.ruleTitle[language] })
                        : line.ruleTitle[language]}
                      <span className="sub">
                        {t("points.posted", {
                          date: formatDay(line.occurredOn, language),
                          policy: line.policyVersion,
                        })}
                      </span>
                      <span className="sub">
                        {[line.evidence.title, line.evidence.course, line.evidence.session]
                          .filter(Boolean)
                          .join(" ")}{" "}
                        {line.evidence.minutes !== undefined &&
                          t("points.minutes", { count: Number(line.evidence.minutes) })}
                        {line.cappedBy && t("points.capped", { full: line.uncapped, cap: line.cappedBy })}
                      </span>
                    </>
                  ),
                },
                {
                  key: "amount",
                  head: t("points.points"),
                  align: "end",
                  cell: (line) => signed(line.amount),
                },
              ]}
            />
          </Section>
        </>
      )}
    </>
  );
}

function signed(amount: number): string {
  return amount < 0 ? `−${-amount}` : `+${amount}`;
}
