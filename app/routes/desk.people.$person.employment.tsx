import { data, redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { employmentActs } from "~/features/people/components/employment-form";
import { EmploymentPage, type EmploymentOrder } from "~/features/people/components/employment-page";
import { employmentRefusal, openUnits, recordToWrite } from "~/features/people/person-lookup.server";
import type { Keeper } from "~/features/people/person-scope.server";
import { refusedField, type EmploymentRefusal } from "~/features/people/rules/employment";
import { employmentForm } from "~/features/people/schema/staff";
import { subtree } from "~/features/people/unit-tree.server";
import { leavingConsequences } from "~/features/reporting/person-timeline.server";
import { addDays, civilDate, dbDate, shanghai } from "~/lib/dates";
import { scope } from "~/platform/access";
import { now } from "~/platform/clock.server";
import { invalid, parseForm, readForm } from "~/platform/form.server";
import { guarded, idShape, notFound, param } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { cancelPlanned } from "~/workflows/cancel-planned.server";
import { leavePerson } from "~/workflows/leave-person.server";
import { returnPerson } from "~/workflows/return-person.server";
import { transferPerson } from "~/workflows/transfer-person.server";

export const handle = { width: "narrow" };

export const loader = guarded("people:write", async ({ request, params, me, context }) => {
  const at = now();
  const own = scope(me.grants, "people:write");
  const act = z.enum(employmentActs).catch("transfer").parse(new URL(request.url).searchParams.get("act"));
  const person = await recordToWrite(param(params, "person", idShape), me, at);
  if (!person) throw notFound();
  const today = civilDate(at);
  const units = await openUnits(await subtree(own), dbDate(today));
  const title = texts(context.language).t(`staff:act.${act}`, { name: person.master.name });
  return { title, act, person, today, units };
});

export const action = guarded("people:write", async ({ request, params, me, context }) => {
  const at = now();
  const own = scope(me.grants, "people:write");
  const personId = param(params, "person", idShape);
  if (!(await recordToWrite(personId, me, at))) throw notFound();
  const submission = parseForm(await readForm(request), employmentForm);
  if (submission.status !== "success") return invalid(submission.reply());
  const { confirmed, ...order } = submission.value;
  if ("unitId" in order && !(await subtree(own)).includes(order.unitId))
    return invalid(submission.reply({ fieldErrors: { unitId: ["error.unit-unknown"] } }));
  const refused = (refusal: EmploymentRefusal) => {
    const field = refusedField(order.act, refusal);
    if (!field) return data({ refusal }, { status: 409 });
    return invalid(submission.reply({ fieldErrors: { [field]: [`error.${refusal}`] } }));
  };
  if (!confirmed) {
    const impossible = await employmentRefusal(personId, order, at);
    if (impossible) return refused(impossible);
    const consequences =
      order.act === "leave" ? await leavingConsequences(personId, shanghai(addDays(order.lastDay, 1))) : null;
    return data({ weighed: { order, consequences } });
  }
  const done = await carryOut({ by: me, personId, requestId: context.requestId }, order);
  if (!done) throw notFound();
  if (!done.refusal) return redirect(`/desk/people/${personId}?done=${order.act}`);
  return refused(done.refusal);
});

type Without<T, Key extends string> = T extends unknown ? Omit<T, Key> : never;
type Order = Without<z.output<typeof employmentForm>, "confirmed">;

function carryOut(
  who: { by: Keeper; personId: string; requestId: string },
  order: Order,
): Promise<{ refusal: EmploymentRefusal | null } | null> {
  switch (order.act) {
    case "transfer":
      return transferPerson({ ...who, ...order });
    case "leave":
      return leavePerson({ ...who, ...order });
    case "return":
      return returnPerson({ ...who, ...order });
    case "cancel-transfer":
      return cancelPlanned({ ...who, what: "transfer" });
    case "cancel-leaving":
      return cancelPlanned({ ...who, what: "leaving" });
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function Employment() {
  const answer = useActionData<typeof action>();
  const weighed = answer && "weighed" in answer ? answer.weighed : null;
  return (
    <EmploymentPage
      {...useLoaderData<typeof loader>()}
      weighed={weighed as { order: EmploymentOrder; consequences: null } | null}
      answer={{
        result: answer && "result" in answer ? answer.result : undefined,
        refusal: answer && "refusal" in answer ? answer.refusal : undefined,
      }}
    />
  );
}
