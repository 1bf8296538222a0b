import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Empty } from "~/ui/empty";
import { Field } from "~/ui/field";
import { Meta } from "~/ui/meta";
import { PageHead } from "~/ui/page-head";
import { Section } from "~/ui/section";
import { Table } from "~/ui/table";
import { Tabs } from "~/ui/tabs";
import { Tag } from "~/ui/tag";
import { useLanguage } from "~/ui/use-language";
import type { PartnerRow } from "../partners.server";
import { AgreementStanding } from "./agreement-standing";

export type PartnerSort = "name" | "until" | "personTimes";
export type PartnerState = "valid" | "ending" | "none";

/** A partner with what it gave this year. */
export interface PartnerLine extends PartnerRow {
  courses: number;
  sessions: number;
  personTimes: number;
}

interface Props {
  title: string;
  year: number;
  filter: { q: string; state: PartnerState | null; sort: PartnerSort };
  rows: PartnerLine[];
  /** How many there are of each state, whatever is looked for. */
  counts: Record<"all" | PartnerState, number>;
  /** The unit below which a new partner is opened; null for who may not. */
  addTo: string | null;
}

/** The district's universities and colleges; the filter is in the address. */
export function PartnersPage({ title, year, filter, rows, counts, addTo }: Props) {
  const { t } = useTranslation("partners");
  const { named } = useLanguage();
  const address = (change: Partial<Props["filter"]>) => {
    const { q, state, sort } = { ...filter, ...change };
    const query = new URLSearchParams({
      ...(q && { q }),
      ...(state && { state }),
      ...(sort !== "name" && { sort }),
    });
    return `/desk/partners${query.size ? `?${query}` : ""}`;
  };
  const sort = (by: PartnerSort, direction: "ascending" | "descending") => ({
    to: address({ sort: by }),
    ...(filter.sort === by && { direction }),
  });
  const states = [null, "valid", "ending", "none"] as const;
  return (
    <>
      <PageHead
        title={title}
        sub={
          <Meta>
            {t("list.count", { count: counts.all })}
            {t("list.valid", { count: counts.valid })}
          </Meta>
        }
        actions={
          <>
            <ButtonLink icon="download" to="/desk/partners/export" reloadDocument>
              {t("list.export")}
            </ButtonLink>
            {addTo && (
              <ButtonLink icon="plus" to={`/desk/units/${addTo}?do=open`}>
                {t("list.add")}
              </ButtonLink>
            )}
          </>
        }
      />
      <Form method="get" role="search" aria-label={t("list.search")} className="mb-4">
        {filter.state && <input type="hidden" name="state" value={filter.state} />}
        {filter.sort !== "name" && <input type="hidden" name="sort" value={filter.sort} />}
        <div className="grid gap-4 m:grid-cols-2 items-end">
          <div>
            <Field type="search" name="q" defaultValue={filter.q} key={filter.q} label={t("list.q")} />
          </div>
          <div className="btns">
            <Button icon="search">{t("list.go")}</Button>
          </div>
        </div>
      </Form>
      <Tabs
        label={t("list.states")}
        items={states.map((state) => ({
          to: address({ state }),
          label: t(`list.state.${state ?? "all"}`, { count: counts[state ?? "all"] }),
          current: filter.state === state,
        }))}
      />
      <Section plain quiet title={t("list.table")}>
        {rows.length === 0 ? (
          <Empty title={t("list.none")}>{t(counts.all ? "list.noneFound" : "list.noneText")}</Empty>
        ) : (
          <Table
            caption={t("list.table")}
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              {
                key: "name",
                head: t("list.name"),
                rowHeader: true,
                sort: sort("name", "ascending"),
                cell: (row) => (
                  <>
                    <Link className="hit" to={`/desk/partners/${row.id}`}>
                      {named(row)}
                    </Link>
                    {row.closed && <Tag>{t("closed")}</Tag>}
                  </>
                ),
              },
              {
                key: "agreement",
                head: t("list.agreement"),
                sort: sort("until", "ascending"),
                cell: (row) => (
                  <span className="nb">
                    <AgreementStanding agreement={row.agreement} />
                  </span>
                ),
              },
              { key: "teachers", head: t("list.teachers"), align: "end", cell: (row) => row.teachers },
              { key: "bases", head: t("list.bases"), align: "end", cell: (row) => row.bases },
              { key: "courses", head: t("list.courses"), align: "end", cell: (row) => row.courses },
              {
                key: "sessions",
                head: t("list.sessions", { year }),
                align: "end",
                cell: (row) => row.sessions,
              },
              {
                key: "personTimes",
                head: t("list.personTimes", { year }),
                align: "end",
                sort: sort("personTimes", "descending"),
                cell: (row) => row.personTimes.toLocaleString("en"),
              },
            ]}
          />
        )}
      </Section>
    </>
  );
}
