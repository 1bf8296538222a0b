import { data, redirect, type HeadersFunction, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { VerifyPage, type Verified } from "~/features/courses/components/verify-page";
import { certificateSheet } from "~/features/courses/course-certificate.server";
import { mayVerify } from "~/features/courses/verify-limit.server";
import { readCertificateNumber } from "~/features/courses/rules/certificate-number";
import { Preferences } from "~/features/people/components/preferences";
import { maskedName } from "~/features/people/rules/masked-name";
import { open } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";

export const handle = { width: "narrow" };

/** Whether a certificate holds, for whoever has its number or scans its code. */
export const loader = open("public", async ({ params, context }) => {
  const { t } = texts(context.language);
  const answer = (verified: Verified, status: number) =>
    data({ title: t("certificates:check.title"), verified }, { status, headers: unlisted });
  if (!(await mayVerify(context.address))) return answer({ state: "too-many" }, 429);
  const typed = (params.number ?? "").slice(0, 40);
  const number = readCertificateNumber(typed);
  if (number && number !== params.number) throw redirect(`/verify/${number}`, 301);
  const sheet = number && (await certificateSheet(number));
  if (!sheet) return answer({ state: "unknown", number: number ?? typed }, 404);
  const { title, titleEn, partner, minutes, issuedAt, revokedAt, isErased, name } = sheet;
  const certificate = {
    ...{ number, title, titleEn, partner, minutes, issuedAt },
    name: isErased ? name : maskedName(name),
  };
  return revokedAt
    ? answer({ state: "revoked", certificate, revokedAt }, 200)
    : answer({ state: "valid", certificate }, 200);
});

const unlisted = { "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store" };
export const headers: HeadersFunction = () => unlisted;

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [
  { title: loaded?.title },
  { name: "robots", content: "noindex, nofollow" },
];

export default function Verify() {
  return (
    <>
      <VerifyPage {...useLoaderData<typeof loader>()} />
      <Preferences />
    </>
  );
}
