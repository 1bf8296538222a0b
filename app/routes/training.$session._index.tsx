import { redirect, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { SessionLine } from "~/features/training/components/session-line";
import { enrolForm } from "~/features/training/schema";
import { session } from "~/features/training/sessions.server";
import { can } from "~/platform/access";
import { now } from "~/platform/clock.server";
import { readFields, readForm } from "~/platform/form.server";
import { guarded, idShape, notFound, param } from "~/platform/guard.server";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { Ruler } from "~/ui/ruler";
import { Section } from "~/ui/section";
import { Stat } from "~/ui/stat";
import { useLanguage } from "~/ui/use-language";
import { enrolInSession } from "~/workflows/enrol-in-session.server";
import { withdrawFromSession } from "~/workflows/withdraw-from-session.server";

export const loader = guarded("training:read", async ({ me, params }) => {
  const found = await session(me.personId, param(params, "session", idShape), now());
  if (!found) throw notFound();
  return { session: found, past: found.endsAt <= now(), enrols: can(me.grants, "training:enrol") };
});

export const action = guarded("training:enrol", async ({ request, params, me, context }) => {
  const { intent } = readFields(await readForm(request), enrolForm);
  const sessionId = param(params, "session", idShape);
  const asked = { personId: me.personId, sessionId, requestId: context.requestId };
  const given = intent === "enrol" ? await enrolInSession(asked) : await withdrawFromSession(asked);
  if (!given) throw notFound();
  if ("refusal" in given) {
    // Enrolling twice is what a double click does: the page shows the place that the first click gave.
    if (given.refusal === "already" || given.refusal === "not-enrolled")
      return redirect(`/training/${sessionId}`);
    return { refusal: given.refusal };
  }
  return redirect(`/training/${sessionId}`);
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.session.title }];

export default function Session() {
  const { t } = useTranslation("training");
  const { titled } = useLanguage();
  const { session: shown, past, enrols } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const busy = useNavigation().state !== "idle";
  const refusal = shown.refusal;
  return (
    <>
      <PageHead text title={titled(shown)} crumb={{ to: "/training", label: t("list.title") }} />
      {refused && (
        <Notice
          kind="danger"
          role="alert"
          title={t(`refusal.${refused.refusal}`, { title: shown.overlap ?? "" })}
        />
      )}
      <div className="my-5">
        <SessionLine session={shown} past={past} />
      </div>
      {enrols && !past && !shown.attended && (
        <Form method="post" className="mb-6">
          {shown.own ? (
            refusal !== "started" && (
              <Button type="submit" name="intent" value="withdraw" busy={busy}>
                {t(shown.own === "seated" ? "withdraw" : "leaveQueue")}
              </Button>
            )
          ) : refusal ? (
            <Button kind="primary" why={t(`refusal.${refusal}`, { title: shown.overlap ?? "" })}>
              {t("enrol")}
            </Button>
          ) : (
            <Button kind="primary" type="submit" name="intent" value="enrol" busy={busy}>
              {t(shown.place === "seated" ? "enrol" : "queue")}
            </Button>
          )}
        </Form>
      )}
      <Section title={t("seats.title")}>
        <Stat
          value={shown.seated}
          unit={t("seats.of", { count: shown.capacity })}
          says={shown.waiting > 0 ? t("seats.waiting", { count: shown.waiting }) : undefined}
        >
          <Ruler
            total={shown.capacity}
            done={shown.seated}
            divisions={shown.capacity}
            label={t("seats.says", { seated: shown.seated, capacity: shown.capacity })}
          />
        </Stat>
      </Section>
    </>
  );
}
