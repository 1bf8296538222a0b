import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatMoment } from "~/lib/dates";
import { Basis } from "~/ui/basis";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Empty } from "~/ui/empty";
import { Meta } from "~/ui/meta";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { Row } from "~/ui/row";
import { Rows } from "~/ui/rows";
import { Section } from "~/ui/section";
import { State } from "~/ui/state";
import { useLanguage } from "~/ui/use-language";
import type { ExamList } from "../read-attempt.server";
import { marksText } from "../rules/score";

interface Props {
  title: string;
  /** Names the attempt that a start button would start. */
  formKey: string;
  list: ExamList;
  at: Date;
  /** The bank cannot fill the paper. */
  refused: boolean;
}

/** What can be sat, what is under way, and the papers sat so far. */
export function ExamListPage({ title, formKey, list, at, refused }: Props) {
  const { t } = useTranslation("exams");
  const { language, titled } = useLanguage();
  const { forms, attempts } = list;
  const busy = useNavigation().state !== "idle";
  const open = attempts.find((attempt) => !attempt.submittedAt && attempt.deadlineAt > at);
  return (
    <>
      <PageHead title={title} />
      {refused && <Notice kind="danger" role="alert" title={t("tooFew")} />}
      {open && (
        <Section plain title={t("underWay")}>
          <p>{t("underWayText", { title: titled(open), time: formatMoment(open.deadlineAt, language) })}</p>
          <p className="btns mt-4">
            <ButtonLink kind="primary" to={open.id}>
              {t("goOn")}
            </ButtonLink>
          </p>
        </Section>
      )}
      <Section title={t("list.forms")}>
        {forms.map((form) => (
          <Form method="post" key={form.id}>
            <h3>{titled(form)}</h3>
            <Meta dim>
              {t("parts", { single: form.single, multiple: form.multiple })}
              {t("minutes", { count: form.minutes })}
              {t("pass", {
                pass: marksText(Math.ceil((form.full * form.passPercent) / 100)),
                full: marksText(form.full),
              })}
            </Meta>
            <Basis>{t("scoring")}</Basis>
            <input type="hidden" name="form" value={form.id} />
            <input type="hidden" name="key" value={formKey} />
            {!open && (
              <p className="btns mt-4">
                <Button kind="primary" type="submit" busy={busy}>
                  {t("start")}
                </Button>
              </p>
            )}
          </Form>
        ))}
      </Section>
      <Section title={t("list.own")}>
        {attempts.length === 0 ? (
          <Empty title={t("list.empty")}>{t("list.emptyText")}</Empty>
        ) : (
          <Rows>
            {attempts.map((attempt) => (
              <Row
                key={attempt.id}
                to={attempt.submittedAt ? `${attempt.id}/result` : attempt.id}
                end={
                  attempt.halfMarks === null || attempt.maxHalfMarks === null ? (
                    t(attempt.deadlineAt > at ? "list.open" : "list.over")
                  ) : (
                    <State kind={attempt.passed ? "ok" : "late"}>
                      {t("list.marks", {
                        marks: marksText(attempt.halfMarks),
                        full: marksText(attempt.maxHalfMarks),
                      })}
                    </State>
                  )
                }
              >
                {titled(attempt)}
                <br />
                <span className="dim">{formatMoment(attempt.startedAt, language)}</span>
              </Row>
            ))}
          </Rows>
        )}
      </Section>
    </>
  );
}
