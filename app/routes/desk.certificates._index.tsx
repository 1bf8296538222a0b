import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { subtree } from "~/features/people/unit-tree.server";
import { certifiedCourses, listCertificates } from "~/features/reporting/certificate-list.server";
import { CertificatesPage } from "~/features/reporting/components/certificates-page";
import { certificateSearch } from "~/features/reporting/schema";
import { scope } from "~/platform/access";
import { now } from "~/platform/clock.server";
import { guarded } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";

export const loader = guarded("certificates:read", async ({ request, me, context }) => {
  const at = now();
  const search = certificateSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const units = await subtree(scope(me.grants, "certificates:read"));
  return {
    title: texts(context.language).t("certificates:desk.title"),
    search,
    found: await listCertificates(search, units, at),
    courses: await certifiedCourses(units, at),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Certificates() {
  return <CertificatesPage {...useLoaderData<typeof loader>()} />;
}
