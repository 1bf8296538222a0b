import type { SubmissionResult } from "@conform-to/react";
import { useTranslation } from "react-i18next";
import { Field } from "~/ui/field";
import { Select } from "~/ui/select";
import { useLanguage } from "~/ui/use-language";
import type { BaseRow } from "../partners.server";
import { formReader } from "./form-reader";
import { PartnerActForm } from "./partner-act-form";

interface Props {
  back: string;
  base: BaseRow | null;
  hosts: { id: string; name: string; nameEn: string }[];
  result: SubmissionResult<string[]> | undefined;
}

/** Enters a practice base, or changes one. */
export function BaseForm({ back, base, hosts, result }: Props) {
  const { t } = useTranslation("partners");
  const { named } = useLanguage();
  const { value, error } = formReader(result, (key) => t(key as "error.closed"));
  const field = (name: "name" | "field" | "places" | "startsOn" | "endsOn") => ({
    name,
    label: t(`baseForm.${name}`),
    defaultValue: result ? value(name) : (base?.[name] ?? undefined),
    error: error(name),
    autoComplete: "off",
  });
  // A base of before stays where it is, even in a unit that is no longer open.
  const choices = base && !hosts.some((host) => host.id === base.unit.id) ? [base.unit, ...hosts] : hosts;
  return (
    <PartnerActForm back={back} result={result} go={t("save")} icon="check" error={error("")}>
      <Field {...field("name")} />
      <Select
        name="unitId"
        label={t("baseForm.unit")}
        hint={t("baseForm.unitHint")}
        defaultValue={value("unitId") ?? base?.unit.id ?? ""}
        error={error("unitId")}
        options={[
          { value: "", label: t("baseForm.choose") },
          ...choices.map((host) => ({ value: host.id, label: named(host) })),
        ]}
      />
      <Field {...field("field")} hint={t("teacherForm.fieldHint")} />
      <Field {...field("places")} hint={t("baseForm.placesHint")} inputMode="numeric" />
      <Field {...field("startsOn")} type="date" />
      <Field {...field("endsOn")} type="date" hint={t("openEnd")} />
    </PartnerActForm>
  );
}
