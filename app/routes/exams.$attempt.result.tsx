import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ResultPage } from "~/features/exams/components/result-page";
import { result } from "~/features/exams/read-attempt.server";
import { guarded, idShape, notFound, param } from "~/platform/guard.server";

export const handle = { width: "narrow" };

export const loader = guarded("exam:sit", async ({ me, params }) => {
  const found = await result(me.personId, param(params, "attempt", idShape));
  if (!found) throw notFound();
  return { result: found };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.result.form.title }];

export default function ExamResult() {
  return <ResultPage result={useLoaderData<typeof loader>().result} />;
}
