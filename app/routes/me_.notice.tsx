import { redirect, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { HeldNotes } from "~/features/people/components/held-notes";
import { NoticeText } from "~/features/people/components/notice-text";
import { hasAcknowledged } from "~/features/people/consent.server";
import { noticeInForce } from "~/features/people/notice-files.server";
import { acknowledged } from "~/features/people/rules/notice";
import { acknowledgeForm } from "~/features/people/schema/privacy";
import { civilDate, formatDay } from "~/lib/dates";
import { now } from "~/platform/clock.server";
import { readFields, readForm } from "~/platform/form.server";
import { guarded } from "~/platform/guard.server";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { Section } from "~/ui/section";
import { useLanguage } from "~/ui/use-language";
import { acknowledgeNotice } from "~/workflows/acknowledge-notice.server";

export const handle = { width: "read" };

export const loader = guarded("signed-in", async ({ me, context }) => {
  const notice = await noticeInForce(acknowledged, civilDate(now()), context.language);
  return { notice, done: await hasAcknowledged(me.personId, notice.version) };
});

export const action = guarded("signed-in", async ({ request, me, context }) => {
  const { version, next } = readFields(await readForm(request), acknowledgeForm);
  const { requestId } = context;
  if (!(await acknowledgeNotice({ personId: me.personId, version, requestId })))
    throw new Response(null, { status: 400 });
  return redirect(next);
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.notice.title }];

export default function DataNotice() {
  const { t } = useTranslation("privacy");
  const { language } = useLanguage();
  const { notice, done } = useLoaderData<typeof loader>();
  const { version } = notice;
  return (
    <>
      <PageHead
        text
        crumb={{ to: "/me", label: t("back.me") }}
        title={notice.title}
        sub={t("notice.version", { version, day: formatDay(notice.effectiveOn, language) })}
      />
      <NoticeText blocks={notice.blocks} />
      <Section className="mt-5" title={t("notice.fields")} aside={t("notice.fieldsAside")}>
        {notice.fields.map((field) => (
          <details key={field.id} className="review">
            <summary>{field.label}</summary>
            <HeldNotes field={field} />
          </details>
        ))}
      </Section>
      {done ? (
        <Notice kind="done">{t("notice.done")}</Notice>
      ) : (
        <Form method="post" className="my-5">
          <input type="hidden" name="version" value={version} />
          <input type="hidden" name="next" value="/me/data" />
          <Button type="submit" kind="primary" wide>
            {t("notice.acknowledge")}
          </Button>
        </Form>
      )}
    </>
  );
}
