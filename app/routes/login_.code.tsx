import { redirect, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CodeField } from "~/features/people/components/code-field";
import { codeForm } from "~/features/people/schema/accounts";
import { returnPath } from "~/features/people/schema/sign-in";
import { texts } from "~/platform/i18n/texts.server";
import { invalid, parseForm, readForm } from "~/platform/form.server";
import { guarded, pendingPage } from "~/platform/guard.server";
import { Button } from "~/ui/button";
import { PageHead } from "~/ui/page-head";
import { showSecondFactor } from "~/workflows/show-second-factor.server";

const only = { while: ["totp"] } as const;

export const handle = { width: "narrow" };

export const loader = guarded(
  "signed-in",
  async ({ request, context }) => ({
    next: returnPath.parse(new URL(request.url).searchParams.get("next") ?? "/"),
    title: texts(context.language).t("account:code.title"),
  }),
  only,
);

export const action = guarded(
  "signed-in",
  async ({ request, context, me }) => {
    const submission = parseForm(await readForm(request), codeForm);
    const hideFields = ["code"];
    if (submission.status !== "success") return invalid(submission.reply({ hideFields }));
    const { code, next } = submission.value;
    const { demo, requestId } = context;
    const shown = await showSecondFactor({
      personId: me.personId,
      session: me.session,
      code,
      demo,
      requestId,
    });
    if (shown.refusal === null) return redirect(pendingPage(shown.pending, next));
    return invalid(submission.reply({ fieldErrors: { code: [`codeError.${shown.refusal}`] }, hideFields }));
  },
  only,
);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function SignInCode() {
  const { t } = useTranslation("account");
  const { next, title } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result;
  return (
    <>
      <PageHead title={title} sub={t("code.sub")} />
      <Form method="post" className="stack">
        <input type="hidden" name="intent" value="show" />
        <input type="hidden" name="next" value={next} />
        <CodeField result={result} recovery />
        <Button kind="primary" type="submit" wide>
          {t("code.go")}
        </Button>
      </Form>
      <p className="dim my-5">{t("code.lost")}</p>
      <Form method="post" action="/logout">
        <Button type="submit" icon="logout">
          {t("code.other")}
        </Button>
      </Form>
    </>
  );
}
