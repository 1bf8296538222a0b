import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AnswerNotice } from "~/ui/answer-notice";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Facts } from "~/ui/facts";
import { PageHead } from "~/ui/page-head";
import { useLanguage } from "~/ui/use-language";
import type { CourseDesk } from "../course-desk.server";
import type { OpenRefusal } from "../rules/course";

interface Props {
  title: string;
  desk: CourseDesk;
  to: "open" | "retired";
  refusal?: OpenRefusal;
}

/** Opens a course or retires it, with the consequences in numbers first. */
export function CourseStatePage({ title, desk, to, refusal }: Props) {
  const { t } = useTranslation("workshop");
  const { titled } = useLanguage();
  const busy = useNavigation().state !== "idle";
  const back = `/workshop/${desk.slug}`;
  const lessons = [...desk.loose, ...desk.chapters.flatMap((chapter) => chapter.lessons)].filter(
    (lesson) => !lesson.retired,
  );
  const ready = lessons.filter(({ published }) => published !== null);
  const minutes = ready.reduce((sum, lesson) => sum + lesson.minutes, 0);
  return (
    <>
      <PageHead title={title} crumb={{ to: back, label: titled(desk) }} />
      {refusal && (
        <AnswerNotice kind="danger" answer={refusal} title={t(`refusal.${refusal}`)}>
          {t("refusal.nothingDone")}
        </AnswerNotice>
      )}
      <Facts
        items={
          to === "open"
            ? [
                { value: ready.length, text: t("stateForm.lessons", { minutes }) },
                { value: lessons.length - ready.length, text: t("stateForm.waiting") },
              ]
            : [
                { value: desk.learners.underWay, text: t("stateForm.underWay") },
                { value: desk.learners.done, text: t("stateForm.done") },
              ]
        }
      />
      <p>{t(`stateForm.${to}Text`)}</p>
      <Form method="post">
        <input type="hidden" name="to" value={to} />
        <div className="btns mt-6">
          <Button kind="primary" busy={busy}>
            {t(`stateForm.${to}Go`)}
          </Button>
          <ButtonLink kind="quiet" to={back}>
            {t("cancel")}
          </ButtonLink>
        </div>
      </Form>
    </>
  );
}
