import type { MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useFormErrors } from "~/features/people/components/use-form-errors";
import { forgotForm } from "~/features/people/schema/accounts";
import { texts } from "~/platform/i18n/texts.server";
import { invalid, parseForm, readForm } from "~/platform/form.server";
import { open } from "~/platform/guard.server";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { requestReset } from "~/workflows/request-reset.server";

export const handle = { width: "narrow" };

export const loader = open("public", async ({ context }) => ({
  title: texts(context.language).t("account:forgot.title"),
}));

export const action = open("public", async ({ request, context }) => {
  const submission = parseForm(await readForm(request), forgotForm);
  if (submission.status !== "success") return invalid(submission.reply());
  const { address, demo, requestId } = context;
  const refusal = await requestReset({
    employeeNo: submission.value.employeeNo,
    ...{ address, demo, requestId },
  });
  if (refusal) return invalid(submission.reply({ fieldErrors: { employeeNo: [`error.${refusal}`] } }));
  return { result: undefined, asked: true };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Forgot() {
  const { t } = useTranslation("account");
  const { title } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { error, typed } = useFormErrors(answer?.result);
  return (
    <>
      <PageHead title={title} sub={t("forgot.sub")} crumb={{ to: "/login", label: t("forgot.back") }} />
      {answer && "asked" in answer ? (
        <Notice kind="done" role="status" title={t("forgot.asked")}>
          <p>{t("forgot.askedText")}</p>
        </Notice>
      ) : (
        <Form method="post" className="stack">
          <Field
            name="employeeNo"
            label={t("forgot.employeeNo")}
            error={error("employeeNo")}
            defaultValue={typed("employeeNo")}
            autoComplete="username"
            autoCapitalize="off"
            autoFocus={Boolean(error("employeeNo"))}
          />
          <Button kind="primary" type="submit" wide>
            {t("forgot.go")}
          </Button>
        </Form>
      )}
      <p className="dim my-5">{t("forgot.withoutMail")}</p>
    </>
  );
}
