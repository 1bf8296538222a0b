import { redirect, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formReader } from "~/features/people/components/form-reader";
import { useFocusOnError } from "~/ui/use-focus-on-error";
import { downloadForm } from "~/features/people/schema/privacy";
import { invalid, parseForm, readForm } from "~/platform/form.server";
import { guarded } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { PageHead } from "~/ui/page-head";
import { downloadTicket } from "~/workflows/download-data.server";

export const handle = { width: "narrow" };

export const loader = guarded("signed-in", async ({ context }) => ({
  title: texts(context.language).t("privacy:download.title"),
}));

export const action = guarded("signed-in", async ({ request, me }) => {
  const submission = parseForm(await readForm(request), downloadForm);
  const hideFields = ["password"];
  if (submission.status !== "success") return invalid(submission.reply({ hideFields }));
  const { password } = submission.value;
  if (password === "") return redirect("/me/data/file");
  const given = await downloadTicket({ personId: me.personId, session: me.session, password });
  if (given.refusal === null) return redirect(`/me/data/file?ticket=${given.ticket}`);
  return invalid(submission.reply({ fieldErrors: { password: [`refusal.${given.refusal}`] }, hideFields }));
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Download() {
  const { t } = useTranslation("privacy");
  const { title } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result;
  useFocusOnError(result);
  const { error } = formReader(result, (key) => t(key as "refusal.wrong"));
  return (
    <>
      <PageHead crumb={{ to: "/me/data", label: t("back.data") }} title={title} sub={t("download.sub")} />
      {/* The answer is a file, which only the browser itself can take. */}
      <Form method="post" className="stack" reloadDocument>
        <Field
          name="password"
          type="password"
          label={t("download.password")}
          hint={t("download.passwordHint")}
          error={error("password")}
          autoComplete="current-password"
        />
        <Button type="submit" kind="primary" icon="download" wide>
          {t("download.go")}
        </Button>
      </Form>
    </>
  );
}
