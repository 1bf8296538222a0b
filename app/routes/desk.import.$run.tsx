import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ResultPage } from "~/features/exchange/components/result-page";
import { result } from "~/features/exchange/result.server";
import { decisionForm, resultSearch } from "~/features/exchange/schema";
import { scope } from "~/platform/access";
import { readFields, readForm } from "~/platform/form.server";
import { guarded, idShape, notFound, param } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { dropImport } from "~/workflows/drop-import.server";
import { takeImport } from "~/workflows/take-import.server";

export const loader = guarded("import:write", async ({ request, params, me, context }) => {
  const search = resultSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const found = await result(me.personId, param(params, "run", idShape), search);
  if (!found) throw notFound();
  return { title: texts(context.language).t("exchange:result.title"), search, ...found };
});

export const action = guarded("import:write", async ({ request, params, me, context: { requestId } }) => {
  const runId = param(params, "run", idShape);
  const { act, digest } = readFields(await readForm(request), decisionForm);
  const asked = { actorId: me.personId, runId, requestId };
  if (act === "drop") {
    if (!(await dropImport(asked))) throw notFound();
    return redirect(`/desk/import/${runId}`);
  }
  const units = scope(me.grants, "import:write");
  const which = act === "take-all" ? "all" : "good";
  const done = await takeImport({ ...asked, units, digest: digest ?? "", which });
  if (!done) throw notFound();
  const told = "refusal" in done && done.refusal !== "closed" ? `?told=${done.refusal}` : "";
  return redirect(`/desk/import/${runId}${told}`);
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function ImportResult() {
  return <ResultPage {...useLoaderData<typeof loader>()} />;
}
