import { data, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { SecretsPage } from "~/features/people/components/secrets-page";
import { personWithin } from "~/features/people/person-scope.server";
import { revealForm, secretForm } from "~/features/people/schema/privacy";
import { maskedSecrets } from "~/features/people/secrets.server";
import { revealsOf } from "~/features/reporting/personal-data.server";
import { can, scope } from "~/platform/access";
import { now } from "~/platform/clock.server";
import { invalid, parseForm, readForm } from "~/platform/form.server";
import { guarded, idShape, notFound, param } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { revealSecret } from "~/workflows/reveal-secret.server";
import { setSecret } from "~/workflows/set-secret.server";

export const handle = { width: "narrow" };

export const loader = guarded("people:reveal", async ({ me, params, context }) => {
  const person = await personWithin(
    param(params, "person", idShape),
    scope(me.grants, "people:reveal"),
    now(),
  );
  if (!person) throw notFound();
  const [masked, reveals] = await Promise.all([maskedSecrets([person.id]), revealsOf(person.id)]);
  return {
    title: texts(context.language).t("privacy:secrets.title"),
    person: { id: person.id, name: person.name, employeeNo: person.account?.employeeNo ?? "" },
    masked: masked.get(person.id) ?? null,
    writes: can(me.grants, "people:write") && person.id !== me.personId,
    reveals,
  };
});

/** Shows one in full, as the answer and nowhere else, or with `act=set` keeps another. */
export const action = guarded("people:reveal", async ({ request, params, me, context }) => {
  const form = await readForm(request);
  const common = {
    actorId: me.personId,
    personId: param(params, "person", idShape),
    requestId: context.requestId,
  };
  if (form.get("act") === "set") {
    // One's own account is set under /me/data, with the password.
    if (common.personId === me.personId) throw notFound();
    const submission = parseForm(form, secretForm);
    if (submission.status !== "success") return invalid(submission.reply({ hideFields: ["text"] }));
    const within = scope(me.grants, "people:write");
    const written = await setSecret({ ...common, ...submission.value, within });
    if (!written) throw notFound();
    if (!written.refusal)
      return { result: submission.reply({ resetForm: true }), kept: submission.value.kind };
    const fieldErrors = { text: [`refusal.${written.refusal}`] };
    return invalid(submission.reply({ fieldErrors, hideFields: ["text"] }));
  }
  const submission = parseForm(form, revealForm);
  if (submission.status !== "success") return invalid(submission.reply());
  const within = scope(me.grants, "people:reveal");
  const text = await revealSecret({ ...common, ...submission.value, within });
  if (text === null) throw notFound();
  return data({
    result: submission.reply({ resetForm: true }),
    shown: { kind: submission.value.kind, text },
  });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function Secrets() {
  return <SecretsPage {...useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />;
}
