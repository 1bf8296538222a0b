import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CertificatePage } from "~/features/courses/components/certificate-page";
import { certificateSheet } from "~/features/courses/course-certificate.server";
import { readCertificateNumber } from "~/features/courses/rules/certificate-number";
import { guarded, notFound } from "~/platform/guard.server";
import { ownOrigin } from "~/platform/own-origin.server";
import { qrCode } from "~/platform/qr.server";

/** Somebody's own certificate; HR sees those of others at the desk. */
export const loader = guarded("signed-in", async ({ request, params, me, context }) => {
  const number = readCertificateNumber(params.number ?? "");
  const sheet = number && (await certificateSheet(number));
  if (!sheet || sheet.personId !== me.personId) throw notFound();
  if (params.number !== number) throw redirect(`/certificates/${number}`);
  const address = `${ownOrigin(request, context.secure)}/verify/${number}`;
  return { sheet, address, code: qrCode(address) };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.sheet.title }];

export default function Certificate() {
  return <CertificatePage {...useLoaderData<typeof loader>()} />;
}
