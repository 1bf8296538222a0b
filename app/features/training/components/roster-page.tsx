import { Form } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatMoment, formatTime } from "~/lib/dates";
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
import type { Roster } from "../roster.server";
import type { AttendanceRefusal } from "../rules/attendance";

interface Props {
  roster: Roster;
  /** Why the last mark was refused. */
  refusal?: AttendanceRefusal;
}

function takeFocus(element: HTMLElement | null) {
  element?.focus({ preventScroll: true });
}

/** Who holds a seat and who has come; one touch marks somebody as present. */
export function RosterPage({ roster: shown, refusal }: Props) {
  const { t } = useTranslation(["training", "common"]);
  const { language, pick, titled } = useLanguage();
  const [marked, setMarked] = useState<string | null>(null);
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
      {refusal && <Notice kind="danger" role="alert" title={t(`attendance.${refusal}`)} />}
      {shown.refusal && (
        <div className="mb-5">
          <Notice title={t(`attendance.${shown.refusal}`)} />
        </div>
      )}
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
              { key: "unit", head: t("roster.unit"), cell: (person) => pick(person.unit, person.unitEn) },
              {
                key: "state",
                head: t("roster.state"),
                align: "end",
                cell: (person) =>
                  person.signedInAt ? (
                    // The button that was pressed is gone: what it did takes the focus, and is read out.
                    <span ref={person.personId === marked ? takeFocus : undefined} tabIndex={-1}>
                      <State kind="ok">{t("roster.at", { time: formatTime(person.signedInAt) })}</State>
                    </span>
                  ) : shown.refusal ? (
                    t("roster.open")
                  ) : (
                    <Form method="post" preventScrollReset onSubmit={() => setMarked(person.personId)}>
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
