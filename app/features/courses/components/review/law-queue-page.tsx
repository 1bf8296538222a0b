import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDay } from "~/lib/dates";
import { lawName } from "~/platform/mdx/law-reference";
import { Button } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Field } from "~/ui/field";
import { PageHead } from "~/ui/page-head";
import { Pager } from "~/ui/pager";
import { Section } from "~/ui/section";
import { Select } from "~/ui/select";
import { State } from "~/ui/state";
import { Table } from "~/ui/table";
import { Tabs } from "~/ui/tabs";
import { useLanguage } from "~/ui/use-language";
import type { LawLine } from "../../law-queue.server";
import type { LawConcern } from "../../rules/law-age";
import type { LawFilter } from "../../schema";

interface Props {
  filter: LawFilter;
  rows: LawLine[];
  found: number;
  page: number;
  pages: number;
  counts: Record<"all" | LawConcern, number>;
}

const looks = { expired: "bad", ending: "late", stale: "late" } as const;

/** The laws that somebody has to compare with the lessons again. */
export function LawQueuePage({ filter, rows, found, page, pages, counts }: Props) {
  const { t } = useTranslation("review");
  const { t: workshop } = useTranslation("workshop");
  const { language, titled } = useLanguage();
  const address = (change: Partial<LawFilter>) => {
    const { q, concern, sort, page: to } = { ...filter, page: 1, ...change };
    const query = new URLSearchParams({
      ...(q && { q }),
      ...(concern && { concern }),
      ...(sort !== "urgent" && { sort }),
      ...(to > 1 && { page: String(to) }),
    });
    return `/workshop/laws${query.size ? `?${query}` : ""}`;
  };
  return (
    <>
      <PageHead
        title={t("queue.title")}
        sub={t("queue.sub")}
        crumb={{ to: "/workshop", label: workshop("list.title") }}
      />
      <Form method="get" role="search" aria-label={t("queue.search")} className="mb-4">
        {filter.concern && <input type="hidden" name="concern" value={filter.concern} />}
        <div className="grid gap-4 m:grid-cols-3 items-end">
          <div>
            <Field type="search" name="q" defaultValue={filter.q} key={filter.q} label={t("queue.q")} />
          </div>
          <div>
            <Select
              name="sort"
              label={t("queue.sort")}
              defaultValue={filter.sort}
              key={filter.sort}
              options={(["urgent", "law", "lesson"] as const).map((value) => ({
                value,
                label: t(`queue.by.${value}`),
              }))}
            />
          </div>
          <div className="btns">
            <Button icon="search">{t("queue.go")}</Button>
          </div>
        </div>
      </Form>
      <Tabs
        label={t("queue.concerns")}
        items={([null, "expired", "ending", "stale"] as const).map((concern) => ({
          to: address({ concern }),
          label: t(`queue.concern.${concern ?? "all"}`, { count: counts[concern ?? "all"] }),
          current: filter.concern === concern,
        }))}
      />
      <Section plain quiet title={t("queue.table")}>
        {rows.length === 0 ? (
          <Empty title={t(counts.all ? "queue.noneFound" : "queue.none")}>
            {t(counts.all ? "queue.noneFoundText" : "queue.noneText")}
          </Empty>
        ) : (
          <Table
            caption={t("queue.table")}
            rows={rows}
            rowKey={(row) => `${row.course.slug}/${row.lesson.slug}/${row.ref}`}
            columns={[
              {
                key: "lesson",
                head: t("queue.lesson"),
                rowHeader: true,
                cell: (row) => (
                  <>
                    <Link className="hit" to={`/workshop/${row.course.slug}/${row.lesson.slug}`}>
                      {row.lesson.title}
                    </Link>
                    <span className="block dim">{titled(row.course)}</span>
                  </>
                ),
              },
              {
                key: "law",
                head: t("queue.law"),
                cell: (row) => <span lang="zh-CN">{lawName(row.ref)}</span>,
              },
              {
                key: "why",
                head: t("queue.why"),
                cell: (row) => (
                  <State kind={looks[row.concern]}>
                    {t(`queue.${row.concern}`, { day: formatDay(row.on, language) })}
                  </State>
                ),
              },
            ]}
          />
        )}
      </Section>
      {pages > 1 && (
        <Pager
          label={t("queue.pages")}
          says={t("queue.shown", { page, pages, count: found })}
          previous={{ ...(page > 1 && { to: address({ page: page - 1 }) }), label: t("queue.previous") }}
          next={{ ...(page < pages && { to: address({ page: page + 1 }) }), label: t("queue.next") }}
        />
      )}
    </>
  );
}
