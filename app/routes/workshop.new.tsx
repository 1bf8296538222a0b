import { redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CourseForm } from "~/features/courses/components/course-form";
import { slugOf } from "~/features/courses/rules/course";
import { newCourseForm } from "~/features/courses/schema";
import { writingPartners } from "~/features/people/workshop-scope.server";
import { invalid, parseForm, readForm } from "~/platform/form.server";
import { guarded, notFound } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { newId } from "~/platform/new-id";
import { Empty } from "~/ui/empty";
import { PageHead } from "~/ui/page-head";
import { createCourse } from "~/workflows/create-course.server";

export const loader = guarded("course:write", async ({ me, context }) => ({
  title: texts(context.language).t("workshop:form.new"),
  fresh: { id: newId(), partners: await writingPartners(me.grants) },
}));

export const action = guarded("course:write", async ({ request, me, context }) => {
  const submission = parseForm(await readForm(request), newCourseForm);
  if (submission.status !== "success") return invalid(submission.reply());
  const { id, partner, slug, ...text } = submission.value;
  const partners = await writingPartners(me.grants);
  if (!partners.some((each) => each.id === partner)) throw notFound();
  const made = await createCourse({
    ...{ actorId: me.personId, id, partnerId: partner, slug, text },
    fallback: slugOf(text.titleEn),
    requestId: context.requestId,
  });
  if (!made) throw notFound();
  if ("refusal" in made) return invalid(submission.reply({ fieldErrors: { slug: [made.refusal] } }));
  return redirect(`/workshop/${made.slug}`);
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function NewCourse() {
  const { t } = useTranslation("workshop");
  const { title, fresh } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result;
  return (
    <>
      <PageHead title={title} crumb={{ to: "/workshop", label: t("list.title") }} />
      {fresh.partners.length === 0 ? (
        <Empty level={2} title={t("form.noPartner")}>
          {t("form.noPartnerText")}
        </Empty>
      ) : (
        <CourseForm back="/workshop" course={null} fresh={fresh} result={result} />
      )}
    </>
  );
}
