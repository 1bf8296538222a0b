import { data, redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { UnitPage } from "~/features/people/components/unit-page";
import type { UnitRefusal } from "~/features/people/rules/unit-history";
import { unitForm } from "~/features/people/schema/units";
import { unitDetail, weighUnitAct } from "~/features/people/unit-register.server";
import { civilDate } from "~/lib/dates";
import { scope } from "~/platform/access";
import { now } from "~/platform/clock.server";
import { invalid, parseForm, readForm } from "~/platform/form.server";
import { guarded, idShape, notFound, param } from "~/platform/guard.server";
import { changeUnit, type UnitOrder } from "~/workflows/change-unit.server";

export const loader = guarded("units:write", async ({ params, me, context }) => {
  const today = civilDate(now());
  const unit = await unitDetail(scope(me.grants, "units:write"), param(params, "unit", idShape), today);
  if (!unit) throw notFound();
  return { title: context.language === "en" ? unit.row.nameEn : unit.row.name, today, unit };
});

export const action = guarded("units:write", async ({ request, params, me, context }) => {
  const unitId = param(params, "unit", idShape);
  const own = scope(me.grants, "units:write");
  const submission = parseForm(await readForm(request), unitForm);
  if (submission.status !== "success") return invalid(submission.reply());
  const { value } = submission;
  const refused = (refusal: UnitRefusal) =>
    invalid(submission.reply({ fieldErrors: { [fieldOf(value.act, refusal)]: [`error.${refusal}`] } }));

  if ((value.act === "move" || value.act === "close") && !value.confirmed) {
    const { confirmed: _, ...asked } = value;
    const order = { ...asked, unitId };
    const weighed = await weighUnitAct(own, order, civilDate(now()));
    if (!weighed) throw notFound();
    if ("refusal" in weighed) return refused(weighed.refusal);
    return data({ result: submission.reply(), weighed: { order, evidence: weighed.evidence } });
  }
  const done = await changeUnit({
    actorId: me.personId,
    scope: own,
    order: orderOf(unitId, value),
    requestId: context.requestId,
  });
  if (!done) throw notFound();
  if ("refusal" in done) return refused(done.refusal);
  if (value.act === "take-back") return redirect("/desk/units?done=take-back");
  const isSame = value.act === "rename" && !done.isNew;
  return redirect(`/desk/units/${done.unitId}?done=${isSame ? "same" : value.act}`);
});

type Posted = ReturnType<(typeof unitForm)["parse"]>;

function orderOf(unitId: string, { ...value }: Posted): UnitOrder {
  switch (value.act) {
    case "open":
      // Without an English name the pages in English show the Chinese one.
      return { ...value, parentId: unitId, code: value.code ?? null, nameEn: value.nameEn || value.name };
    case "rename":
      return { ...value, unitId, nameEn: value.nameEn || value.name };
    case "move":
      return { act: value.act, unitId, parentId: value.parentId, day: value.day };
    case "close":
      return { act: value.act, unitId, day: value.day };
    case "take-back":
      return { act: value.act, unitId };
  }
}

/** The field beside which a refusal stands. */
function fieldOf(act: Posted["act"], refusal: UnitRefusal): string {
  const place: UnitRefusal[] = ["no-parent", "wrong-parent", "cycle", "name-taken"];
  if (act === "move" && place.includes(refusal)) return "parentId";
  if (act === "take-back") return "";
  if (refusal.startsWith("name-")) return "name";
  if (refusal.startsWith("code-")) return "code";
  return refusal === "wrong-parent" ? "kind" : "day";
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function Unit() {
  return <UnitPage {...useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />;
}
