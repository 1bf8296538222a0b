import { redirect, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { randomUUID } from "node:crypto";
import { useTranslation } from "react-i18next";
import { examList } from "~/features/exams/read-attempt.server";
import { marksText } from "~/features/exams/rules/score";
import { startForm } from "~/features/exams/schema";
import { now } from "~/platform/clock.server";
import { formatMoment } from "~/lib/dates";
import { readFields, readForm } from "~/platform/form.server";
import { guarded, notFound } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
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
import { startAttempt } from "~/workflows/start-attempt.server";

export const loader = guarded("exam:sit", async ({ me, context }) => ({
  title: texts(context.language).t("exams:list.title"),
  // Names the attempt that the button would start, so that a double click starts one.
  key: randomUUID(),
  now: now(),
  ...(await examList(me.personId)),
}));

export const action = guarded("exam:sit", async ({ request, me, context }) => {
  const { form, key } = readFields(await readForm(request), startForm);
  const started = await startAttempt({ personId: me.personId, form, key, requestId: context.requestId });
  if (started === "no-form") throw notFound();
  if (started === "too-few") return { refusal: started };
  return redirect(`/exams/${started.attemptId}`);
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Exams() {
  const { t } = useTranslation("exams");
  const { language, titled } = useLanguage();
  const { title, key, forms, attempts, now: at } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
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
            <input type="hidden" name="key" value={key} />
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
