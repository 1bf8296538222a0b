import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/ui/button-link";
import { Empty } from "~/ui/empty";
import { Go } from "~/ui/go";
import { PageHead } from "~/ui/page-head";
import { Pager } from "~/ui/pager";
import { Section } from "~/ui/section";
import type { LogName } from "~/platform/log-rows.server";
import type { LogState } from "~/platform/seals.server";
import type { AuditRow, Names } from "../audit-trail.server";
import { auditQuery, isNarrowedAudit, type AuditSearch } from "../rules/audit-search";
import { useRowKeys } from "../use-row-keys";
import { AuditFilter } from "./audit-filter";
import { AuditTable } from "./audit-table";
import { SealState } from "./seal-state";

export interface AuditPageProps {
  title: string;
  search: AuditSearch;
  rows: AuditRow[];
  names: Names;
  /** The number below which the next page begins; null on the last. */
  older: string | null;
  seals: { log: LogName; state: LogState }[];
}

const searchId = "audit-actor";

/** The audit log: what is searched is in its address. */
export function AuditPage({ title, search, rows, names, older, seals }: AuditPageProps) {
  const { t } = useTranslation("audit");
  const busy = useNavigation().state !== "idle";
  useRowKeys(searchId);
  const query = auditQuery(search, { before: search.before });
  return (
    <>
      <PageHead
        title={title}
        sub={t("sub")}
        actions={
          <ButtonLink icon="shield" to="/audit/seals">
            {t("seals.open")}
          </ButtonLink>
        }
      />
      {seals.map(({ log, state }) => (
        <SealState key={log} log={log} state={state} />
      ))}
      <AuditFilter id={searchId} search={search} busy={busy} />
      <Section
        title={t("count")}
        aside={
          rows.length > 0 && (
            <span className="btns noprint">
              {(["xlsx", "csv", "jsonl"] as const).map((format) => (
                <ButtonLink
                  key={format}
                  icon="download"
                  reloadDocument
                  to={`/audit/export${auditQuery(search, { format })}`}
                >
                  {t(`format.${format}`)}
                </ButtonLink>
              ))}
            </span>
          )
        }
      >
        {isNarrowedAudit(search) && (
          <p className="mb-4">
            <Go to="/audit">{t("everything")}</Go>
          </p>
        )}
        {rows.length === 0 ? (
          <Empty title={t("empty")}>{t("emptyText")}</Empty>
        ) : (
          <AuditTable caption={title} rows={rows} names={names} list={query} />
        )}
        <Pager
          label={t("pages")}
          says={t("shown", { count: rows.length })}
          previous={{ to: search.before ? `/audit${auditQuery(search)}` : undefined, label: t("newest") }}
          next={{
            to: older ? `/audit${auditQuery(search, { before: older })}` : undefined,
            label: t("older"),
          }}
        />
      </Section>
    </>
  );
}
