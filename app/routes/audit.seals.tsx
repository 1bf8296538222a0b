import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { SealsPage } from "~/features/reporting/components/seals-page";
import { verifyForm } from "~/features/reporting/schema";
import { readFields, readForm } from "~/platform/form.server";
import { guarded } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { logs } from "~/platform/log-rows.server";
import { logState } from "~/platform/seals.server";
import { verificationOf } from "~/platform/verification.server";
import { verifyNow } from "~/workflows/verify-log.server";

export const loader = guarded("audit:read", async ({ request, context }) => ({
  title: texts(context.language).t("audit:seals.title"),
  busy: new URL(request.url).searchParams.has("busy"),
  logs: await Promise.all(
    logs.map(async (log) => ({ log, state: await logState(log), verification: verificationOf(log) })),
  ),
}));

export const action = guarded("audit:read", async ({ request, me, context }) => {
  const { log, last } = readFields(await readForm(request), verifyForm);
  const { requestId } = context;
  const refusal = verifyNow({ actorId: me.personId, log, last: last ? Number(last) : null, requestId });
  return redirect(refusal ? "/audit/seals?busy=1" : "/audit/seals");
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Seals() {
  return <SealsPage {...useLoaderData<typeof loader>()} />;
}
