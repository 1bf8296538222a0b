import type { SubmissionResult } from "@conform-to/react";
import { useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { addDays, formatDay } from "~/lib/dates";
import { Basis } from "~/ui/basis";
import { ButtonLink } from "~/ui/button-link";
import { Empty } from "~/ui/empty";
import { Meta } from "~/ui/meta";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { Section } from "~/ui/section";
import { Table } from "~/ui/table";
import { useLanguage } from "~/ui/use-language";
import type { UnitDetail, UnitEvidence, WeighedAct } from "../unit-register.server";
import { UnitConfirm } from "./unit-confirm";
import { unitActs, UnitForm, type UnitActName } from "./unit-form";
import { UnitTable } from "./unit-table";

interface Props {
  today: string;
  unit: UnitDetail;
  /** What a posted form got for an answer. */
  result?: SubmissionResult<string[]>;
  weighed?: { order: WeighedAct; evidence: UnitEvidence };
}

const doneWords = ["open", "rename", "same", "move", "close"] as const;

/** The acts that a unit takes at all; what stands against one on a day, its form says. */
function actsOf({ row, kinds }: UnitDetail, today: string): UnitActName[] {
  if (row.closedOn) return [];
  const takes: Record<UnitActName, boolean> = {
    open: kinds.length > 0,
    rename: true,
    move: row.kind === "community",
    // What began today is not closed but taken back.
    close: row.kind !== "district" && row.openedOn !== today,
    "take-back": row.kind !== "district" && row.openedOn === today,
  };
  return unitActs.filter((act) => takes[act]);
}

/** A unit: what it is, what it was, what lies below it, and what HR may change. */
export function UnitPage({ today, unit, result, weighed }: Props) {
  const { t } = useTranslation("units");
  const { language, named } = useLanguage();
  const [query] = useSearchParams();
  const { row, path } = unit;
  const name = named(row);
  const acts = actsOf(unit, today);
  const act = acts.find((each) => each === (weighed?.order.act ?? query.get("do")));
  const done = doneWords.find((each) => each === query.get("done"));
  // The unit may no longer take an act whose form was still open.
  const wrong = Object.values(result?.error ?? {}).flatMap((errors) => errors ?? [])[0];
  const above = path[path.length - 1];
  return (
    <>
      <PageHead
        title={name}
        crumb={{ to: "/desk/units", label: t("short") }}
        sub={
          <Meta>
            {t(`kind.${row.kind}`)}
            {above && t("detail.under", { name: path.map(named).join(" › ") })}
            {t("detail.code", { code: row.code })}
            {t("detail.opened", { date: formatDay(row.openedOn, language) })}
            {row.closedOn
              ? t("detail.closed", { date: formatDay(addDays(row.closedOn, 1), language) })
              : t("detail.people", { count: row.people })}
            {!row.closedOn && t("detail.holders", { count: row.holders })}
          </Meta>
        }
        actions={
          acts.length > 0 &&
          !act && (
            <>
              <ButtonLink kind="quiet" icon="users" to={`/desk/people?unit=${row.id}`}>
                {t("act.people")}
              </ButtonLink>
              {acts.map((each) => (
                <ButtonLink key={each} to={`/desk/units/${row.id}?do=${each}`} preventScrollReset>
                  {t(`act.${each}`)}
                </ButtonLink>
              ))}
            </>
          )
        }
      />
      {done && !act && (
        <div className="mb-5">
          <Notice kind={done === "same" ? "info" : "done"} role="status">
            {t(`done.${done}`)}
          </Notice>
        </div>
      )}
      {wrong && !act && (
        <div className="mb-5">
          <Notice kind="danger" role="alert">
            {t(wrong as "error.closed")}
          </Notice>
        </div>
      )}
      {act && (
        <Section title={t(`form.${act}`, { name })}>
          {weighed ? (
            <UnitConfirm unit={unit} {...weighed} />
          ) : (
            <UnitForm key={act} act={act} unit={unit} today={today} result={result} />
          )}
        </Section>
      )}
      <Section title={t("detail.history")}>
        <Table
          caption={t("detail.history")}
          rows={unit.history}
          rowKey={(period) => period.startsOn}
          columns={[
            {
              key: "when",
              head: t("detail.when"),
              cell: ({ startsOn, endsOn }) => (
                <>
                  <span className="nb">{t("detail.from", { date: formatDay(startsOn, language) })}</span>{" "}
                  <span className="nb">
                    {endsOn ? t("detail.to", { date: formatDay(endsOn, language) }) : t("detail.now")}
                  </span>
                </>
              ),
            },
            { key: "name", head: t("detail.called"), rowHeader: true, cell: named },
            {
              key: "parent",
              head: t("detail.belongs"),
              cell: (period) => (period.parent ? named(period.parent) : "—"),
            },
            {
              key: "what",
              head: t("detail.what"),
              cell: (period) => t(`what.${period.what}`),
              wideOnly: true,
            },
          ]}
        />
        <Basis>{t("detail.historyBasis")}</Basis>
      </Section>
      {unit.kinds.length > 0 && (
        <Section
          title={t("detail.below")}
          aside={t("detail.belowCount", { count: unit.below.filter((each) => !each.closedOn).length })}
        >
          {unit.below.length === 0 ? (
            <Empty level={3} title={t("detail.belowNone")}>
              {t("detail.belowNoneText")}
            </Empty>
          ) : (
            <UnitTable rows={unit.below} caption={t("detail.below")} />
          )}
        </Section>
      )}
    </>
  );
}
