import { Check } from "../check";
import { Choices } from "../choices";
import { Field } from "../field";
import { Section } from "../section";
import { Select } from "../select";
import { Switch } from "../switch";
import { TextArea } from "../text-area";
import { useWords } from "./use-words";

export function Forms() {
  const { t, list } = useWords("form");
  const levels = list("levels").map((label, index) => ({ value: index ? String(index) : "", label }));
  return (
    <Section title={t("title")}>
      <Field label={t("date")} hint={t("dateHint")} defaultValue="2026-08-21" />
      <Field
        id="gallery-since"
        label={t("since")}
        hint={t("sinceHint")}
        error={t("sinceError")}
        defaultValue="2017-09"
      />
      <Field label={t("number")} hint={t("numberHint")} defaultValue="20260821****3127" readOnly />
      <Field label={t("off")} hint={t("offHint")} defaultValue={t("offValue")} disabled />
      <Field label={t("amount")} unit={t("yuan")} inputMode="decimal" placeholder="12,300.00" />
      <Select label={t("level")} options={levels} defaultValue="2" />
      <Select id="gallery-level" label={t("level")} options={levels} error={t("levelError")} />
      <TextArea label={t("reason")} hint={t("reasonHint")} defaultValue={t("reasonValue")} />
      <Check label={t("checked")} defaultChecked />
      <Check label={t("unchecked")} note={t("uncheckedNote")} />
      <Check label={t("cannot")} disabled />
      <Choices label={t("how")} error={t("howError")}>
        <Check type="radio" name="gallery-how" label={t("monthly")} defaultChecked />
        <Check type="radio" name="gallery-how" label={t("once")} />
      </Choices>
      <div className="stack mt-4">
        <Switch label={t("public")} note={t("publicNote")} defaultChecked />
        <Switch label={t("mail")} note={t("mailNote")} />
        <Switch label={t("fixed")} note={t("fixedNote")} defaultChecked disabled />
      </div>
    </Section>
  );
}
