import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { PageHead } from "~/ui/page-head";
import { Select } from "~/ui/select";
import { useLanguage } from "~/ui/use-language";
import { useFormErrors, type FormResult } from "./use-form-errors";

export function OpenAccountPage(props: {
  units: { id: string; name: string; nameEn: string }[];
  /** Offices that nobody holds yet, and that come with the account. */
  offices: readonly ("security-admin" | "auditor")[];
  result: FormResult;
}) {
  const { t } = useTranslation(["account", "people"]);
  const { named } = useLanguage();
  const { error, typed } = useFormErrors(props.result);
  const field = (name: "name" | "employeeNo" | "email" | "title") => (
    <Field
      name={name}
      label={t(`open.${name}`)}
      hint={name === "email" ? t("open.emailHint") : undefined}
      inputMode={name === "email" ? "email" : undefined}
      error={error(name)}
      defaultValue={typed(name)}
      autoComplete="off"
      autoFocus={Boolean(error(name))}
    />
  );
  return (
    <>
      <PageHead
        title={t("open.heading")}
        sub={t("open.sub")}
        crumb={{ to: "/admin", label: t("admin.title") }}
      />
      <Form method="post" className="stack">
        {field("name")}
        {field("employeeNo")}
        {field("email")}
        {field("title")}
        <Select
          name="unitId"
          label={t("open.unit")}
          error={error("unitId")}
          defaultValue={typed("unitId")}
          options={props.units.map((unit) => ({ value: unit.id, label: named(unit) }))}
        />
        <Select
          name="role"
          label={t("open.role")}
          hint={t("open.roleHint")}
          error={error("role")}
          defaultValue={typed("role")}
          options={[
            { value: "", label: t("open.noRole") },
            ...props.offices.map((role) => ({ value: role, label: t(`people:role.${role}`) })),
          ]}
        />
        <Button kind="primary" type="submit" wide>
          {t("open.go")}
        </Button>
      </Form>
    </>
  );
}
