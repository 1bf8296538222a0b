import { redirect, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PasswordFields } from "~/features/people/components/password-fields";
import { useFormErrors } from "~/features/people/components/use-form-errors";
import { changePasswordForm } from "~/features/people/schema/accounts";
import { returnPath } from "~/features/people/schema/sign-in";
import { texts } from "~/platform/i18n/texts.server";
import { invalid, parseForm, readForm } from "~/platform/form.server";
import { guarded, pendingPage } from "~/platform/guard.server";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { changePassword } from "~/workflows/change-password.server";

const only = { while: [null, "password"] } as const;

export const handle = { width: "narrow" };

export const loader = guarded(
  "signed-in",
  async ({ request, context, me }) => ({
    next: returnPath.parse(
      new URL(request.url).searchParams.get("next") ?? (me.pending ? "/" : "/me/security"),
    ),
    forced: me.pending === "password",
    employeeNo: me.employeeNo,
    title: texts(context.language).t("account:password.title"),
  }),
  only,
);

export const action = guarded(
  "signed-in",
  async ({ request, context, me }) => {
    const submission = parseForm(await readForm(request), changePasswordForm);
    const hideFields = ["current", "password", "again"];
    if (submission.status !== "success") return invalid(submission.reply({ hideFields }));
    const { current, password, next } = submission.value;
    const { demo, requestId } = context;
    const { personId, session } = me;
    const changed = await changePassword({ personId, session, current, password, demo, requestId });
    if (changed.refusal === null) return redirect(pendingPage(changed.pending, next));
    const { refusal } = changed;
    const field = refusal === "wrong" || refusal === "locked" ? "current" : "password";
    return invalid(submission.reply({ fieldErrors: { [field]: [`error.${refusal}`] }, hideFields }));
  },
  only,
);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Password() {
  const { t } = useTranslation("account");
  const { next, forced, employeeNo, title } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result;
  const { error } = useFormErrors(result);
  return (
    <>
      <PageHead
        title={title}
        sub={t("password.sub")}
        crumb={forced ? undefined : { to: "/me/security", label: t("security.title") }}
      />
      {forced && <Notice kind="warn">{t("password.aged")}</Notice>}
      <Form method="post" className="stack my-5">
        <input type="hidden" name="next" value={next} />
        {/* Password managers look for the name that the password goes with. */}
        <input
          className="vh"
          type="text"
          autoComplete="username"
          defaultValue={employeeNo}
          readOnly
          tabIndex={-1}
          aria-hidden="true"
        />
        <Field
          type="password"
          name="current"
          label={t("password.current")}
          error={error("current")}
          autoComplete="current-password"
          autoFocus={Boolean(error("current"))}
        />
        <PasswordFields result={result} />
        <Button kind="primary" type="submit" wide>
          {t("password.go")}
        </Button>
      </Form>
      <p className="dim">{t("password.others")}</p>
    </>
  );
}
