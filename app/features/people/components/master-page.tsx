import type { SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDay } from "~/lib/dates";
import { AnswerNotice } from "~/ui/answer-notice";
import { Button } from "~/ui/button";
import { PageHead } from "~/ui/page-head";
import { Section } from "~/ui/section";
import { Table } from "~/ui/table";
import { useLanguage } from "~/ui/use-language";
import type { MasterPart } from "../rules/master";
import { choiceText, MasterForm, type Values } from "./master-form";

/** A field that says something else in the record than in the form. */
export interface Difference {
  field: string;
  now: string;
  yours: string;
}

interface Props {
  person: { id: string; name: string };
  part: MasterPart;
  row: string;
  revision: number;
  values: Values;
  answer?: {
    result?: SubmissionResult<string[]>;
    conflict?: { revision: number; differences: Difference[] };
  };
}

/** The form of one part of somebody's record. After somebody else's change it shows both, and nothing is lost. */
export function MasterPage({ person, part, row, revision, values, answer }: Props) {
  const { t } = useTranslation("staff");
  const { language } = useLanguage();
  const here = `/desk/people/${person.id}`;
  const conflict = answer?.conflict;
  const title = t(`part.${part}`);
  const shown = (field: string, value: string) => {
    if (value === "") return t("unknown");
    if (value === "yes") return t("yes");
    return /^\d{4}-\d\d-\d\d$/.test(value) ? formatDay(value, language) : choiceText(t, field, value);
  };
  return (
    <>
      <PageHead title={title} crumb={{ to: here, label: person.name }} />
      <Section plain quiet title={title}>
        {conflict && (
          <>
            <AnswerNotice kind="warn" answer={answer} title={t("conflict.title")}>
              {t(conflict.differences.length > 0 ? "conflict.text" : "conflict.elsewhere")}
            </AnswerNotice>
            {conflict.differences.length > 0 && (
              <div className="my-5">
                <Table
                  caption={t("conflict.table")}
                  rows={conflict.differences}
                  rowKey={({ field }) => field}
                  columns={[
                    {
                      key: "field",
                      head: t("conflict.field"),
                      rowHeader: true,
                      cell: ({ field }) => t(`field.${field as "name"}`),
                    },
                    { key: "now", head: t("conflict.now"), cell: ({ field, now }) => shown(field, now) },
                    {
                      key: "yours",
                      head: t("conflict.yours"),
                      cell: ({ field, yours }) => shown(field, yours),
                    },
                  ]}
                />
              </div>
            )}
          </>
        )}
        <MasterForm
          {...{ part, row, values, here }}
          revision={conflict?.revision ?? revision}
          result={answer?.result}
        />
        {row !== "" && (
          <Form method="post" className="mt-6">
            <input type="hidden" name="revision" value={conflict?.revision ?? revision} />
            <input type="hidden" name="row" value={row} />
            <Button type="submit" name="intent" value="remove" icon="x">
              {t("remove")}
            </Button>
          </Form>
        )}
      </Section>
    </>
  );
}
