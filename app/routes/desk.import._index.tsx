import { data, redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ImportPage } from "~/features/exchange/components/import-page";
import { receiveTable } from "~/features/exchange/receive-table.server";
import { runs } from "~/features/exchange/runs.server";
import { resultSearch, uploadForm } from "~/features/exchange/schema";
import { scope } from "~/platform/access";
import { readFields } from "~/platform/form.server";
import { guarded } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { tryImport } from "~/workflows/try-import.server";

export const loader = guarded("import:write", async ({ request, me, context }) => {
  const { page } = resultSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  return { title: texts(context.language).t("exchange:title"), page, ...(await runs(me.personId, page)) };
});

export const action = guarded("import:write", async ({ request, me, context: { requestId } }) => {
  const { form, table, refusal } = await receiveTable(request);
  const { kind } = readFields(form, uploadForm);
  if (!table) return data({ kind, fault: refusal ?? "missing", line: null, header: null }, { status: 422 });
  const units = scope(me.grants, "import:write");
  const tried = await tryImport({ actorId: me.personId, units, kind, file: table, requestId });
  if ("runId" in tried) return redirect(`/desk/import/${tried.runId}`);
  const { fault, line, header } = { fault: null, line: null, header: null, ...tried };
  return data({ kind, fault, line: line ?? null, header }, { status: 422 });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Import() {
  return <ImportPage {...useLoaderData<typeof loader>()} failure={useActionData<typeof action>()} />;
}
