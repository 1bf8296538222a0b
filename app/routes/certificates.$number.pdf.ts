import { redirect } from "@remix-run/node";
import { certificatePdf } from "~/features/courses/certificate-pdf.server";
import { certificateSheet } from "~/features/courses/course-certificate.server";
import { readCertificateNumber } from "~/features/courses/rules/certificate-number";
import { personWithin } from "~/features/people/person-scope.server";
import { scope } from "~/platform/access";
import { now } from "~/platform/clock.server";
import { contentDisposition } from "~/platform/file-name";
import { guarded, notFound } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { ownOrigin } from "~/platform/own-origin.server";
import { logCertificateDownload } from "~/workflows/log-certificate-download.server";

/** The certificate as a PDF: for its holder, and for HR within its units, which leaves a trace. */
export const loader = guarded("signed-in", async ({ request, params, me, context }) => {
  const number = readCertificateNumber(params.number ?? "");
  const sheet = number && (await certificateSheet(number));
  if (!sheet) throw notFound();
  const { personId } = sheet;
  const isOwn = personId === me.personId;
  if (!isOwn && !(await personWithin(personId, scope(me.grants, "certificates:read"), now())))
    throw notFound();
  // Its page says that it was revoked; paper would not.
  if (sheet.revokedAt) throw redirect(`${isOwn ? "" : "/desk"}/certificates/${number}`);
  if (!isOwn)
    await logCertificateDownload({ actorId: me.personId, personId, number, requestId: context.requestId });
  const pdf = await certificatePdf(sheet, ownOrigin(request, context.secure));
  const name = `${texts("zh").t("certificates:paper.title")}-${sheet.title}-${number}.pdf`;
  return new Response(new Uint8Array(pdf), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": contentDisposition("attachment", name),
      "Cache-Control": "no-store",
    },
  });
});
