import { redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { TeacherForm } from "~/features/people/components/teacher-form";
import { PartnerActPage } from "~/features/people/components/partner-act-page";
import { partnerToWrite } from "~/features/people/partners.server";
import type { PartnershipRefusal } from "~/features/people/rules/partnership";
import { partnerTeacherForm } from "~/features/people/schema/partners";
import { civilDate } from "~/lib/dates";
import { now } from "~/platform/clock.server";
import type { Me } from "~/platform/context.server";
import { invalid, parseForm, readForm } from "~/platform/form.server";
import { guarded, idShape, notFound, param } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { savePartnerTeacher } from "~/workflows/save-partner-teacher.server";

export const handle = { width: "narrow" };

export const loader = guarded("partners:write", async ({ request, params, me, context }) => {
  const { partner, teacher } = await asked(me, params, request);
  const { t } = texts(context.language);
  const title = t(teacher ? "partners:teacherForm.changeTitle" : "partners:teacherForm.newTitle");
  return { title, partner, teacher };
});

export const action = guarded("partners:write", async ({ request, params, me, context }) => {
  const { partner, teacher } = await asked(me, params, request);
  const submission = parseForm(await readForm(request), partnerTeacherForm);
  if (submission.status !== "success") return invalid(submission.reply());
  const saved = await savePartnerTeacher({
    actorId: me.personId,
    partnerId: partner.id,
    teacherId: teacher?.id ?? null,
    fields: { ...submission.value, endsOn: submission.value.endsOn ?? null },
    requestId: context.requestId,
  });
  if (!saved) throw notFound();
  if (saved.refusal)
    return invalid(
      submission.reply({ fieldErrors: { [place[saved.refusal]]: [`error.teacher.${saved.refusal}`] } }),
    );
  return redirect(`/desk/partners/${partner.id}`);
});

/** The field beside which a refusal stands; none for what concerns the whole. */
const place: Record<PartnershipRefusal, string> = {
  closed: "",
  "unit-closed": "",
  "ends-before": "endsOn",
  "too-long": "startsOn",
  taken: "name",
  "unknown-person": "employeeNo",
};

/** The partner, and the teacher that the address names; null for a new one. */
async function asked(me: Me, params: LoaderFunctionArgs["params"], request: Request) {
  const found = await partnerToWrite(me.grants, param(params, "unit", idShape), civilDate(now()));
  const id = new URL(request.url).searchParams.get("id");
  const teacher = found?.partner.teachers.find((each) => each.id === id) ?? null;
  if (!found || (id !== null && !teacher)) throw notFound();
  return { ...found, teacher };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function TeacherPage() {
  const { title, partner, teacher } = useLoaderData<typeof loader>();
  const back = `/desk/partners/${partner.id}`;
  const result = useActionData<typeof action>()?.result;
  return (
    <PartnerActPage title={title} partner={partner}>
      <TeacherForm back={back} teacher={teacher} result={result} />
    </PartnerActPage>
  );
}
