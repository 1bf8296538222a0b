import { useTranslation } from "react-i18next";
import { formatMoment, formatMonthDay } from "~/lib/dates";
import { Empty } from "~/ui/empty";
import { Go } from "~/ui/go";
import { HeatTable } from "~/ui/heat-table";
import { Legend } from "~/ui/legend";
import { Meta } from "~/ui/meta";
import { PageHead } from "~/ui/page-head";
import { Row } from "~/ui/row";
import { Rows } from "~/ui/rows";
import { Section } from "~/ui/section";
import { Stat } from "~/ui/stat";
import { Table } from "~/ui/table";
import { Todo } from "~/ui/todo";
import { useLanguage } from "~/ui/use-language";
import { standing } from "~/features/training/rules/targets";
import type { Lapsing, UnitHolders } from "../holders.server";
import type { YearFigures } from "../targets.server";
import { TargetsChart } from "./targets-chart";
import { YearGoals } from "./year-goals";

interface Props {
  title: string;
  today: string;
  now: Date;
  figures: YearFigures;
  holders: UnitHolders[];
  lapses: Lapsing[];
  places: { key: "people" | "units" | "partners" | "issued" | "import" | "corrections"; to: string }[];
}

/** Lower bounds of the heat's steps 1 to 5, in percent; none at all is step 0. */
const steps = [1, 10, 15, 20, 25] as const;

function level(percent: number): 0 | 1 | 2 | 3 | 4 | 5 {
  return steps.filter((low) => Math.round(percent) >= low).length as 0 | 1 | 2 | 3 | 4 | 5;
}

/** What the year lacks even if everything arranged takes place; nothing where there is no target. */
function missingOf({ year, targets, ...figures }: YearFigures, today: string) {
  const of = (target: number, done: number, due: number) => standing({ year, today, target, done, due });
  return {
    sessions: targets ? of(targets.sessions, figures.sessions, figures.sessionsDue).missing : 0,
    personTimes: targets ? of(targets.personTimes, figures.personTimes, figures.personTimesDue).missing : 0,
    daysLeft: of(1, 0, 0).daysLeft,
  };
}

/** HR's desk: the year's targets, what lapses, and who holds a certificate where. */
export function DeskPage({ title, today, now, figures, holders, lapses, places }: Props) {
  const { t } = useTranslation(["reporting", "common"]);
  const { language, named, pick } = useLanguage();
  const all = holders.flatMap((street) => street.communities);
  const sum = (of: "holders" | "people", units: { holders: number; people: number }[]) =>
    units.reduce((total, unit) => total + unit[of], 0);
  const rate = (units: { holders: number; people: number }[]) => {
    const people = sum("people", units);
    return people ? (sum("holders", units) * 100) / people : 0;
  };
  const { sessions, personTimes, daysLeft } = missingOf(figures, today);
  const without = all.filter((unit) => unit.people > 0 && unit.holders === 0);
  const todo = [
    ...(sessions || personTimes
      ? [
          {
            key: "targets",
            due: t("todo.now"),
            title: t("todo.targets"),
            to: "/desk/targets",
            text: t("todo.targetsText", { sessions, personTimes }),
          },
        ]
      : []),
    ...(lapses[0]
      ? [
          {
            key: "lapses",
            due: t("todo.from", { date: formatMonthDay(lapses[0].endsOn, language) }),
            title: t("todo.lapses", { count: lapses.length }),
            to: "#lapsing",
            text: t("todo.lapsesText", {
              name: lapses[0].name,
              unit: pick(lapses[0].unit, lapses[0].unitEn),
            }),
          },
        ]
      : []),
    ...(without.length
      ? [
          {
            key: "without",
            due: t("todo.open"),
            title: t("todo.without", { count: without.length }),
            to: "#communities",
            text: without.map(named).join(t("todo.comma")),
          },
        ]
      : []),
  ];
  return (
    <>
      <PageHead
        title={title}
        sub={
          <Meta>
            {t("desk.daysLeft", { count: daysLeft })}
            {t("desk.until", { time: formatMoment(now, language) })}
          </Meta>
        }
      />
      <div className="desk">
        <Section className="desk__todo" title={t("todo.title", { count: todo.length })}>
          {todo.length === 0 ? (
            <Empty title={t("todo.none")}>{t("todo.noneText")}</Empty>
          ) : (
            <Todo items={todo} />
          )}
        </Section>
        <Section
          className="desk__goal"
          title={t("goals.title")}
          aside={<Go to="/desk/targets">{t("desk.targets")}</Go>}
        >
          <YearGoals figures={figures} today={today} />
          {figures.targets && (
            <TargetsChart
              figures={figures}
              target={figures.targets.personTimes}
              today={today}
              caption={t("chart.basis")}
            />
          )}
        </Section>
        <Section
          className="desk__lapse"
          id="lapsing"
          title={t("desk.lapsing")}
          aside={t("desk.lapsingCount", { count: lapses.length })}
        >
          {lapses.length === 0 ? (
            <Empty title={t("desk.noLapse")}>{t("desk.noLapseText")}</Empty>
          ) : (
            <Table
              caption={t("desk.lapsing")}
              rows={lapses}
              rowKey={(row) => `${row.personId} ${row.endsOn}`}
              columns={[
                {
                  key: "on",
                  head: t("desk.endsOn"),
                  cell: (row) => <span className="nb">{formatMonthDay(row.endsOn, language)}</span>,
                },
                { key: "name", head: t("desk.name"), rowHeader: true, cell: (row) => row.name },
                { key: "unit", head: t("desk.unit"), cell: (row) => pick(row.unit, row.unitEn) },
                { key: "level", head: t("desk.level"), cell: (row) => t(`level.${row.level as "junior"}`) },
              ]}
            />
          )}
        </Section>
        <Section className="desk__rate" title={t("desk.holders")}>
          <Stat
            value={`${rate(all).toFixed(1)}%`}
            unit={t("desk.holdersOf", {
              holders: sum("holders", all).toLocaleString("en"),
              people: sum("people", all).toLocaleString("en"),
            })}
          />
        </Section>
        <Section className="desk__heat" id="communities" title={t("desk.communities", { count: all.length })}>
          {all.length === 0 ? (
            <Empty title={t("desk.noCommunity")}>{t("desk.noCommunityText")}</Empty>
          ) : (
            <>
              <HeatTable
                caption={t("desk.heat")}
                rows={holders.map(({ street, communities }) => ({
                  key: street.id,
                  label: named(street),
                  note: t("desk.street", { rate: rate(communities).toFixed(1), count: communities.length }),
                  cells: [...communities]
                    .sort((a, b) => rate([b]) - rate([a]))
                    .map((unit) => ({
                      key: unit.id,
                      label: named(unit),
                      text: `${Math.round(rate([unit]))}%`,
                      level: level(rate([unit])),
                    })),
                }))}
              />
              <Legend
                items={[
                  ...([5, 4, 3, 2, 1] as const).map((step) => ({
                    key: `heat-${step}` as const,
                    label: t(step === 5 ? "desk.heatTop" : "desk.heatStep", {
                      from: steps[step - 1],
                      to: (steps.slice(step)[0] ?? 0) - 1,
                    }),
                  })),
                  { key: "heat-0" as const, label: t("desk.heatNone") },
                ]}
              />
            </>
          )}
        </Section>
      </div>
      <Section title={t("desk.places")} quiet>
        <Rows>
          {places.map(({ key, to }) => (
            <Row key={key} to={to}>
              {t(`common:nav.${key}`)}
            </Row>
          ))}
        </Rows>
      </Section>
    </>
  );
}
