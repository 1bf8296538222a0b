import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { SecurityPage } from "~/features/people/components/security-page";
import { endSessionForm } from "~/features/people/schema/accounts";
import { readSecurity } from "~/features/people/security-page.server";
import { texts } from "~/platform/i18n/texts.server";
import { readFields, readForm } from "~/platform/form.server";
import { guarded } from "~/platform/guard.server";
import { blankCookie } from "~/platform/session.server";
import { endOwnSessions } from "~/workflows/end-own-sessions.server";

export const handle = { width: "narrow" };

export const loader = guarded("signed-in", async ({ me, context }) => ({
  title: texts(context.language).t("account:security.title"),
  security: await readSecurity(me),
  ages: !context.demo,
}));

export const action = guarded("signed-in", async ({ request, context, me }) => {
  const { session } = readFields(await readForm(request), endSessionForm);
  const { personId } = me;
  const { requestId, secure } = context;
  const only = session === "all" ? null : session;
  await endOwnSessions({ personId, only, requestId });
  if (only !== null && only !== me.session) return redirect("/me/security");
  return redirect("/login", { headers: { "Set-Cookie": blankCookie(secure) } });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Security() {
  const { security, ages } = useLoaderData<typeof loader>();
  return <SecurityPage security={security} ages={ages} />;
}
