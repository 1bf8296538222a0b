import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDay } from "~/lib/dates";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Check } from "~/ui/check";
import { Empty } from "~/ui/empty";
import { Field } from "~/ui/field";
import { Go } from "~/ui/go";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { Section } from "~/ui/section";
import { useLanguage } from "~/ui/use-language";
import type { UnitRow, UnitSort } from "../unit-register.server";
import { UnitTable } from "./unit-table";

export interface UnitsFilter {
  q: string;
  on: string;
  closed: boolean;
  sort: UnitSort;
}

interface Props {
  title: string;
  today: string;
  filter: UnitsFilter;
  rows: UnitRow[];
  /** Without those that are only on the way to what was found. */
  found: number;
  /** All units of the day. */
  total: number;
  /** The unit below which this person adds another one; null when none takes any. */
  addTo: string | null;
  /** The person comes from taking a unit back, which has no page any more. */
  takenBack: boolean;
}

/** The tree of units as it is, or was on a day; the filter is in the address. */
export function UnitsPage({ title, today, filter, rows, found, total, addTo, takenBack }: Props) {
  const { t } = useTranslation("units");
  const { language } = useLanguage();
  const { q, on, closed, sort } = filter;
  const address = (by: UnitSort) => {
    const query = new URLSearchParams({
      ...(q && { q }),
      ...(on !== today && { on }),
      ...(closed && { closed: "1" }),
      ...(by !== "code" && { sort: by }),
    });
    return `/desk/units${query.size ? `?${query}` : ""}`;
  };
  const filtered = q !== "" || on !== today || closed;
  return (
    <>
      <PageHead
        title={title}
        sub={t("sub", { date: formatDay(on, language), count: total })}
        actions={
          addTo && (
            <ButtonLink kind="primary" icon="plus" to={`/desk/units/${addTo}?do=open`}>
              {t("add")}
            </ButtonLink>
          )
        }
      />
      {takenBack && (
        <div className="mb-5">
          <Notice kind="done" role="status">
            {t("done.takeBack")}
          </Notice>
        </div>
      )}
      <Section plain quiet title={t("filter.label")}>
        <Form method="get" role="search" aria-label={t("filter.label")}>
          <div className="grid gap-4 m:grid-cols-2 desk:grid-cols-4 items-end">
            <div>
              <Field
                type="search"
                name="q"
                defaultValue={q}
                key={`q ${q}`}
                label={t("filter.q")}
                hint={t("filter.qHint")}
              />
            </div>
            <div>
              <Field
                type="date"
                name="on"
                max={today}
                defaultValue={on}
                key={`on ${on}`}
                label={t("filter.on")}
              />
            </div>
            <Check
              name="closed"
              value="1"
              defaultChecked={closed}
              key={`closed ${closed}`}
              label={t("filter.closed")}
            />
            {sort !== "code" && <input type="hidden" name="sort" value={sort} />}
            <div className="btns">
              <Button icon="search">{t("filter.go")}</Button>
            </div>
          </div>
        </Form>
        {filtered && (
          <p className="mt-4">
            <Go to="/desk/units">{t("filter.reset")}</Go>
          </p>
        )}
      </Section>
      <Section title={t("table")} aside={q ? t("found", { count: found }) : undefined}>
        {rows.length === 0 ? (
          <Empty level={3} title={t("none")}>
            {t("noneText")}
          </Empty>
        ) : (
          <UnitTable rows={rows} caption={t("table")} sort={{ by: sort, to: address }} />
        )}
      </Section>
    </>
  );
}
