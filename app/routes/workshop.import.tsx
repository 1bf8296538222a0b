import { redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { PackagePage } from "~/features/courses/components/package-page";
import { dropPackage, keepPackage, keptPackage } from "~/features/courses/package/kept-package.server";
import { packageForm, packageSearch } from "~/features/courses/schema";
import { writingPartners } from "~/features/people/workshop-scope.server";
import { invalid, parseForm } from "~/platform/form.server";
import { guarded, notFound } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { receiveUpload } from "~/platform/uploads.server";
import { takePackage, tryPackage } from "~/workflows/import-course.server";

export const loader = guarded("course:write", async ({ request, me, context }) => {
  const partners = await writingPartners(me.grants);
  const { partner, slug, told } = packageSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const own = partners.find(({ id }) => id === partner);
  const kept = own ? await keptPackage(me.personId) : null;
  const tried = own && kept ? await tryPackage({ sha256: kept.sha256, slug, partnerId: own.id }) : null;
  return {
    title: texts(context.language).t("workshop:package.title"),
    ...{ partners, told, tried },
    asked: own && kept ? { partner: own, slug, name: kept.name } : null,
  };
});

export const action = guarded("course:write", async ({ request, me, context }) => {
  const { form, file, discard } = await receiveUpload(request, "package");
  try {
    const submission = parseForm(form, packageForm);
    if (submission.status !== "success") return invalid(submission.reply());
    const asked = submission.value;
    if (asked.intent === "drop") {
      await dropPackage(me.personId);
      return redirect("/workshop/import");
    }
    const { partner, slug } = asked;
    if (!(await writingPartners(me.grants)).some(({ id }) => id === partner)) throw notFound();
    const again = `/workshop/import?${new URLSearchParams({ partner, ...(slug && { slug }) })}`;
    if (asked.intent === "try") {
      const wrong = file ? file.refusal : "missing";
      if (!file || wrong) return invalid(submission.reply({ fieldErrors: { file: [`package-${wrong}`] } }));
      await keepPackage(me.personId, file);
      return redirect(again);
    }
    const kept = await keptPackage(me.personId);
    if (!kept) return redirect("/workshop/import");
    const { requestId } = context;
    const by = { actorId: me.personId, partnerId: partner, requestId };
    const taken = await takePackage({ ...by, sha256: kept.sha256, slug, digest: asked.digest });
    if (!taken) return redirect(`${again}&told=other`);
    await dropPackage(me.personId);
    return redirect(`/workshop/${taken.slug}`);
  } finally {
    await discard();
  }
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function ImportCourse() {
  return <PackagePage {...useLoaderData<typeof loader>()} result={useActionData<typeof action>()?.result} />;
}
