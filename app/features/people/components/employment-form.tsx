import { getFormProps, getInputProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Field } from "~/ui/field";
import { Select } from "~/ui/select";
import { useLanguage } from "~/ui/use-language";
import { leaveReasons } from "../rules/employment";

export const employmentActs = ["transfer", "leave", "return", "cancel-transfer", "cancel-leaving"] as const;
export type EmploymentAct = (typeof employmentActs)[number];

export interface UnitChoice {
  id: string;
  name: string;
  nameEn: string;
  kind: string;
}

interface Fields extends Record<string, string | undefined> {
  act: string;
  unitId?: string;
  title?: string;
  from?: string;
  lastDay?: string;
  reason?: string;
}

/** The first step of an act on somebody's employment; what it does is shown in numbers before it is done. */
export function EmploymentForm(props: {
  act: "transfer" | "leave" | "return";
  here: string;
  today: string;
  title: string;
  units: readonly UnitChoice[];
  result: SubmissionResult<string[]> | undefined;
}) {
  const { act, here, today, units, result } = props;
  const { t } = useTranslation("staff");
  const busy = useNavigation().state !== "idle";
  const [form, fields] = useForm<Fields>({
    lastResult: result,
    defaultValue: { title: props.title, from: today, lastDay: today },
  });
  const error = (errors: string[] | undefined) => errors?.[0] && t(errors[0] as "error.missing");
  return (
    <Form method="post" {...getFormProps(form)} preventScrollReset>
      <input type="hidden" name="act" value={act} />
      {act === "leave" ? (
        <>
          <Field
            {...getInputProps(fields.lastDay, { type: "date" })}
            key={fields.lastDay.key}
            label={t("field.lastDay")}
            hint={t("act.lastDayHint")}
            error={error(fields.lastDay.errors)}
          />
          <Select
            {...getInputProps(fields.reason, { type: "text" })}
            key={fields.reason.key}
            label={t("field.reason")}
            error={error(fields.reason.errors)}
            options={[
              { value: "", label: t("choose") },
              ...leaveReasons.map((value) => ({ value, label: t(`reason.${value}`) })),
            ]}
          />
        </>
      ) : (
        <>
          <UnitSelect
            input={getInputProps(fields.unitId, { type: "text" })}
            error={error(fields.unitId.errors)}
            units={units}
          />
          <Field
            {...getInputProps(fields.title, { type: "text" })}
            key={fields.title.key}
            label={t("field.title")}
            error={error(fields.title.errors)}
            autoComplete="off"
          />
          <Field
            {...getInputProps(fields.from, { type: "date" })}
            key={fields.from.key}
            label={t("field.from")}
            hint={t(act === "transfer" ? "act.fromHint" : "act.returnHint")}
            error={error(fields.from.errors)}
          />
        </>
      )}
      <div className="btns mt-6">
        <Button kind="primary" type="submit" busy={busy}>
          {t("act.next")}
        </Button>
        <ButtonLink kind="quiet" to={here}>
          {t("cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}

/** Units in the order of the tree, communities below their street. */
export function UnitSelect(props: {
  input: { name: string; id?: string; defaultValue?: string | number | readonly string[] };
  error: string | undefined;
  units: readonly UnitChoice[];
}) {
  const { t } = useTranslation("staff");
  const { named } = useLanguage();
  const { name, id, defaultValue } = props.input;
  return (
    <Select
      {...{ name, id, defaultValue }}
      label={t("field.unitId")}
      error={props.error}
      options={[
        { value: "", label: t("choose") },
        ...props.units.map((unit) => ({
          value: unit.id,
          label: `${unit.kind === "community" ? "\u00a0\u00a0" : ""}${named(unit)}`,
        })),
      ]}
    />
  );
}
