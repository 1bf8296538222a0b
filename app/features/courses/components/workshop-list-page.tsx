import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Empty } from "~/ui/empty";
import { Field } from "~/ui/field";
import { PageHead } from "~/ui/page-head";
import { Pager } from "~/ui/pager";
import { Section } from "~/ui/section";
import { Select } from "~/ui/select";
import { Table } from "~/ui/table";
import { Tabs } from "~/ui/tabs";
import { useLanguage } from "~/ui/use-language";
import type { CourseState } from "../rules/course";
import type { WorkshopFilter } from "../schema";
import type { WorkshopLine } from "../workshop-list.server";
import { CourseStateTag } from "./course-state-tag";

interface Props {
  title: string;
  filter: WorkshopFilter;
  rows: WorkshopLine[];
  found: number;
  page: number;
  pages: number;
  counts: Record<"all" | CourseState, number>;
  /** Whether this person may begin a course. */
  writes: boolean;
}

/** The courses of one's institutions, and what waits in each; the filter is in the address. */
export function WorkshopListPage({ title, filter, rows, found, page, pages, counts, writes }: Props) {
  const { t } = useTranslation("workshop");
  const { named, titled } = useLanguage();
  const address = (change: Partial<WorkshopFilter>) => {
    const { q, state, sort, page: to } = { ...filter, page: 1, ...change };
    const query = new URLSearchParams({
      ...(q && { q }),
      ...(state && { state }),
      ...(sort !== "position" && { sort }),
      ...(to > 1 && { page: String(to) }),
    });
    return `/workshop${query.size ? `?${query}` : ""}`;
  };
  const states = [null, "draft", "open", "retired"] as const;
  return (
    <>
      <PageHead
        title={title}
        sub={t("list.sub")}
        actions={
          writes && (
            <>
              <ButtonLink icon="upload" to="/workshop/import">
                {t("list.import")}
              </ButtonLink>
              <ButtonLink kind="primary" icon="plus" to="/workshop/new">
                {t("list.add")}
              </ButtonLink>
            </>
          )
        }
      />
      <Form method="get" role="search" aria-label={t("list.search")} className="mb-4">
        {filter.state && <input type="hidden" name="state" value={filter.state} />}
        <div className="grid gap-4 m:grid-cols-3 items-end">
          <div>
            <Field type="search" name="q" defaultValue={filter.q} key={filter.q} label={t("list.q")} />
          </div>
          <div>
            <Select
              name="sort"
              label={t("list.sort")}
              defaultValue={filter.sort}
              key={filter.sort}
              options={(["position", "title", "waiting"] as const).map((value) => ({
                value,
                label: t(`list.by.${value}`),
              }))}
            />
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
          <Empty title={t(counts.all ? "list.noneFound" : "list.none")}>
            {t(counts.all ? "list.noneFoundText" : writes ? "list.noneText" : "list.noneToReview")}
          </Empty>
        ) : (
          <Table
            caption={t("list.table")}
            rows={rows}
            rowKey={(row) => row.slug}
            columns={[
              {
                key: "title",
                head: t("list.course"),
                rowHeader: true,
                cell: (row) => (
                  <>
                    <Link className="hit" to={`/workshop/${row.slug}`}>
                      {titled(row)}
                    </Link>
                    <span className="block dim">{named(row.partner)}</span>
                  </>
                ),
              },
              {
                key: "state",
                head: t("list.stateHead"),
                cell: (row) => <CourseStateTag state={row.state} />,
              },
              {
                key: "lessons",
                head: t("list.lessons"),
                align: "end",
                cell: (row) => t("list.published", { published: row.published, count: row.lessons }),
              },
              { key: "waiting", head: t("list.waiting"), cell: (row) => <Waiting line={row} /> },
            ]}
          />
        )}
      </Section>
      {pages > 1 && (
        <Pager
          label={t("list.pages")}
          says={t("list.shown", { page, pages, count: found })}
          previous={{ ...(page > 1 && { to: address({ page: page - 1 }) }), label: t("list.previous") }}
          next={{ ...(page < pages && { to: address({ page: page + 1 }) }), label: t("list.next") }}
        />
      )}
    </>
  );
}

/** Which lessons wait for whom; each leads to its text. */
function Waiting({ line: { slug, waiting } }: { line: WorkshopLine }) {
  const { t } = useTranslation("workshop");
  const kinds = (["in-review", "changes-asked", "draft"] as const).filter((kind) => waiting[kind].length > 0);
  if (kinds.length === 0) return <span className="dim">{t("list.nothingWaits")}</span>;
  return (
    <ul className="stack">
      {kinds.map((kind) => (
        <li key={kind}>
          <span className="dim">{t(`list.waits.${kind}`, { count: waiting[kind].length })}</span>{" "}
          {waiting[kind].slice(0, 3).map((lesson) => (
            <Link key={lesson.slug} className="hit block" to={`/workshop/${slug}/${lesson.slug}`}>
              {lesson.title}
            </Link>
          ))}
          {waiting[kind].length > 3 && (
            <span className="dim">{t("list.andMore", { count: waiting[kind].length - 3 })}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
