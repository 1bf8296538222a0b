import type { SubmissionResult } from "@conform-to/react";
import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { TeacherRow } from "../partners.server";
import { formReader } from "./form-reader";

interface Props {
  back: string;
  teacher: TeacherRow | null;
  result: SubmissionResult<string[]> | undefined;
}

/** Enters a shared teacher, or changes one. */
export function TeacherForm({ back, teacher, result }: Props) {
  const { t } = useTranslation("partners");
  const busy = useNavigation().state !== "idle";
  const { value, error } = formReader(result, (key) => t(key as "error.closed"));
  const field = (name: "employeeNo" | "name" | "title" | "field" | "startsOn" | "endsOn") => ({
    name,
    label: t(`teacherForm.${name}`),
    defaultValue: result ? value(name) : (teacher?.[name] ?? undefined),
    error: error(name),
    autoComplete: "off",
  });
  return (
    <Form method="post">
      {error("") && (
        <Notice kind="warn" role="alert">
          {error("")}
        </Notice>
      )}
      <Field {...field("employeeNo")} hint={t("teacherForm.employeeNoHint")} autoCapitalize="off" />
      <Field {...field("name")} hint={t("teacherForm.nameHint")} />
      <Field {...field("title")} hint={t("teacherForm.titleHint")} />
      <Field {...field("field")} hint={t("teacherForm.fieldHint")} />
      <Field {...field("startsOn")} type="date" />
      <Field {...field("endsOn")} type="date" hint={t("openEnd")} />
      <div className="btns mt-6">
        <Button kind="primary" icon="check" busy={busy}>
          {t("save")}
        </Button>
        <ButtonLink kind="quiet" to={back}>
          {t("cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}
