import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Empty } from "~/ui/empty";
import { Field } from "~/ui/field";
import { Go } from "~/ui/go";
import { Meta } from "~/ui/meta";
import { PageHead } from "~/ui/page-head";
import { Pager } from "~/ui/pager";
import { Section } from "~/ui/section";
import { Select } from "~/ui/select";
import { Tabs } from "~/ui/tabs";
import { useLanguage } from "~/ui/use-language";
import type { CourseState } from "../rules/course";
import type { WorkshopFilter } from "../schema";
import type { WorkshopLine } from "../workshop-list.server";
import { DueLaws } from "./review/due-laws";
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
  /** Lessons with a law that somebody has to look at again. */
  dueLaws: number;
}

/** The courses of one's institutions, and what waits in each; the filter is in the address. */
export function WorkshopListPage({
  title,
  filter,
  rows,
  found,
  page,
  pages,
  counts,
  writes,
  dueLaws,
}: Props) {
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
      <DueLaws lessons={dueLaws} />
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
          <ul className="rows">
            {rows.map((row) => (
              <li key={row.slug}>
                <div className="row">
                  <span className="row__main">
                    <Go bare to={`/workshop/${row.slug}`}>
                      {titled(row)}
                    </Go>
                    <Meta dim>
                      {named(row.partner)}
                      {t(`kind.${row.kind}`)}
                      {t("list.published", { published: row.published, count: row.lessons })}
                    </Meta>
                    <Waiting line={row} />
                  </span>
                  <span className="row__end">
                    <CourseStateTag state={row.state} />
                  </span>
                </div>
              </li>
            ))}
          </ul>
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
    <ul>
      {kinds.map((kind) => (
        <li key={kind}>
          {t(`list.waits.${kind}`, { count: waiting[kind].length })}
          {waiting[kind].slice(0, 3).map((lesson) => (
            <span key={lesson.slug} className="block">
              <Go bare to={`/workshop/${slug}/${lesson.slug}`}>
                {lesson.title}
              </Go>
            </span>
          ))}
          {waiting[kind].length > 3 && (
            <span className="dim">{t("list.andMore", { count: waiting[kind].length - 3 })}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
