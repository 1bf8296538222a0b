import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { SessionLine } from "~/features/training/components/session-line";
import { sessions } from "~/features/training/sessions.server";
import { now } from "~/platform/clock.server";
import { texts } from "~/platform/i18n/texts.server";
import { guarded } from "~/platform/guard.server";
import { Empty } from "~/ui/empty";
import { PageHead } from "~/ui/page-head";
import { Section } from "~/ui/section";
import { Tabs } from "~/ui/tabs";

export const loader = guarded("training:read", async ({ request, me, context }) => {
  const which = new URL(request.url).searchParams.get("show") === "past" ? "past" : "coming";
  return {
    title: texts(context.language).t("training:list.title"),
    which,
    sessions: await sessions(me.personId, now(), which),
  } as const;
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Training() {
  const { t } = useTranslation("training");
  const { which, sessions, title } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead title={title} />
      <Tabs
        label={title}
        items={[
          { to: "/training", label: t("list.coming"), current: which === "coming" },
          { to: "/training?show=past", label: t("list.past"), current: which === "past" },
        ]}
      />
      <Section title={t(`list.${which}`)} quiet plain className="stack mt-5">
        {sessions.length === 0 && <Empty title={t("list.empty")}>{t("list.emptyText")}</Empty>}
        {sessions.map((session) => (
          <SessionLine
            key={session.id}
            session={session}
            to={`/training/${session.id}`}
            past={which === "past"}
          />
        ))}
      </Section>
    </>
  );
}
