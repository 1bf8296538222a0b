import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Check } from "~/ui/check";
import { Choices } from "~/ui/choices";
import { Field } from "~/ui/field";
import { Icon } from "~/ui/icon";
import { Section } from "~/ui/section";
import { Select } from "~/ui/select";
import { useLanguage } from "~/ui/use-language";
import {
  educationFilters,
  lacks,
  levelFilters,
  pageSizes,
  states,
  type PeopleColumn,
  type PeopleSearch,
} from "../rules/people-search";

export interface FilterChoices {
  units: { id: string; name: string; nameEn: string; kind: string; isClosed: boolean }[];
  titles: string[];
}

interface Props {
  searchId: string;
  search: PeopleSearch;
  choices: FilterChoices;
  columns: readonly PeopleColumn[];
  busy: boolean;
}

/** It posts, because an ID number may be typed into it, which has no place in an address or a log. */
export function PeopleFilter({ searchId, search, choices, columns, busy }: Props) {
  const { t } = useTranslation("staff");
  const { named } = useLanguage();
  const any = { value: "", label: t("filter.any") };
  const unitName = (unit: FilterChoices["units"][number]) =>
    `${unit.kind === "community" ? "\u00a0\u00a0" : ""}${named(unit)}${unit.isClosed ? t("filter.closed") : ""}`;
  const pick = (
    name: "unit" | "state" | "title" | "level" | "education" | "lacks",
    options: { value: string; label: string }[],
  ) => (
    <div>
      <Select name={name} defaultValue={search[name] ?? ""} label={t(`filter.${name}`)} options={options} />
    </div>
  );
  return (
    <Section plain quiet title={t("filter.label")}>
      {/* Another search is another form: its fields show what is searched now. */}
      <Form method="post" role="search" aria-label={t("filter.label")} key={JSON.stringify(search)}>
        <input type="hidden" name="sort" value={search.sort} />
        <input type="hidden" name="direction" value={search.direction} />
        <div className="grid gap-4 m:grid-cols-2 desk:grid-cols-4 items-end">
          <div>
            <Field
              id={searchId}
              type="search"
              name="q"
              defaultValue={search.q}
              label={t("filter.q")}
              maxLength={60}
              autoComplete="off"
            />
          </div>
          {pick("unit", [
            { value: "", label: t("filter.allUnits") },
            ...choices.units.map((unit) => ({ value: unit.id, label: unitName(unit) })),
          ])}
          {pick(
            "state",
            states.map((value) => ({ value, label: t(`stateFilter.${value}`) })),
          )}
          <div className="btns">
            <Button type="submit" icon="search" busy={busy}>
              {t("filter.go")}
            </Button>
          </div>
        </div>
        <details
          className="review mt-4"
          open={Boolean(search.title || search.level || search.education || search.lacks)}
        >
          <summary>
            {t("filter.more")}
            <Icon name="chevron-down" />
          </summary>
          <div className="grid gap-4 m:grid-cols-2 desk:grid-cols-4 items-end">
            {pick("title", [any, ...choices.titles.map((title) => ({ value: title, label: title }))])}
            {pick("level", [
              any,
              ...levelFilters.map((value) => ({ value, label: t(`levelFilter.${value}`) })),
            ])}
            {pick("education", [
              any,
              ...educationFilters.map((value) => ({
                value,
                label: value === "none" ? t("filter.noEducation") : t(`education.${value}`),
              })),
            ])}
            {pick("lacks", [any, ...lacks.map((value) => ({ value, label: t(`lacks.${value}`) }))])}
          </div>
        </details>
        <details className="review">
          <summary>
            {t("filter.columns")}
            <Icon name="chevron-down" />
          </summary>
          <Choices label={t("filter.columnsShown")}>
            {/* Without any tick the form would say nothing about columns, and all the usual ones would come back. */}
            <input type="hidden" name="columns" value="none" />
            <div className="grid m:grid-cols-3 desk:grid-cols-4">
              {columns.map((column) => (
                <Check
                  key={column}
                  name="columns"
                  value={column}
                  label={t(`column.${column}`)}
                  defaultChecked={search.columns.includes(column)}
                />
              ))}
            </div>
          </Choices>
          <div className="grid gap-4 m:grid-cols-2 desk:grid-cols-4 mt-4">
            <Select
              name="size"
              defaultValue={String(search.size)}
              label={t("filter.size")}
              options={[...pageSizes]
                .sort((a, b) => a - b)
                .map((size) => ({ value: String(size), label: t("filter.rows", { count: size }) }))}
            />
          </div>
          <p className="mt-4">
            <Button type="submit" busy={busy}>
              {t("filter.apply")}
            </Button>
          </p>
        </details>
      </Form>
    </Section>
  );
}
