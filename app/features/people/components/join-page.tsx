import { getFormProps, getInputProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Field } from "~/ui/field";
import { PageHead } from "~/ui/page-head";
import { Section } from "~/ui/section";
import { Select } from "~/ui/select";
import { UnitSelect, type UnitChoice } from "./employment-form";

const fieldTypes = {
  name: "text",
  employeeNo: "text",
  unitId: "unit",
  title: "text",
  joinedOn: "date",
  gender: "gender",
  bornOn: "date",
  phone: "tel",
  email: "email",
} as const;

/** Somebody joins: who, where, from when. Everything else is entered on the record afterwards. */
export function JoinPage(props: {
  title: string;
  today: string;
  /** What most people are. */
  usualPost: string;
  units: UnitChoice[];
  result: SubmissionResult<string[]> | undefined;
}) {
  const { t } = useTranslation("staff");
  const busy = useNavigation().state !== "idle";
  const [form, fields] = useForm<Record<keyof typeof fieldTypes, string>>({
    lastResult: props.result,
    defaultValue: { title: props.usualPost, joinedOn: props.today },
  });
  const error = (errors: string[] | undefined) => errors?.[0] && t(errors[0] as "error.missing");
  return (
    <>
      <PageHead
        title={props.title}
        sub={t("join.sub")}
        crumb={{ to: "/desk/people", label: t("list.title") }}
      />
      <Section plain quiet title={props.title}>
        <Form method="post" {...getFormProps(form)}>
          {(Object.keys(fieldTypes) as (keyof typeof fieldTypes)[]).map((name) => {
            const type = fieldTypes[name];
            const field = fields[name];
            const input = getInputProps(field, { type: "text" });
            const words = { label: t(`field.${name}`), error: error(field.errors) };
            if (type === "unit")
              return <UnitSelect key={name} input={input} error={words.error} units={props.units} />;
            if (type === "gender") {
              const choices = (["female", "male"] as const).map((value) => ({
                value,
                label: t(`gender.${value}`),
              }));
              return (
                <Select
                  {...input}
                  {...words}
                  key={name}
                  options={[{ value: "", label: t("choose") }, ...choices]}
                />
              );
            }
            const hint = name === "employeeNo" ? t("join.employeeNoHint") : undefined;
            return <Field {...input} {...words} key={name} type={type} hint={hint} autoComplete="off" />;
          })}
          <div className="btns mt-6">
            <Button kind="primary" type="submit" busy={busy}>
              {t("join.go")}
            </Button>
            <ButtonLink kind="quiet" to="/desk/people">
              {t("cancel")}
            </ButtonLink>
          </div>
        </Form>
      </Section>
    </>
  );
}
