import { data, redirect, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { roster } from "~/features/training/roster.server";
import { attendanceForm } from "~/features/training/schema";
import { now } from "~/platform/clock.server";
import { formatMoment, formatTime } from "~/lib/dates";
import { readFields, readForm } from "~/platform/form.server";
import { guarded, idShape, notFound, param } from "~/platform/guard.server";
import { Button } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Meta } from "~/ui/meta";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { Ruler } from "~/ui/ruler";
import { Section } from "~/ui/section";
import { Stat } from "~/ui/stat";
import { State } from "~/ui/state";
import { Table } from "~/ui/table";
import { useLanguage } from "~/ui/use-language";
import { recordAttendance } from "~/workflows/record-attendance.server";

export const loader = guarded("training:roster", async ({ me, params }) => {
  const found = await roster(me.personId, param(params, "session", idShape), now());
  if (!found) throw notFound();
  return { roster: found };
});

export const action = guarded("training:roster", async ({ request, params, me, context }) => {
  const { person } = readFields(await readForm(request), attendanceForm);
  const sessionId = param(params, "session", idShape);
  const { requestId } = context;
  const recorded = await recordAttendance({ trainerId: me.personId, sessionId, personId: person, requestId });
  if (!recorded) throw notFound();
  if (recorded.refusal) return data({ refusal: recorded.refusal }, { status: 409 });
  return redirect(`/training/${sessionId}/roster`);
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.roster.title }];

export default function Roster() {
  const { t } = useTranslation(["training", "common"]);
  const { language, titled } = useLanguage();
  const { roster: shown } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const present = shown.people.filter((person) => person.signedInAt).length;
  return (
    <>
      <PageHead
        title={t("roster.title")}
        sub={
          <Meta>
            {titled(shown)}
            {formatMoment(shown.startsAt, language)}
            {shown.venue}
          </Meta>
        }
        crumb={{ to: "/", label: t("common:nav.today") }}
      />
      {refused && <Notice kind="danger" role="alert" title={t(`attendance.${refused.refusal}`)} />}
      {shown.refusal && <Notice title={t(`attendance.${shown.refusal}`)} />}
      <Section
        title={t("roster.present")}
        aside={shown.waiting ? t("seats.waiting", { count: shown.waiting }) : ""}
      >
        <Stat value={present} unit={t("roster.of", { count: shown.people.length })}>
          <Ruler
            total={shown.people.length}
            done={present}
            divisions={shown.people.length}
            label={t("roster.says", { present, of: shown.people.length })}
          />
        </Stat>
      </Section>
      <Section title={t("roster.people")}>
        {shown.people.length === 0 ? (
          <Empty title={t("roster.empty")}>{t("roster.emptyText")}</Empty>
        ) : (
          <Table
            caption={t("roster.people")}
            rows={shown.people}
            rowKey={(person) => person.personId}
            columns={[
              { key: "name", head: t("roster.name"), rowHeader: true, cell: (person) => person.name },
              { key: "unit", head: t("roster.unit"), cell: (person) => person.unit },
              {
                key: "state",
                head: t("roster.state"),
                align: "end",
                cell: (person) =>
                  person.signedInAt ? (
                    <State kind="ok">{t("roster.at", { time: formatTime(person.signedInAt) })}</State>
                  ) : shown.refusal ? (
                    t("roster.open")
                  ) : (
                    <Form method="post" preventScrollReset>
                      <input type="hidden" name="person" value={person.personId} />
                      <Button type="submit" aria-label={t("roster.markName", { name: person.name })}>
                        {t("roster.mark")}
                      </Button>
                    </Form>
                  ),
              },
            ]}
          />
        )}
      </Section>
    </>
  );
}
