import type { Submission } from "@conform-to/react";
import { data, redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { linkSecretShape, readLink } from "~/features/people/account-links.server";
import { hasRootUnit } from "~/features/people/account-scope.server";
import { LinkPage } from "~/features/people/components/link-page";
import { linkRefusals } from "~/features/people/rules/link";
import { firstAdministratorForm, redeemForm } from "~/features/people/schema/accounts";
import { texts } from "~/platform/i18n/texts.server";
import { invalid, parseForm, readForm } from "~/platform/form.server";
import { open, param } from "~/platform/guard.server";
import { makeFirstAdministrator } from "~/workflows/first-administrator.server";
import { redeemLink } from "~/workflows/redeem-link.server";

export const handle = { width: "narrow" };

export const loader = open("public", async ({ params, context }) => {
  const known = await readLink(param(params, "secret", linkSecretShape));
  const title = texts(context.language).t("account:link.title");
  if (known.refusal !== null) return data({ title, refusal: known.refusal, link: null }, { status: 410 });
  const { purpose, owner } = known.link;
  const district = purpose === "first" && !(await hasRootUnit());
  return data({ title, refusal: null, link: { purpose, owner, district } });
});

export const action = open("public", async ({ request, params, context }) => {
  const secret = param(params, "secret", linkSecretShape);
  const { requestId, language } = context;
  const form = await readForm(request);
  if (form.has("employeeNo")) {
    const submission = parseForm(form, firstAdministratorForm);
    if (submission.status !== "success") return invalid(submission.reply({ hideFields }));
    const title = texts(language).t("account:link.firstPost");
    return answer(
      submission,
      await makeFirstAdministrator({ ...submission.value, secret, title, requestId }),
    );
  }
  const submission = parseForm(form, redeemForm);
  if (submission.status !== "success") return invalid(submission.reply({ hideFields }));
  return answer(submission, await redeemLink({ secret, password: submission.value.password, requestId }));
});

const hideFields = ["password", "again"];

function answer(
  { reply }: Pick<Submission<unknown, string[]>, "reply">,
  { refusal }: { refusal: string | null },
) {
  if (refusal === null) return redirect("/login?set=1");
  // The page says itself why a link counts no longer.
  if (linkRefusals.some((each) => each === refusal)) return invalid(reply({ hideFields }));
  return invalid(reply({ fieldErrors: { [fieldOf(refusal)]: [`error.${refusal}`] }, hideFields }));
}

function fieldOf(refusal: string): string {
  if (refusal.startsWith("number-")) return "employeeNo";
  if (refusal === "name-missing") return "name";
  return refusal === "name-empty" || refusal === "name-long" ? "district" : "password";
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Link() {
  const { link, refusal } = useLoaderData<typeof loader>();
  return <LinkPage link={link} refusal={refusal} result={useActionData<typeof action>()?.result} />;
}
