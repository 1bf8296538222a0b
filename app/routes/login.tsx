import { getFormProps, getInputProps, useForm } from "@conform-to/react";
import { redirect, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { DemoAccounts } from "~/features/people/components/demo-accounts";
import { Preferences } from "~/features/people/components/preferences";
import { deviceOf } from "~/features/people/rules/device";
import { returnPath, signInForm } from "~/features/people/schema/sign-in";
import { texts } from "~/platform/i18n/texts.server";
import { invalid, parseForm, readForm } from "~/platform/form.server";
import { open, pendingPage } from "~/platform/guard.server";
import { demoAccounts } from "~/platform/demo-accounts.server";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { formatMoment } from "~/lib/dates";
import { signIn } from "~/workflows/sign-in.server";

export const handle = { width: "narrow" };

export const loader = open("public", async ({ request, context }) => {
  const search = new URL(request.url).searchParams;
  const next = returnPath.parse(search.get("next") ?? "/");
  if (await context.me()) throw redirect(next);
  return {
    next,
    passwordSet: search.has("set"),
    accounts: context.demo ? demoAccounts : [],
    title: texts(context.language).t("people:signIn.title"),
  };
});

export const action = open("public", async ({ request, context }) => {
  const submission = parseForm(await readForm(request), signInForm);
  const hideFields = ["password"];
  if (submission.status !== "success") return invalid(submission.reply({ hideFields }));
  const { employeeNo, password, next } = submission.value;
  const { address, secure, demo, requestId } = context;
  const device = deviceOf(request.headers.get("User-Agent") ?? "");
  const signedIn = await signIn({ employeeNo, password, device, address, secure, demo, requestId });
  if ("cookie" in signedIn)
    return redirect(pendingPage(signedIn.pending, next), { headers: { "Set-Cookie": signedIn.cookie } });
  const { refusal } = signedIn;
  const says =
    refusal === "blocked"
      ? texts(context.language).t("account:signIn.blocked", {
          until: formatMoment(signedIn.until, context.language),
        })
      : `error.${refusal}`;
  return invalid(submission.reply({ fieldErrors: { password: [says] }, hideFields }));
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Login() {
  const { t } = useTranslation(["people", "account"]);
  const { next, accounts, passwordSet } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result;
  const busy = useNavigation().state !== "idle";
  const [form, fields] = useForm<z.input<typeof signInForm>>({ lastResult: result });
  // A block's words come with its end, and are no key.
  const error = ([says]: string[] = []) => (says?.startsWith("error.") ? t(says as "error.wrong") : says);
  const firstWrong = fields.employeeNo.errors ? "employeeNo" : fields.password.errors ? "password" : null;
  return (
    <>
      <PageHead title={t("signIn.title")} sub={t("signIn.sub")} />
      {passwordSet && (
        <div className="mb-5">
          <Notice kind="done" role="status">
            {t("account:signIn.passwordSet")}
          </Notice>
        </div>
      )}
      <Form method="post" {...getFormProps(form)} className="stack">
        <input type="hidden" name="next" value={next} />
        <Field
          {...getInputProps(fields.employeeNo, { type: "text" })}
          key={fields.employeeNo.key}
          label={t("signIn.employeeNo")}
          error={error(fields.employeeNo.errors)}
          autoComplete="username"
          autoCapitalize="off"
          autoFocus={firstWrong === "employeeNo"}
        />
        <Field
          {...getInputProps(fields.password, { type: "password" })}
          key={fields.password.key}
          label={t("signIn.password")}
          error={error(fields.password.errors)}
          autoComplete="current-password"
          autoFocus={firstWrong === "password"}
        />
        <Button kind="primary" type="submit" wide busy={busy}>
          {t("signIn.go")}
        </Button>
      </Form>
      <p className="my-5">
        <Link className="hit" to="/login/forgot">
          {t("account:forgot.link")}
        </Link>
      </p>
      {accounts.length > 0 && <DemoAccounts accounts={accounts} next={next} />}
      <div className="mt-6">
        <Preferences />
      </div>
    </>
  );
}
