import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { VerifyPage } from "~/features/courses/components/verify-page";
import { Preferences } from "~/features/people/components/preferences";
import { open } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";

export const handle = { width: "narrow" };

/** Asks for a number and leads to its page. */
export const loader = open("public", async ({ request, context }) => {
  const number = new URL(request.url).searchParams.get("number")?.trim().slice(0, 40);
  if (number) throw redirect(`/verify/${encodeURIComponent(number)}`);
  return { title: texts(context.language).t("certificates:check.title"), verified: null };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex, nofollow" },
];

export default function VerifyForm() {
  return (
    <>
      <VerifyPage {...useLoaderData<typeof loader>()} />
      <Preferences />
    </>
  );
}
