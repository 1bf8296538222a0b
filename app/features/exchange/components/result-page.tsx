import { useTranslation } from "react-i18next";
import type { Result } from "~/features/exchange/result.server";
import type { ImportKind } from "~/features/exchange/rules/columns";
import { verdicts, type JudgedRow, type Verdict } from "~/features/exchange/rules/verdict";
import { formatMoment } from "~/lib/dates";
import { Empty } from "~/ui/empty";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { Pager } from "~/ui/pager";
import { Section } from "~/ui/section";
import { Table } from "~/ui/table";
import { Tabs } from "~/ui/tabs";
import { Tag } from "~/ui/tag";
import { useLanguage } from "~/ui/use-language";
import { Decision, type Ask } from "./decision";
import { RowNotes } from "./row-notes";

interface Search {
  show?: Verdict | "cleaned";
  ask?: Ask;
  told?: "other" | "refused-rows";
}

const tags = { new: "done", changed: "warn", same: "plain", refused: "danger" } as const;

export function ResultPage({ run, shown, search }: Result & { search: Search }) {
  const { t } = useTranslation("exchange");
  const { language } = useLanguage();
  const { summary, state } = run;
  const moment = formatMoment(new Date(run.createdAt), language);
  return (
    <>
      <PageHead
        title={run.fileName}
        crumb={{ to: "/desk/import", label: t("result.crumb") }}
        sub={t("result.sub", { kind: t(`kind.${run.kind}`), moment })}
      />
      {search.told && state === "tried" && (
        <Notice kind="warn" role="alert">
          {t(`told.${search.told}`)}
        </Notice>
      )}
      {state !== "tried" && (
        <Notice kind={state === "taken" ? "done" : "info"} role="status">
          {t(`done.${state}`, { ...summary })}
        </Notice>
      )}
      {shown && state === "tried" && <Decision summary={summary} digest={shown.digest} ask={search.ask} />}
      {shown && <ResultRows kind={run.kind} summary={summary} shown={shown} show={search.show} />}
    </>
  );
}

const noted = ({ refusals, changes, cleaned }: JudgedRow) =>
  refusals.length + changes.length + cleaned.length > 0;

interface ResultRowsProps {
  kind: ImportKind;
  summary: Result["run"]["summary"];
  shown: NonNullable<Result["shown"]>;
  show: Search["show"];
}

function ResultRows({ kind, summary, shown, show }: ResultRowsProps) {
  const { t } = useTranslation("exchange");
  const all = verdicts.reduce((sum, verdict) => sum + summary[verdict], 0);
  const filters = [
    { key: undefined, label: t("verdict.all"), count: all },
    ...[...verdicts, "cleaned" as const].map((key) => ({
      key,
      label: t(`verdict.${key}`),
      count: summary[key],
    })),
  ];
  const to = (page: number) =>
    `?${new URLSearchParams({ ...(show && { show }), page: String(page) }).toString()}`;
  const { rows, from, count, page, pages, otherSheets } = shown;
  return (
    <Section title={t("result.rows")} aside={t("result.counts", { count: all })}>
      {otherSheets.length > 0 && (
        <Notice>{t("result.others", { list: otherSheets.join(t("comma")) })}</Notice>
      )}
      <Tabs
        label={t("result.filter")}
        items={filters.map(({ key, label, count }) => ({
          to: key ? `?show=${key}` : "?",
          label: `${label} ${count}`,
          current: key === show,
        }))}
      />
      {rows.length === 0 ? (
        <Empty level={3} title={t("result.none")}>
          {t("result.noneText")}
        </Empty>
      ) : (
        <Table<JudgedRow>
          caption={t("result.rows")}
          rows={rows}
          rowKey={({ row }) => String(row)}
          columns={[
            { key: "who", head: t("result.who"), rowHeader: true, cell: ({ label }) => label },
            {
              key: "verdict",
              head: t("result.verdict"),
              cell: ({ verdict }) => <Tag kind={tags[verdict]}>{t(`verdict.${verdict}`)}</Tag>,
            },
            { key: "row", head: t("result.row"), align: "end", cell: ({ row }) => row },
          ]}
          detail={(row) => noted(row) && <RowNotes kind={kind} row={row} />}
        />
      )}
      <Pager
        label={t("result.pages")}
        says={t("result.says", { from: count ? from : 0, to: from + rows.length - 1, count })}
        previous={{ to: page > 1 ? to(page - 1) : undefined, label: t("runs.previous") }}
        next={{ to: page < pages ? to(page + 1) : undefined, label: t("runs.next") }}
      />
      <p className="note">
        {t("result.masked")} {t("result.until")}
      </p>
    </Section>
  );
}
