import type { SubmissionResult } from "@conform-to/react";
import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AnswerNotice } from "~/ui/answer-notice";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Field } from "~/ui/field";
import { Select } from "~/ui/select";
import { TextArea } from "~/ui/text-area";
import { useFocusOnError } from "~/ui/use-focus-on-error";
import { useLanguage } from "~/ui/use-language";
import type { CourseText } from "../write-course.server";

interface Props {
  back: string;
  /** What stands in the fields of a course that is there. */
  course: CourseText | null;
  /** For a new course: its id and the institutions to choose from. */
  fresh: { id: string; partners: { id: string; name: string; nameEn: string }[] } | null;
  result?: Pick<SubmissionResult<string[]>, "error" | "initialValue">;
  /** Fields that somebody else has changed meanwhile, in another way; `now` is what stands there. */
  clash?: { clashes: (keyof CourseText)[]; now: CourseText };
}

/** What a course is called and says of itself. */
export function CourseForm({ back, course, fresh, result, clash }: Props) {
  const { t } = useTranslation("workshop");
  const { named } = useLanguage();
  const busy = useNavigation().state !== "idle";
  const typed = (name: string) => {
    const value = result?.initialValue?.[name];
    return typeof value === "string" ? value : undefined;
  };
  const error = (name: string) => {
    const key = result?.error?.[name]?.[0];
    if (key) return t(`error.${key}` as "error.missing");
    const both = clash?.clashes.find((each) => each === name);
    if (!clash || !both) return undefined;
    return t("form.theirs", { text: both === "kind" ? t(`kind.${clash.now.kind}`) : clash.now[both] });
  };
  const field = (name: keyof CourseText) => ({
    name,
    label: t(`form.${name}`),
    defaultValue: typed(name) ?? course?.[name],
    error: error(name),
  });
  useFocusOnError(result);
  return (
    <Form method="post" key={clash && JSON.stringify(clash.now)}>
      {clash && (
        <div className="mb-4">
          <AnswerNotice kind="warn" answer={clash} title={t("form.clash")}>
            {t("form.clashText")}
          </AnswerNotice>
        </div>
      )}
      {course && <input type="hidden" name="was" value={typed("was") ?? JSON.stringify(textOf(course))} />}
      {fresh && <input type="hidden" name="id" value={typed("id") ?? fresh.id} />}
      {fresh && (
        <Select
          name="partner"
          label={t("form.partner")}
          defaultValue={typed("partner")}
          error={error("partner")}
          options={fresh.partners.map((partner) => ({ value: partner.id, label: named(partner) }))}
        />
      )}
      <Field {...field("title")} maxLength={60} hint={t("form.titleHint")} />
      <Field {...field("titleEn")} maxLength={120} lang="en" />
      {fresh && (
        <Field
          name="slug"
          label={t("form.slug")}
          hint={t("form.slugHint")}
          defaultValue={typed("slug")}
          error={error("slug")}
          maxLength={60}
          autoCapitalize="off"
          autoComplete="off"
        />
      )}
      <Select
        {...field("kind")}
        hint={t("form.kindHint")}
        options={(["job", "exam"] as const).map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <TextArea {...field("summary")} maxLength={300} rows={3} hint={t("form.summaryHint")} />
      <TextArea {...field("summaryEn")} maxLength={600} rows={3} lang="en" />
      <TextArea {...field("partnerPart")} maxLength={200} rows={2} hint={t("form.partnerPartHint")} />
      <div className="btns mt-6">
        <Button kind="primary" icon="check" busy={busy}>
          {t(fresh ? "form.create" : "form.save")}
        </Button>
        <ButtonLink kind="quiet" to={back}>
          {t("cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}

const textOf = ({ kind, title, titleEn, summary, summaryEn, partnerPart }: CourseText): CourseText => ({
  ...{ kind, title, titleEn, summary, summaryEn, partnerPart },
});
