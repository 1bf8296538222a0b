import { Form, Link, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { civilDate, formatDay } from "~/lib/dates";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Empty } from "~/ui/empty";
import { Field } from "~/ui/field";
import { Go } from "~/ui/go";
import { PageHead } from "~/ui/page-head";
import { Pager } from "~/ui/pager";
import { Section } from "~/ui/section";
import { Select } from "~/ui/select";
import { State } from "~/ui/state";
import { Table, type Column } from "~/ui/table";
import { useLanguage } from "~/ui/use-language";
import type { CertificateRow } from "../certificate-list.server";
import {
  certificatesAddress,
  certificatesOnPage,
  certificateStates,
  type CertificateSearch,
  type CertificateSort,
} from "../rules/certificate-search";

interface Props {
  title: string;
  search: CertificateSearch;
  found: { total: number; page: number; rows: CertificateRow[] };
  courses: { slug: string; title: string; titleEn: string }[];
}

/** The course certificates of HR's units; what is looked for and sorted is in the address. */
export function CertificatesPage({ title, search, found, courses }: Props) {
  const { t } = useTranslation("certificates");
  const { language, pick, titled } = useLanguage();
  const busy = useNavigation().state !== "idle";
  const { total, page, rows } = found;
  const address = (over: Partial<CertificateSearch>) =>
    `/desk/certificates${certificatesAddress(search, over)}`;
  const sorted = (key: CertificateSort): Column<CertificateRow>["sort"] => {
    const isNow = search.sort === key;
    const turned = isNow && search.direction === "asc" ? "desc" : "asc";
    const direction = search.direction === "asc" ? "ascending" : "descending";
    return { to: address({ sort: key, direction: turned }), ...(isNow && { direction }) };
  };
  const file = (format: string) => {
    const query = certificatesAddress(search);
    return `/desk/certificates/export${query}${query ? "&" : "?"}format=${format}`;
  };
  const columns: Column<CertificateRow>[] = [
    {
      key: "number",
      head: t("desk.column.number"),
      rowHeader: true,
      sort: sorted("number"),
      cell: (row) => (
        <Link className="hit nb" to={`/desk/certificates/${row.number}`}>
          {row.number}
        </Link>
      ),
    },
    {
      key: "name",
      head: t("desk.column.name"),
      sort: sorted("name"),
      cell: (row) => <span className="nb">{row.name}</span>,
    },
    {
      key: "unit",
      head: t("desk.column.unit"),
      wideOnly: true,
      cell: (row) => pick(row.unit, row.unitEn),
    },
    { key: "course", head: t("desk.column.course"), wideOnly: true, cell: (row) => titled(row) },
    {
      key: "minutes",
      head: t("desk.column.minutes"),
      align: "end",
      wideOnly: true,
      sort: sorted("minutes"),
      cell: (row) => row.minutes,
    },
    {
      key: "issuedOn",
      head: t("desk.column.issuedOn"),
      wideOnly: true,
      sort: sorted("issuedOn"),
      cell: (row) => <span className="nb">{formatDay(civilDate(row.issuedAt), language)}</span>,
    },
    {
      key: "state",
      head: t("desk.column.state"),
      cell: (row) => (
        <span className="nb">
          <State kind={row.revokedAt ? "bad" : "ok"}>{t(row.revokedAt ? "revokedState" : "valid")}</State>
        </span>
      ),
    },
  ];
  const from = (page - 1) * certificatesOnPage;
  const last = Math.max(1, Math.ceil(total / certificatesOnPage));
  return (
    <>
      <PageHead title={title} sub={t("desk.sub")} />
      <Form method="get" role="search" aria-label={t("desk.label")} key={JSON.stringify(search)}>
        {search.sort !== "issuedOn" && <input type="hidden" name="sort" value={search.sort} />}
        {search.direction !== "desc" && <input type="hidden" name="direction" value={search.direction} />}
        <div className="grid gap-4 m:grid-cols-2 desk:grid-cols-4 items-end">
          <div>
            <Field
              type="search"
              name="q"
              label={t("desk.q")}
              defaultValue={search.q}
              maxLength={60}
              autoComplete="off"
            />
          </div>
          <div>
            <Select
              name="state"
              label={t("desk.state")}
              defaultValue={search.state}
              options={certificateStates.map((value) => ({ value, label: t(`desk.stateOf.${value}`) }))}
            />
          </div>
          <div>
            <Select
              name="course"
              label={t("desk.course")}
              defaultValue={search.course}
              options={[
                { value: "", label: t("desk.anyCourse") },
                ...courses.map((course) => ({ value: course.slug, label: titled(course) })),
              ]}
            />
          </div>
          <div className="btns">
            <Button kind="primary" icon="search" busy={busy}>
              {t("desk.go")}
            </Button>
          </div>
        </div>
      </Form>
      <Section
        title={t("desk.count", { count: total })}
        aside={
          total > 0 && (
            <span className="btns noprint">
              <ButtonLink icon="download" reloadDocument to={file("xlsx")}>
                {t("desk.xlsx")}
              </ButtonLink>
              <ButtonLink icon="download" reloadDocument to={file("csv")}>
                {t("desk.csv")}
              </ButtonLink>
            </span>
          )
        }
      >
        {Boolean(search.q || search.course || search.state !== "all") && (
          <p className="mb-4">
            <Go to={address({ q: "", course: "", state: "all" })}>{t("desk.everything")}</Go>
          </p>
        )}
        {total === 0 ? (
          <Empty title={t("desk.empty")}>{t("desk.emptyText")}</Empty>
        ) : (
          <>
            <Table caption={title} columns={columns} rows={rows} rowKey={(row) => row.number} />
            <Pager
              label={t("desk.pages")}
              says={t("desk.shown", { from: from + 1, to: from + rows.length, count: total })}
              previous={{ to: page > 1 ? address({ page: page - 1 }) : undefined, label: t("desk.previous") }}
              next={{ to: page < last ? address({ page: page + 1 }) : undefined, label: t("desk.next") }}
            />
          </>
        )}
      </Section>
    </>
  );
}
