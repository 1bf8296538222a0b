import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { nationalCertificates } from "~/features/certification/national-certificates.server";
import { OwnCertificatesPage } from "~/features/courses/components/own-certificates-page";
import { certificatesOf } from "~/features/courses/course-certificate.server";
import { can } from "~/platform/access";
import { guarded } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";

export const loader = guarded("signed-in", async ({ me, context }) => ({
  title: texts(context.language).t("certificates:title"),
  own: await certificatesOf(me.personId),
  national: await nationalCertificates(me.personId),
  studies: can(me.grants, "course:study"),
}));

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Certificates() {
  return <OwnCertificatesPage {...useLoaderData<typeof loader>()} />;
}
