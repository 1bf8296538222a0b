import { DayDate } from "../day-date";
import { Meta } from "../meta";
import { Row } from "../row";
import { Rows } from "../rows";
import { Section } from "../section";
import { Seg } from "../seg";
import { State } from "../state";
import { Tabs } from "../tabs";
import { Tag } from "../tag";
import { Sub, useWords } from "./use-words";

export function Lists() {
  const { t } = useWords("tag");
  return (
    <Section title={t("title")}>
      <Sub>{t("tags")}</Sub>
      <p className="btns">
        <Tag>{t("multi")}</Tag>
        <Tag kind="done" icon="check">
          {t("passed")}
        </Tag>
        <Tag kind="warn" icon="clock">
          {t("waiting")}
        </Tag>
        <Tag kind="danger" icon="x">
          {t("failed")}
        </Tag>
        <State kind="ok">{t("joined")}</State>
        <State kind="late">{t("late")}</State>
        <State kind="bad">{t("bad")}</State>
      </p>
      <Sub>{t("tabs")}</Sub>
      <Tabs
        label={t("tabsLabel")}
        items={[
          { to: "?kind=all", label: t("t1"), current: true },
          { to: "?kind=monthly", label: t("t2"), current: false },
          { to: "?kind=once", label: t("t3"), current: false },
          { to: "?kind=held", label: t("t4"), current: false },
        ]}
      />
      <p className="btns mt-4">
        <Seg
          label={t("segLabel")}
          items={[
            { to: "?view=chart", label: t("chart"), icon: "chart", on: true },
            { to: "?view=table", label: t("table"), icon: "table", on: false },
          ]}
        />
        <Seg
          label={t("segLabel")}
          items={[
            { name: "view", value: "chart", label: t("chart"), on: false },
            { name: "view", value: "table", label: t("table"), on: true },
          ]}
        />
      </p>
      <Sub>{t("meta")}</Sub>
      <Meta dim>{[t("m1"), t("m2"), t("m3")]}</Meta>
      <Sub>{t("rows")}</Sub>
      <Rows>
        <Row lead="7">{t("r1")}</Row>
        <Row lead="3">{t("r2")}</Row>
        <Row to="?course" end={t("r3End")}>
          {t("r3")}
        </Row>
      </Rows>
      <Sub>{t("day")}</Sub>
      <DayDate dateTime="2026-11-24" month={t("month")} day="24" weekday={t("weekday")} note={t("tomorrow")}>
        <h4 className="day__title">{t("dayTitle")}</h4>
        <Meta>{[t("dayTime"), t("dayHours")]}</Meta>
        <p className="dim">{t("dayPlace")}</p>
        <State kind="ok">{t("joined")}</State>
      </DayDate>
    </Section>
  );
}
