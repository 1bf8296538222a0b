import { redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { JoinPage } from "~/features/people/components/join-page";
import { openUnits } from "~/features/people/person-lookup.server";
import type { JoinRefusal } from "~/features/people/rules/employment";
import { joinForm } from "~/features/people/schema/staff";
import { subtree } from "~/features/people/unit-tree.server";
import { peopleFilters } from "~/features/reporting/people-list.server";
import { civilDate, dbDate } from "~/lib/dates";
import { scope } from "~/platform/access";
import { now } from "~/platform/clock.server";
import { invalid, parseForm, readForm } from "~/platform/form.server";
import { guarded } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { joinPerson } from "~/workflows/join-person.server";

export const handle = { width: "narrow" };

export const loader = guarded("people:write", async ({ me, context }) => {
  const today = civilDate(now());
  const own = await subtree(scope(me.grants, "people:write"));
  const [units, { titles }] = await Promise.all([openUnits(own, dbDate(today)), peopleFilters(own, now())]);
  const usualPost = titles[0] ?? "";
  return { title: texts(context.language).t("staff:join.title"), today, units, usualPost };
});

export const action = guarded("people:write", async ({ request, me, context }) => {
  const submission = parseForm(await readForm(request), joinForm);
  if (submission.status !== "success") return invalid(submission.reply());
  const { employeeNo, name, unitId, title, joinedOn, ...basics } = submission.value;
  const refused = (fieldErrors: Record<string, string[]>) => invalid(submission.reply({ fieldErrors }));
  const joined = await joinPerson({
    by: me,
    joining: { employeeNo, name, unitId, title, joinedOn },
    basics,
    requestId: context.requestId,
  });
  if ("findings" in joined)
    return refused(
      Object.fromEntries(joined.findings.map(({ field, refusal }) => [field, [`error.${refusal}`]])),
    );
  if ("refusal" in joined) return refused({ [fields[joined.refusal]]: [`error.${joined.refusal}`] });
  return redirect(`/desk/people/${joined.personId}?done=join`);
});

/** The field beside which a refusal stands. */
const fields: Record<JoinRefusal, string> = {
  "number-shape": "employeeNo",
  "number-taken": "employeeNo",
  "name-missing": "name",
  "title-missing": "title",
  "day-early": "joinedOn",
  "day-far": "joinedOn",
  "unit-unknown": "unitId",
  "unit-not-open": "unitId",
};

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function NewPerson() {
  return <JoinPage {...useLoaderData<typeof loader>()} result={useActionData<typeof action>()?.result} />;
}
