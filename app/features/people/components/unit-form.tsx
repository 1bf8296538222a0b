import {
  getFormProps,
  getInputProps,
  getSelectProps,
  useForm,
  type SubmissionResult,
} from "@conform-to/react";
import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Empty } from "~/ui/empty";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { Select } from "~/ui/select";
import { useLanguage } from "~/ui/use-language";
import type { UnitDetail } from "../unit-register.server";

export const unitActs = ["open", "rename", "move", "close", "take-back"] as const;
export type UnitActName = (typeof unitActs)[number];

/** The fields of all four acts; each form shows its own. */
interface Fields extends Record<string, string | undefined> {
  act: string;
  kind?: string;
  name?: string;
  nameEn?: string;
  code?: string;
  parentId?: string;
  day?: string;
}

const icons = {
  open: "plus",
  rename: "check",
  move: "arrow-right",
  close: "arrow-right",
  "take-back": "x",
} as const;

/** The form of one act on a unit. Moving and closing are shown in numbers before they are done. */
export function UnitForm(props: {
  act: UnitActName;
  unit: UnitDetail;
  today: string;
  result: SubmissionResult<string[]> | undefined;
}) {
  const { act, unit, today, result } = props;
  const { t } = useTranslation("units");
  const { named } = useLanguage();
  const busy = useNavigation().state !== "idle";
  const [form, fields] = useForm<Fields>({
    lastResult: result,
    defaultValue: {
      day: today,
      kind: unit.kinds[0] ?? "",
      ...(act === "rename" && { name: unit.row.name, nameEn: unit.row.nameEn }),
    },
  });
  const error = (errors: string[] | undefined) => errors?.[0] && t(errors[0] as "error.name-empty");
  const here = `/desk/units/${unit.row.id}`;
  if (act === "move" && unit.places.length === 0)
    return (
      <Empty level={3} title={t("nowhere")} actions={<ButtonLink to={here}>{t("form.cancel")}</ButtonLink>}>
        {t("nowhereText")}
      </Empty>
    );
  const hasName = act === "open" || act === "rename";
  return (
    <Form method="post" {...getFormProps(form)}>
      <input type="hidden" name="act" value={act} />
      {act === "take-back" && (
        <>
          {result?.error?.[""] && (
            <Notice kind="danger" role="alert">
              {error(result.error[""])}
            </Notice>
          )}
          <p>{t("form.takeBackText", { name: named(unit.row), code: unit.row.code })}</p>
        </>
      )}
      {act === "open" && (
        <Select
          {...getSelectProps(fields.kind)}
          key={fields.kind.key}
          label={t("form.kind")}
          error={error(fields.kind.errors)}
          options={unit.kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        />
      )}
      {hasName && (
        <>
          <Field
            {...getInputProps(fields.name, { type: "text" })}
            key={fields.name.key}
            label={t("form.name")}
            error={error(fields.name.errors)}
            autoComplete="off"
          />
          <Field
            {...getInputProps(fields.nameEn, { type: "text" })}
            key={fields.nameEn.key}
            label={t("form.nameEn")}
            hint={t("form.nameEnHint")}
            error={error(fields.nameEn.errors)}
            autoComplete="off"
          />
        </>
      )}
      {act === "open" && (
        <Field
          {...getInputProps(fields.code, { type: "text" })}
          key={fields.code.key}
          label={t("form.code")}
          hint={t("form.codeHint")}
          error={error(fields.code.errors)}
          autoCapitalize="off"
          autoComplete="off"
        />
      )}
      {act === "move" && (
        <Select
          {...getSelectProps(fields.parentId)}
          key={fields.parentId.key}
          label={t("form.parent")}
          error={error(fields.parentId.errors)}
          options={unit.places.map((place) => ({ value: place.id, label: named(place) }))}
        />
      )}
      {act !== "take-back" && (
        <Field
          {...getInputProps(fields.day, { type: "date" })}
          key={fields.day.key}
          label={t("form.day")}
          hint={t(act === "close" ? "form.closeHint" : "form.dayHint")}
          error={error(fields.day.errors)}
          max={today}
        />
      )}
      <div className="btns mt-6">
        <Button kind="primary" icon={icons[act]} busy={busy}>
          {t(`form.${act}Go`)}
        </Button>
        <ButtonLink kind="quiet" to={here}>
          {t("form.cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}
