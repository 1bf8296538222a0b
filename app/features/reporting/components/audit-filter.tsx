import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { actionsOf, auditAreas } from "~/platform/audit-actions";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { Icon } from "~/ui/icon";
import { Section } from "~/ui/section";
import { Select } from "~/ui/select";
import { actionWords, areaWords } from "../audit-words";
import type { AuditSearch } from "../rules/audit-search";

export function AuditFilter({ id, search, busy }: { id: string; search: AuditSearch; busy: boolean }) {
  const { t } = useTranslation(["audit", "common"]);
  const all = { value: "", label: t("filter.all") };
  return (
    <Section plain quiet title={t("filter.label")}>
      {/* Another search is another form: its fields show what is searched now. */}
      <Form role="search" aria-label={t("filter.label")} key={JSON.stringify(search)} action="/audit">
        <div className="grid gap-4 m:grid-cols-2 desk:grid-cols-4 items-end">
          <div>
            <Field
              id={id}
              name="actor"
              type="search"
              defaultValue={search.actor}
              label={t("filter.actor")}
              hint={t("filter.actorHint")}
              maxLength={100}
              autoComplete="off"
            />
          </div>
          <div>
            <Select
              name="action"
              defaultValue={search.action}
              label={t("filter.action")}
              options={[
                all,
                ...auditAreas.flatMap((area) => [
                  { value: area, label: t("filter.allOf", { area: areaWords(t, area) }) },
                  ...actionsOf(area).map((value) => ({
                    value,
                    label: `\u00a0\u00a0${actionWords(t, value)}`,
                  })),
                ]),
              ]}
            />
          </div>
          <div>
            <Field name="from" type="date" defaultValue={search.from} label={t("filter.from")} />
          </div>
          <div>
            <Field name="to" type="date" defaultValue={search.to} label={t("filter.to")} />
          </div>
        </div>
        <details className="review mt-4" open={Boolean(search.subject || search.outcome || search.request)}>
          <summary>
            {t("filter.more")}
            <Icon name="chevron-down" />
          </summary>
          <div className="grid gap-4 m:grid-cols-2 desk:grid-cols-4 items-end">
            <div>
              <Field
                name="subject"
                type="search"
                defaultValue={search.subject}
                label={t("filter.subject")}
                hint={t("filter.subjectHint")}
                maxLength={100}
                autoComplete="off"
              />
            </div>
            <div>
              <Select
                name="outcome"
                defaultValue={search.outcome}
                label={t("filter.outcome")}
                options={[
                  all,
                  { value: "done", label: t("outcome.done") },
                  { value: "refused", label: t("outcome.refused") },
                ]}
              />
            </div>
            <div>
              <Field
                name="request"
                defaultValue={search.request}
                label={t("filter.request")}
                maxLength={100}
                autoComplete="off"
              />
            </div>
          </div>
        </details>
        <div className="btns mt-4">
          <Button type="submit" icon="search" busy={busy}>
            {t("filter.go")}
          </Button>
        </div>
      </Form>
    </Section>
  );
}
