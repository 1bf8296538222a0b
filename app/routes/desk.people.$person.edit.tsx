import { data, redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { MasterPage } from "~/features/people/components/master-page";
import { recordToWrite } from "~/features/people/person-lookup.server";
import { formDifferences, formPatch, formValues, formWords } from "~/features/people/rules/master-form";
import { masterPart, masterForms, removeRowForm } from "~/features/people/schema/staff";
import { now } from "~/platform/clock.server";
import { invalid, parseForm, readFields, readForm } from "~/platform/form.server";
import { guarded, idShape, notFound, param } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { saveMasterData } from "~/workflows/save-master-data.server";

export const handle = { width: "narrow" };

const asked = (request: Request) => {
  const parsed = masterPart.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!parsed.success) throw notFound();
  return parsed.data;
};

export const loader = guarded("people:write", async ({ request, params, me, context }) => {
  const { part, row } = asked(request);
  const personId = param(params, "person", idShape);
  const person = await recordToWrite(personId, me, now());
  const values = person && formValues(person.master, part, row);
  if (!person || !values) throw notFound();
  const { name, revision } = person.master;
  const title = texts(context.language).t(`staff:part.${part}`);
  return { title, person: { id: personId, name }, part, row, revision, values };
});

export const action = guarded("people:write", async ({ request, params, me, context }) => {
  const { part } = asked(request);
  const personId = param(params, "person", idShape);
  const person = await recordToWrite(personId, me, now());
  if (!person) throw notFound();
  const form = await readForm(request);
  const common = { by: me, personId, requestId: context.requestId };
  const { master } = person;
  if (form.get("intent") === "remove" && part !== "basics") {
    const { row, revision } = readFields(form, removeRowForm);
    const saved = await saveMasterData({
      ...common,
      revision,
      patch: formPatch(master, row, { part, fact: null }),
    });
    if (!saved) throw notFound();
    if ("conflict" in saved)
      return data({ conflict: { revision: saved.conflict.revision, differences: [] } }, { status: 409 });
    return redirect(`/desk/people/${personId}?done=saved`);
  }
  const submission = parseForm(form, masterForms[part]);
  if (submission.status !== "success") return invalid(submission.reply());
  const { row, revision, ...fact } = submission.value;
  const typed = { part, fact } as Parameters<typeof formPatch>[2];
  const saved = await saveMasterData({ ...common, revision, patch: formPatch(master, row, typed) });
  if (!saved) throw notFound();
  if ("conflict" in saved) {
    const { conflict } = saved;
    const differences = formDifferences(formValues(conflict, part, row), formWords(fact));
    const answer = { revision: conflict.revision, differences };
    return data({ result: submission.reply(), conflict: answer }, { status: 409 });
  }
  if ("findings" in saved) {
    // A birthday that does not fit the rows of another part is said beside the birthday.
    const beside = saved.findings.map(({ part: of, field, refusal }) => [
      of === part ? field : "bornOn",
      refusal,
    ]);
    const fieldErrors = Object.fromEntries(beside.map(([field, refusal]) => [field, [`error.${refusal}`]]));
    return invalid(submission.reply({ fieldErrors }));
  }
  return redirect(`/desk/people/${personId}?done=saved`);
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function EditRecord() {
  return <MasterPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
