import { data, redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ErasurePage } from "~/features/people/components/erasure-page";
import { erasureCounts } from "~/features/people/erase.server";
import { personWithin } from "~/features/people/person-scope.server";
import { erasureRefusal, keptUntil } from "~/features/people/rules/erasure";
import { erasureForm } from "~/features/people/schema/privacy";
import { civilDate, fromDbDate } from "~/lib/dates";
import { scope } from "~/platform/access";
import { now } from "~/platform/clock.server";
import { invalid, parseForm, readForm } from "~/platform/form.server";
import { guarded, idShape, notFound, param } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { erasePerson } from "~/workflows/erase-person.server";
import { setLegalHold } from "~/workflows/set-legal-hold.server";

export const handle = { width: "narrow" };

export const loader = guarded("people:write", async ({ me, params, context }) => {
  const within = scope(me.grants, "people:write");
  const person = await personWithin(param(params, "person", idShape), within, now());
  if (!person) throw notFound();
  const leftOn = person.leftOn && fromDbDate(person.leftOn);
  const facts = { leftOn, legalHold: person.legalHold, erased: person.erasedAt !== null };
  return {
    title: texts(context.language).t("privacy:erasure.title"),
    person: { id: person.id, name: person.name },
    legalHold: person.legalHold,
    refusal: erasureRefusal(facts, civilDate(now())),
    keptUntil: leftOn && keptUntil(leftOn),
    counts: await erasureCounts(person.id),
  };
});

export const action = guarded("people:write", async ({ request, params, me, context }) => {
  const submission = parseForm(await readForm(request), erasureForm);
  if (submission.status !== "success") {
    // Only the reason can be filled in wrongly.
    if (!submission.error?.hold) throw new Response(null, { status: 400 });
    return invalid(submission.reply());
  }
  const order = submission.value;
  const personId = param(params, "person", idShape);
  const within = scope(me.grants, "people:write");
  const asked = { actorId: me.personId, within, personId, requestId: context.requestId };
  if (order.act === "erase") {
    if (order.sure !== "yes") return data({ wrong: "notSure" as const }, { status: 422 });
    const erased = await erasePerson(asked);
    if (!erased) throw notFound();
    if (erased.refusal) return data({ wrong: erased.refusal }, { status: 409 });
  } else if (!(await setLegalHold({ ...asked, hold: order.act === "hold" ? order.hold : "" })))
    throw notFound();
  return redirect(`/desk/people/${personId}/erasure`);
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function Erasure() {
  return <ErasurePage {...useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />;
}
