import { getFormProps, getInputProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Check } from "~/ui/check";
import { Field } from "~/ui/field";
import { Select } from "~/ui/select";
import { educationLevels, grades, type MasterPart } from "../rules/master";

export type Values = Record<string, string>;
type Kind = "text" | "date" | "tel" | "email" | "number" | "check" | readonly string[];

/** The fields of each part, in the order of the form; a list is a choice among its words. */
export const partFields = {
  basics: { name: "text", gender: ["female", "male"], bornOn: "date", phone: "tel", email: "email" },
  educations: {
    level: educationLevels,
    degree: "text",
    school: "text",
    major: "text",
    isSocialWork: "check",
    fullTime: "check",
    startedOn: "date",
    graduatedOn: "date",
  },
  workPeriods: { employer: "text", duties: "text", startsOn: "date", endsOn: "date" },
  appraisals: { year: "number", grade: grades },
} as const satisfies Record<MasterPart, Record<string, Kind>>;
type FieldName = { [Part in MasterPart]: keyof (typeof partFields)[Part] }[MasterPart];

interface Props {
  part: MasterPart;
  /** The row that the form was opened with; empty for a new one. */
  row: string;
  revision: number;
  values: Values;
  here: string;
  result: SubmissionResult<string[]> | undefined;
}

/** One part of the record, or one row of it, to write. */
export function MasterForm({ part, row, revision, values, here, result }: Props) {
  const { t } = useTranslation("staff");
  const busy = useNavigation().state !== "idle";
  const [form, fields] = useForm<Values>({ lastResult: result, defaultValue: values });
  return (
    <Form method="post" {...getFormProps(form)} preventScrollReset>
      <input type="hidden" name="revision" value={revision} />
      <input type="hidden" name="row" value={row} />
      {Object.entries<Kind>(partFields[part]).map(([name, kind]) => {
        const field = fields[name];
        if (!field) return null;
        const label = t(`field.${name as FieldName}`);
        const error = field.errors?.[0] && t(field.errors[0] as `error.missing`);
        if (kind === "check") {
          const ticked = (field.initialValue ?? values[name]) === "yes";
          return <Check key={name} name={name} value="yes" label={label} defaultChecked={ticked} />;
        }
        const props = { ...getInputProps(field, { type: "text" }), label, error };
        if (typeof kind !== "string") {
          const words = kind.map((value) => ({ value, label: choiceText(t, name, value) }));
          return <Select {...props} key={name} options={[{ value: "", label: t("choose") }, ...words]} />;
        }
        const type = kind === "number" ? "text" : kind;
        const inputMode = kind === "number" ? ("numeric" as const) : undefined;
        return <Field {...props} key={name} type={type} inputMode={inputMode} autoComplete="off" />;
      })}
      <div className="btns mt-6">
        <Button kind="primary" type="submit" busy={busy}>
          {t("save")}
        </Button>
        <ButtonLink kind="quiet" to={here}>
          {t("cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}

type Translate = ReturnType<typeof useTranslation<"staff">>["t"];

/** A choice in words: a gender, a level of education or a grade. */
export function choiceText(t: Translate, name: string, value: string): string {
  switch (name) {
    case "gender":
      return t(`gender.${value as "female"}`);
    case "level":
      return t(`education.${value as "bachelor"}`);
    case "grade":
      return t(`grade.${value as "basic"}`);
    default:
      return value;
  }
}
