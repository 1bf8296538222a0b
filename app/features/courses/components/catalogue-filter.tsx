import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { Go } from "~/ui/go";
import { Icon } from "~/ui/icon";
import { Select } from "~/ui/select";
import { useLanguage } from "~/ui/use-language";
import type { Catalogue } from "../catalogue.server";
import { hourRanges } from "../rules/catalogue";
import { isNarrowed, type CatalogueView } from "../rules/catalogue-address";
import { courseKinds } from "../rules/course";
import type { SearchRefusal } from "../rules/catalogue";

const orders = ["position", "title", "shortest", "longest"] as const;

/** What is looked for and how it is narrowed; all of it stands in the address, the state in the tabs below. */
export function CatalogueFilterForm({
  view,
  choices,
  refusal,
}: {
  view: CatalogueView;
  choices: Catalogue["choices"];
  refusal: SearchRefusal | null;
}) {
  const { t } = useTranslation("courses");
  const { named, pick, titled } = useLanguage();
  const any = { value: "", label: t("list.any") };
  const { q, topic, partner, hours, kind, state, sort } = view;
  return (
    <Form method="get" role="search" aria-label={t("list.search")} key={JSON.stringify(view)}>
      {state && <input type="hidden" name="state" value={state} />}
      <div className="grid gap-4 m:grid-cols-3 items-start">
        <div className="m:col-span-2">
          <Field
            type="search"
            name="q"
            defaultValue={q}
            maxLength={200}
            label={t("list.q")}
            hint={t("list.qHint")}
            error={refusal ? t("list.qLong") : undefined}
          />
        </div>
        <Select
          name="sort"
          label={t("list.sort")}
          defaultValue={sort}
          options={orders.map((value) => ({ value, label: t(`list.by.${value}`) }))}
        />
      </div>
      <details className="review mt-4" open={[topic, partner, hours, kind].some(Boolean)}>
        <summary>
          {t("list.more")}
          <Icon name="chevron-down" />
        </summary>
        <div className="grid gap-4 m:grid-cols-2 desk:grid-cols-4 items-end">
          <Select
            name="topic"
            label={t("list.topic")}
            defaultValue={topic ?? ""}
            options={[
              any,
              ...choices.topics.map((topic) => ({
                value: topic.code,
                label: t("list.topicOf", { title: titled(topic), paper: pick(topic.paper, topic.paperEn) }),
              })),
            ]}
          />
          <Select
            name="partner"
            label={t("list.partner")}
            defaultValue={partner ?? ""}
            options={[any, ...choices.partners.map((each) => ({ value: each.code, label: named(each) }))]}
          />
          <Select
            name="hours"
            label={t("list.hours")}
            defaultValue={hours ?? ""}
            options={[any, ...hourRanges.map((value) => ({ value, label: t(`list.range.${value}`) }))]}
          />
          <Select
            name="kind"
            label={t("list.kind")}
            defaultValue={kind ?? ""}
            options={[any, ...courseKinds.map((value) => ({ value, label: t(`kind.${value}`) }))]}
          />
        </div>
      </details>
      <p className="btns mt-4">
        <Button icon="search">{t("list.go")}</Button>
        {isNarrowed(view) && (
          <Go bare to="/courses">
            {t("list.clear")}
          </Go>
        )}
      </p>
    </Form>
  );
}
