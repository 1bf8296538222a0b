import type { SubmissionResult } from "@conform-to/react";
import { useTranslation } from "react-i18next";
import { Field } from "~/ui/field";
import type { TeacherRow } from "../partners.server";
import { formReader } from "./form-reader";
import { PartnerActForm } from "./partner-act-form";

interface Props {
  back: string;
  teacher: TeacherRow | null;
  result: SubmissionResult<string[]> | undefined;
}

/** Enters a shared teacher, or changes one. */
export function TeacherForm({ back, teacher, result }: Props) {
  const { t } = useTranslation("partners");
  const { value, error } = formReader(result, (key) => t(key as "error.closed"));
  const field = (name: "employeeNo" | "name" | "title" | "field" | "startsOn" | "endsOn") => ({
    name,
    label: t(`teacherForm.${name}`),
    defaultValue: result ? value(name) : (teacher?.[name] ?? undefined),
    error: error(name),
    autoComplete: "off",
  });
  return (
    <PartnerActForm back={back} result={result} go={t("save")} icon="check" error={error("")}>
      <Field {...field("employeeNo")} hint={t("teacherForm.employeeNoHint")} autoCapitalize="off" />
      <Field {...field("name")} hint={t("teacherForm.nameHint")} />
      <Field {...field("title")} hint={t("teacherForm.titleHint")} />
      <Field {...field("field")} hint={t("teacherForm.fieldHint")} />
      <Field {...field("startsOn")} type="date" />
      <Field {...field("endsOn")} type="date" hint={t("openEnd")} />
    </PartnerActForm>
  );
}
