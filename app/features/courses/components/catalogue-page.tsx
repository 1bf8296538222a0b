import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Empty } from "~/ui/empty";
import { Meta } from "~/ui/meta";
import { PageHead } from "~/ui/page-head";
import { Pager } from "~/ui/pager";
import { Ruler } from "~/ui/ruler";
import { Section } from "~/ui/section";
import { State } from "~/ui/state";
import { Tabs } from "~/ui/tabs";
import { Tag } from "~/ui/tag";
import { useLanguage } from "~/ui/use-language";
import type { Catalogue, CourseLine } from "../catalogue.server";
import { catalogueAddress, isNarrowed, type CatalogueView } from "../rules/catalogue-address";
import { CatalogueFilterForm } from "./catalogue-filter";
import { PassageHits } from "./passage-hits";

export interface CataloguePageProps extends Catalogue {
  title: string;
  view: CatalogueView;
}

const states = [null, "new", "under-way", "done"] as const;

/** All courses that a person may see; what is searched, shown and sorted is in the address. */
export function CataloguePage(props: CataloguePageProps) {
  const { title, view, refusal, courses, found, page, pages, total, counts, choices, hits } = props;
  const { t } = useTranslation("courses");
  const address = (change: Partial<CatalogueView>) => catalogueAddress(view, change);
  // A page of one kind of result leaves the other where it is.
  const back = catalogueAddress(view, { page, hits: view.hits });
  return (
    <>
      <PageHead title={title} sub={t("list.sub", { count: total })} />
      <CatalogueFilterForm {...{ view, choices, refusal }} />
      <div className="mt-5">
        <Tabs
          label={t("list.states")}
          items={states.map((state) => ({
            to: address({ state }),
            label: t(`list.stateTab.${state ?? "all"}`, { count: counts[state ?? "all"] }),
            current: view.state === state,
          }))}
        />
      </div>
      {isNarrowed(view) && !refusal && (
        <p className="dim mt-4" role="status">
          {t("list.found", { count: found })}
        </p>
      )}
      {courses.length === 0 && <Nothing {...{ view, total }} searched={hits !== null} />}
      {courses.map((course) => (
        <CourseItem key={course.slug} course={course} back={back} />
      ))}
      {pages > 1 && (
        <Pager
          label={t("list.pages")}
          says={t("list.shown", { page, pages, count: found })}
          previous={{ ...(page > 1 && { to: address({ page: page - 1 }) }), label: t("list.previous") }}
          next={{ ...(page < pages && { to: address({ page: page + 1 }) }), label: t("list.next") }}
        />
      )}
      {hits && <PassageHits {...{ view, hits, page }} />}
    </>
  );
}

function Nothing({ view, total, searched }: { view: CatalogueView; total: number; searched: boolean }) {
  const { t } = useTranslation("courses");
  if (searched) return <p className="dim mt-4">{t("list.noneTitled", { q: view.q })}</p>;
  return (
    <Empty level={2} title={t(total ? "list.none" : "list.empty")}>
      {t(total ? "list.noneText" : "list.emptyText")}
    </Empty>
  );
}

function CourseItem({ course, back }: { course: CourseLine; back: string }) {
  const { t } = useTranslation("courses");
  const { named, titled, pick } = useLanguage();
  const { done, lessons: of } = course;
  const list = back.includes("?") ? `?list=${encodeURIComponent(back.slice(back.indexOf("?")))}` : "";
  return (
    <Section
      title={
        <Link className="hit" to={`/courses/${course.slug}${list}`}>
          {titled(course)}
        </Link>
      }
      aside={course.retired ? <Tag>{t("list.retired")}</Tag> : undefined}
    >
      <p>{pick(course.summary, course.summaryEn)}</p>
      <Meta dim>
        {t(`kind.${course.kind}`)}
        {t("lessons", { count: of })}
        {t("minutes", { count: course.minutes })}
        {t("builtWith", { partner: named(course.partner) })}
      </Meta>
      <div className="mt-3">
        <Ruler
          total={of}
          done={done}
          divisions={of}
          thin
          complete={done === of}
          label={t("progress", { done, of })}
        />
      </div>
      <p className="mt-2">
        {course.creditedMinutes === null ? (
          t("progress", { done, of })
        ) : (
          <State kind="ok">{t("credited", { count: course.creditedMinutes })}</State>
        )}
      </p>
    </Section>
  );
}
