import type { SubmissionResult } from "@conform-to/react";
import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Field } from "~/ui/field";
import { Select } from "~/ui/select";
import { useFocusOnError } from "~/ui/use-focus-on-error";

interface Props {
  back: string;
  newId: string;
  chapters: { id: string; title: string }[];
  /** A lesson from a Word file takes its minutes and perhaps its title from the file. */
  word?: boolean;
  result: Pick<SubmissionResult<string[]>, "error" | "initialValue"> | undefined;
}

/** Begins a lesson, empty or with the text of a Word file. */
export function NewLessonForm({ back, newId, chapters, word, result }: Props) {
  const { t } = useTranslation("workshop");
  useFocusOnError(result);
  const busy = useNavigation().state !== "idle";
  const typed = (name: string) => {
    const value = result?.initialValue?.[name];
    return typeof value === "string" ? value : undefined;
  };
  const error = (name: string) => {
    const key = result?.error?.[name]?.[0];
    return key && t(`error.${key}` as "error.missing");
  };
  return (
    <Form method="post" {...(word && { encType: "multipart/form-data" as const })}>
      <input type="hidden" name="id" value={typed("id") ?? newId} />
      {word && (
        <Field
          type="file"
          name="file"
          accept=".docx"
          label={t("word.file")}
          hint={t("word.fileHint")}
          error={error("file")}
        />
      )}
      <Field
        name="title"
        label={t("lesson.title")}
        hint={word ? t("word.titleHint") : undefined}
        maxLength={60}
        defaultValue={typed("title")}
        error={error("title")}
      />
      {!word && (
        <Field
          name="minutes"
          type="number"
          inputMode="numeric"
          min={1}
          max={180}
          label={t("lesson.minutes")}
          hint={t("lesson.minutesHint")}
          unit={t("lesson.minuteUnit")}
          defaultValue={typed("minutes") ?? "15"}
          error={error("minutes")}
        />
      )}
      <Field
        name="slug"
        label={t("form.slug")}
        hint={t("lesson.slugHint")}
        maxLength={60}
        defaultValue={typed("slug")}
        error={error("slug")}
        autoCapitalize="off"
        autoComplete="off"
      />
      {chapters.length > 0 && (
        <Select
          name="chapter"
          label={t("lesson.chapter")}
          defaultValue={typed("chapter") ?? chapters[chapters.length - 1]?.id}
          options={[
            ...chapters.map(({ id, title }) => ({ value: id, label: title })),
            { value: "", label: t("course.noChapter") },
          ]}
        />
      )}
      <div className="btns mt-6">
        <Button kind="primary" icon={word ? "upload" : "plus"} busy={busy}>
          {t(word ? "word.go" : "lesson.go")}
        </Button>
        <ButtonLink kind="quiet" to={back}>
          {t("cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}
