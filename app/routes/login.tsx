import { getFormProps, getInputProps, useForm } from "@conform-to/react";
import { redirect, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { DemoAccounts } from "~/features/people/components/demo-accounts";
import { Preferences } from "~/features/people/components/preferences";
import { returnPath, signInForm } from "~/features/people/schema";
import { texts } from "~/platform/i18n/texts.server";
import { invalid, parseForm, readForm } from "~/platform/form.server";
import { open } from "~/platform/guard.server";
import { demoAccounts } from "~/platform/demo-accounts.server";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { PageHead } from "~/ui/page-head";
import { signIn } from "~/workflows/sign-in.server";

export const handle = { width: "narrow" };

export const loader = open("public", async ({ request, context }) => {
  const next = returnPath.parse(new URL(request.url).searchParams.get("next") ?? "/");
  if (await context.me()) throw redirect(next);
  return {
    next,
    accounts: context.demo ? demoAccounts : [],
    title: texts(context.language).t("people:signIn.title"),
  };
});

export const action = open("public", async ({ request, context }) => {
  const submission = parseForm(await readForm(request), signInForm);
  if (submission.status !== "success") return invalid(submission.reply({ hideFields: ["password"] }));
  const { employeeNo, password, next } = submission.value;
  const { address, secure, requestId } = context;
  const signedIn = await signIn({ employeeNo, password, address, secure, requestId });
  if ("cookie" in signedIn) return redirect(next, { headers: { "Set-Cookie": signedIn.cookie } });
  return invalid(
    submission.reply({ fieldErrors: { password: [`error.${signedIn.refusal}`] }, hideFields: ["password"] }),
  );
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Login() {
  const { t } = useTranslation("people");
  const { next, accounts } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result;
  const busy = useNavigation().state !== "idle";
  const [form, fields] = useForm<z.input<typeof signInForm>>({ lastResult: result });
  const error = (errors: string[] | undefined) => errors?.[0] && t(errors[0] as "error.wrong");
  const firstWrong = fields.employeeNo.errors ? "employeeNo" : fields.password.errors ? "password" : null;
  return (
    <>
      <PageHead title={t("signIn.title")} sub={t("signIn.sub")} />
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
      {accounts.length > 0 && <DemoAccounts accounts={accounts} next={next} />}
      <div className="mt-6">
        <Preferences />
      </div>
    </>
  );
}
