import { data, redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { minutesOf } from "~/features/certification/withdraw-hours.server";
import { DeskCertificatePage, type Weighed } from "~/features/courses/components/desk-certificate-page";
import { certificateSheet, completionKey } from "~/features/courses/course-certificate.server";
import { readCertificateNumber } from "~/features/courses/rules/certificate-number";
import { revokeRefusal } from "~/features/courses/rules/revoke-certificate";
import { revokeCertificateForm } from "~/features/courses/schema";
import { pointsOfEvent } from "~/features/incentives/cancel-event.server";
import { personWithin } from "~/features/people/person-scope.server";
import { can, scope, type Permission } from "~/platform/access";
import { now } from "~/platform/clock.server";
import type { Me } from "~/platform/context.server";
import { invalid, parseForm, readForm } from "~/platform/form.server";
import { guarded, notFound } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { revokeCertificate } from "~/workflows/revoke-certificate.server";

export const loader = guarded("certificates:read", async ({ request, params, me, context }) => {
  const sheet = await sheetWithin(params, me, "certificates:read");
  const writes = can(me.grants, "certificates:write") && sheet.revokedAt === null;
  return {
    title: texts(context.language).t("certificates:desk.about"),
    sheet,
    revokes: writes
      ? (revokeRefusal({ actorId: me.personId, personId: sheet.personId }) ?? ("yes" as const))
      : null,
    done: new URL(request.url).searchParams.has("done"),
  };
});

/** First says in numbers what is taken back, then does it. */
export const action = guarded("certificates:write", async ({ request, params, me, context }) => {
  const sheet = await sheetWithin(params, me, "certificates:write");
  const submission = parseForm(await readForm(request), revokeCertificateForm);
  if (submission.status !== "success") return invalid(submission.reply());
  const { reason, confirmed } = submission.value;
  const { number, personId } = sheet;
  if (revokeRefusal({ actorId: me.personId, personId }))
    return invalid(submission.reply({ fieldErrors: { reason: ["error.own"] } }));
  if (!confirmed) {
    const key = completionKey(sheet);
    const minutes = await minutesOf(key);
    const points = await pointsOfEvent({ id: key, personId });
    const weighed: Weighed = { reason, minutes, points };
    return data({ result: submission.reply(), weighed });
  }
  const units = scope(me.grants, "certificates:write");
  const done = await revokeCertificate({
    ...{ actorId: me.personId, units, number, reason, requestId: context.requestId },
  });
  if (!done) throw notFound();
  if (done.refusal) return invalid(submission.reply({ fieldErrors: { reason: [`error.${done.refusal}`] } }));
  return redirect(`/desk/certificates/${number}?done=1`);
});

async function sheetWithin(params: LoaderFunctionArgs["params"], me: Me, permission: Permission) {
  const number = readCertificateNumber(params.number ?? "");
  const sheet = number && (await certificateSheet(number));
  if (!sheet || !(await personWithin(sheet.personId, scope(me.grants, permission), now()))) throw notFound();
  return sheet;
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function DeskCertificate() {
  const { result, weighed } = { result: undefined, weighed: undefined, ...useActionData<typeof action>() };
  return <DeskCertificatePage {...useLoaderData<typeof loader>()} result={result} weighed={weighed} />;
}
