import { useTranslation } from "react-i18next";
import { AnswerCard, type CardItem } from "./answer-card";
import { Band } from "./band";
import { Bar } from "./bar";
import { Bars } from "./bars";
import { Basis } from "./basis";
import { Button } from "./button";
import { ButtonLink } from "./button-link";
import { Check } from "./check";
import { Choices } from "./choices";
import { DayDate } from "./day-date";
import { Empty } from "./empty";
import { Facts } from "./facts";
import { Field } from "./field";
import { Figure } from "./figure";
import { Foot } from "./foot";
import { Go } from "./go";
import { HeatTable, type HeatCell } from "./heat-table";
import { Icon, iconNames } from "./icon";
import { Legend } from "./legend";
import { LineChart } from "./line-chart";
import { Loading } from "./loading";
import { Meta } from "./meta";
import { Near } from "./near";
import { Notice } from "./notice";
import { OptionList } from "./option-list";
import { PageHead } from "./page-head";
import { Pager } from "./pager";
import { Ready } from "./ready";
import { Receipt } from "./receipt";
import { Row } from "./row";
import { Rows } from "./rows";
import { Ruler } from "./ruler";
import { Seal } from "./seal";
import { Section } from "./section";
import { Seg } from "./seg";
import { Select } from "./select";
import { Sign } from "./sign";
import { Spark } from "./spark";
import { Stat } from "./stat";
import { State } from "./state";
import { Switch } from "./switch";
import { Table } from "./table";
import { Tabs } from "./tabs";
import { Tag } from "./tag";
import { TextArea } from "./text-area";
import { Todo } from "./todo";

/** Every component in every state. Stands inside a page's `<main>`; states that only a pointer makes are drawn by class. */
export function Gallery() {
  const { t } = useTranslation("gallery");
  return (
    <>
      <PageHead title={t("title")} sub={<Meta>{[t("sub"), t("note")]}</Meta>} />
      <div className="gal">
        <Buttons />
        <Forms />
        <Rulers />
        <Notices />
        <Answers />
        <Lists />
        <Signatures />
        <Frames />
        <Tables />
        <Charts />
        <Reading />
        <Swatches />
      </div>
    </>
  );
}

/** The words of one part. Keys are looked up loosely: this page only shows, and a missing word shows as its key. */
function useWords(part: string) {
  const { t } = useTranslation("gallery");
  const look = t as unknown as (key: string, options?: Record<string, unknown>) => unknown;
  return {
    t: (key: string, values?: Record<string, unknown>) => String(look(`${part}.${key}`, values)),
    list: (key: string) => look(`${part}.${key}`, { returnObjects: true }) as string[],
    grid: (key: string) => look(`${part}.${key}`, { returnObjects: true }) as string[][],
  };
}

const Sub = ({ children }: { children: string }) => <h3 className="gal__h">{children}</h3>;

function Buttons() {
  const { t } = useWords("button");
  return (
    <Section title={t("title")}>
      <Sub>{t("primary")}</Sub>
      <div className="btns">
        <Button kind="primary">{t("go")}</Button>
        <span className="btn btn--primary is-hover">{t("hover")}</span>
        <span className="btn btn--primary is-focus">{t("focus")}</span>
        <Button kind="primary" busy>
          {t("busy")}
        </Button>
      </div>
      <Sub>{t("plain")}</Sub>
      <div className="btns">
        <Button icon="download">{t("export")}</Button>
        <span className="btn is-hover">{t("hover")}</span>
        <span className="btn is-focus">{t("focus")}</span>
        <span className="btn is-active">{t("active")}</span>
        <ButtonLink to="?page=2" iconEnd="chevron-right">
          {t("next")}
        </ButtonLink>
        <Button busy>{t("busy")}</Button>
      </div>
      <Sub>{t("disabled")}</Sub>
      <Button icon="qr" why={t("why")}>
        {t("sign")}
      </Button>
      <Sub>{t("bare")}</Sub>
      <div className="btns">
        <Go to="?all">{t("all")}</Go>
        <Go to="?how" bare>
          {t("how")}
        </Go>
        <Button kind="quiet" icon="pencil">
          {t("how")}
        </Button>
        <Button kind="icon" icon="filter" aria-label={t("filter")} />
      </div>
      <Sub>{t("wide")}</Sub>
      <div className="stack">
        <Button wide>{t("start")}</Button>
        <Button wide>{t("long")}</Button>
      </div>
    </Section>
  );
}

function Forms() {
  const { t, list } = useWords("form");
  const levels = list("levels").map((label, index) => ({ value: index ? String(index) : "", label }));
  return (
    <Section title={t("title")}>
      <Field label={t("date")} hint={t("dateHint")} defaultValue="2026-08-21" />
      <Field
        id="gallery-since"
        label={t("since")}
        hint={t("sinceHint")}
        error={t("sinceError")}
        defaultValue="2017-09"
      />
      <Field label={t("number")} hint={t("numberHint")} defaultValue="20260821****3127" readOnly />
      <Field label={t("off")} hint={t("offHint")} defaultValue={t("offValue")} disabled />
      <Field label={t("amount")} unit={t("yuan")} inputMode="decimal" placeholder="12,300.00" />
      <Select label={t("level")} options={levels} defaultValue="2" />
      <Select id="gallery-level" label={t("level")} options={levels} error={t("levelError")} />
      <TextArea label={t("reason")} hint={t("reasonHint")} defaultValue={t("reasonValue")} />
      <Check label={t("checked")} defaultChecked />
      <Check label={t("unchecked")} note={t("uncheckedNote")} />
      <Check label={t("cannot")} disabled />
      <Choices label={t("how")} error={t("howError")}>
        <Check type="radio" name="gallery-how" label={t("monthly")} defaultChecked />
        <Check type="radio" name="gallery-how" label={t("once")} />
      </Choices>
      <div className="stack mt-4">
        <Switch label={t("public")} note={t("publicNote")} defaultChecked />
        <Switch label={t("mail")} note={t("mailNote")} />
        <Switch label={t("fixed")} note={t("fixedNote")} defaultChecked disabled />
      </div>
    </Section>
  );
}

function Rulers() {
  const { t } = useWords("ruler");
  return (
    <Section title={t("title")}>
      <div className="goals">
        <Stat label={t("sessions")} value="14" unit={t("sessionsUnit")}>
          <Ruler
            total={20}
            done={14}
            due={5}
            miss={1}
            divisions={20}
            now={{ at: 17.9, label: t("today") }}
            label={t("sessionsLabel")}
          />
          <Legend
            items={[
              { key: "done", label: t("done") },
              { key: "due", label: t("due") },
              { key: "miss", label: t("miss") },
            ]}
          />
        </Stat>
        <Stat label={t("people")} value="706" unit={t("peopleUnit")}>
          <Ruler
            total={1000}
            done={706}
            due={237}
            miss={57}
            now={{ at: 896, label: t("peopleToday") }}
            label={t("peopleLabel")}
          />
          <Legend
            items={[
              { key: "done", label: t("peopleDone") },
              { key: "due", label: t("peopleDue") },
              { key: "miss", label: t("peopleMiss") },
            ]}
          />
        </Stat>
      </div>
      <Sub>{t("full")}</Sub>
      <Stat value="72" unit={t("hours")} says={<State kind="ok">{t("hoursSay")}</State>}>
        <Ruler total={72} done={72} divisions={6} complete label={t("hoursLabel")} />
      </Stat>
      <Sub>{t("early")}</Sub>
      <Stat value="0" unit={t("hours")} says={t("earlySay")}>
        <Ruler
          total={72}
          done={0}
          divisions={6}
          now={{ at: 3, label: t("earlyToday") }}
          label={t("earlyLabel")}
        />
      </Stat>
      <Sub>{t("thin")}</Sub>
      <Ruler total={6} done={3} divisions={6} thin label={t("thinLabel")} />
      <Sub>{t("ready")}</Sub>
      <Stat
        large
        before={t("countdown")}
        value="180"
        unit={t("days")}
        label={t("exam")}
        says={t("examSay")}
      />
      <ul className="readylist">
        <Ready name={t("s1")} says={t("s1Say")}>
          <Band low={63} high={72} mark={60} markLabel={t("pass")} label={t("s1Band")} />
        </Ready>
        <Ready name={t("s2")} says={t("s2Say")}>
          <Band low={58} high={61} mark={60} markLabel={t("pass")} label={t("s2Band")} />
          <p className="dim">{t("s2More")}</p>
        </Ready>
        <Ready name={t("s3")} says={t("s3Say")} unsure>
          <p className="dim">{t("s3More")}</p>
        </Ready>
        <Ready name={t("s4")} says={<State kind="ok">{t("s4Say")}</State>} />
      </ul>
      <Basis link={{ to: "?basis", label: t("basisLink") }}>{t("basis")}</Basis>
    </Section>
  );
}

function Notices() {
  const { t } = useWords("notice");
  const form = useWords("form");
  return (
    <Section title={t("title")}>
      <div className="stack">
        <Notice title={t("info")}>{t("infoText")}</Notice>
        <Notice kind="done" title={t("done")}>
          {t("doneText")}
        </Notice>
        <Notice kind="warn" icon="wifi-off" title={t("warn")}>
          {t("warnText")}
        </Notice>
        <Notice kind="danger" title={t("danger")}>
          <ul>
            <li>
              <a href="#gallery-since">{form.t("since")}</a>
            </li>
            <li>
              <a href="#gallery-level">{form.t("level")}</a>
            </li>
          </ul>
        </Notice>
        <Notice>{t("plainText")}</Notice>
      </div>
      <Sub>{t("empty")}</Sub>
      <Empty
        title={t("emptyTitle")}
        actions={
          <>
            <ButtonLink to="?add">{t("emptyDo")}</ButtonLink>
            <Go to="?exam">{t("emptyGo")}</Go>
          </>
        }
      >
        <p>{t("emptyText")}</p>
      </Empty>
      <Sub>{t("loading")}</Sub>
      <Loading label={t("loadingText")} />
    </Section>
  );
}

function Answers() {
  const { t } = useWords("answer");
  const words = { right: t("right"), missed: t("missed"), wrong: t("wrong") };
  const says = (item: Pick<CardItem, "answered" | "flagged" | "local">) =>
    [t(item.answered ? "answered" : "open"), item.flagged && t("flagged"), item.local && t("local")]
      .filter(Boolean)
      .join(t("comma"));
  const item = (
    number: number,
    state: Pick<CardItem, "answered" | "flagged" | "local" | "current"> = {},
  ) => ({
    number,
    ...state,
    says: says(state),
    to: `?item=${number}`,
  });
  const several = [
    { value: "a", mark: "A", text: t("a"), chosen: true },
    { value: "b", mark: "B", text: t("b"), chosen: true },
    { value: "c", mark: "C", text: t("c") },
    { value: "d", mark: "D", text: t("d") },
  ];
  return (
    <Section title={t("title")}>
      <fieldset>
        <legend className="stem">{t("stem")}</legend>
        <p className="q-rule">
          <Tag>{t("multi")}</Tag>
          {t("rule")}
        </p>
        <OptionList name="gallery-several" multiple options={several} />
      </fieldset>
      <Sub>{t("single")}</Sub>
      <OptionList
        name="gallery-one"
        options={[
          { value: "a", mark: "A", text: t("sa"), chosen: true },
          { value: "b", mark: "B", text: t("sb") },
        ]}
      />
      <Sub>{t("marked")}</Sub>
      <OptionList
        name="gallery-marked"
        multiple
        locked
        words={words}
        options={several.map((option, index) => ({
          ...option,
          state: (["right", "wrong", "missed", undefined] as const)[index],
        }))}
      />
      <Sub>{t("locked")}</Sub>
      <OptionList name="gallery-locked" multiple locked options={several.slice(1, 3)} />
      <Sub>{t("card")}</Sub>
      <AnswerCard
        words={{ answered: t("answered"), open: t("open"), flagged: t("flagged"), local: t("local") }}
        parts={[
          {
            key: "several",
            title: t("cardMulti"),
            note: t("cardMultiNote"),
            items: Array.from({ length: 12 }, (_, index) =>
              item(61 + index, {
                answered: index < 5 || index === 6,
                flagged: index === 2 || index === 6 || index === 11,
                local: index === 4 || index === 6,
                current: index === 6,
              }),
            ),
          },
          {
            key: "one",
            title: t("cardSingle"),
            note: t("cardSingleNote"),
            items: Array.from({ length: 6 }, (_, index) => item(index + 1, { answered: index !== 3 })),
          },
        ]}
      />
      <Sub>{t("receipt")}</Sub>
      <div className="gal__frame">
        <Bar
          title={t("paper")}
          back={{ to: "?exams", label: t("back") }}
          end={
            <p className="bar__time">
              <span className="note">{t("left")}</span> <b>42:16</b>
            </p>
          }
        />
        <Foot above={<Receipt saved={t("saved")} local={t("kept")} />}>
          <ButtonLink kind="icon" icon="chevron-left" to="?previous" aria-label={t("previous")} />
          <ButtonLink to="?card">{t("cardOpen")}</ButtonLink>
          <Button kind="primary">{t("nextItem")}</Button>
        </Foot>
      </div>
    </Section>
  );
}

function Lists() {
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

function Signatures() {
  const { t, list } = useWords("sign");
  return (
    <Section title={t("title")}>
      <ol>
        <Sign stamp={list("firstStamp")} title={t("first")}>
          {t("firstText")}
        </Sign>
        <Sign stamp={list("secondStamp")} title={t("second")} open>
          {t("secondText")}
        </Sign>
      </ol>
      <Sub>{t("danger")}</Sub>
      <div className="dialog">
        <h4>{t("dangerTitle")}</h4>
        <Facts
          items={[
            { value: 2, text: t("f1") },
            { value: 1, text: t("f2") },
          ]}
        />
        <div className="dialog__foot">
          <ButtonLink to="?keep">{t("keep")}</ButtonLink>
          <Button>{t("do")}</Button>
        </div>
      </div>
    </Section>
  );
}

function Frames() {
  const { t } = useWords("frame");
  const { t: brand } = useTranslation();
  return (
    <Section title={t("title")}>
      <p className="banner">{t("banner")}</p>
      <p>
        <Seal mark={brand("brand.mark")} />
      </p>
      <div className="gal__frame">
        <p className="crumb">
          <Go to="?payouts">{t("crumb")}</Go>
        </p>
        <Section plain level={3} title={t("todo")} aside={t("byDue")}>
          <Todo
            items={[
              {
                key: "targets",
                due: t("t1Due"),
                title: t("t1"),
                text: t("t1Text"),
                actions: <ButtonLink to="?schedule">{t("t1Do")}</ButtonLink>,
              },
              { key: "payout", due: t("t2Due"), title: t("t2"), to: "?payout", text: t("t2Text") },
            ]}
          />
        </Section>
      </div>
    </Section>
  );
}

function Tables() {
  const { t, grid } = useWords("table");
  const people = grid("people").map(([due, name, unit, hours], index) => ({ due, name, unit, hours, index }));
  const points = grid("rows").map(([what, how, times, got]) => ({ what, how, times, got }));
  return (
    <>
      <Section title={t("title")}>
        <Table
          caption={t("caption")}
          rows={people}
          rowKey={(row) => String(row.index)}
          detail={(row) => row.index === 1 && <p>{t("detail")}</p>}
          columns={[
            {
              key: "due",
              head: t("due"),
              cell: (row) => row.due,
              sort: { to: "?sort=-due", direction: "ascending" },
            },
            {
              key: "name",
              head: t("name"),
              rowHeader: true,
              sort: { to: "?sort=name" },
              cell: (row) => (
                <>
                  {row.name}
                  <span className="sub">{row.unit}</span>
                </>
              ),
            },
            {
              key: "hours",
              head: t("hours"),
              align: "end",
              cell: (row) => (
                <>
                  {row.hours}
                  {row.index === 1 && (
                    <>
                      <br />
                      <span className="miss">{t("lacks", { n: 8 })}</span>
                    </>
                  )}
                </>
              ),
            },
            {
              key: "next",
              head: t("next"),
              cell: (row) =>
                row.index === 2 ? (
                  <State kind="ok">{t("submitted")}</State>
                ) : (
                  <a className="hit" href="#gallery-since">
                    {t(row.index ? "put" : "urge")}
                  </a>
                ),
            },
          ]}
        />
        <Pager
          label={t("pager")}
          says={t("page")}
          previous={{ label: t("prev") }}
          next={{ to: "?page=2", label: t("nextPage") }}
        />
      </Section>
      <Section title={t("points")}>
        <Table
          large
          caption={t("points")}
          rows={points}
          rowKey={(row) => row.what ?? ""}
          columns={[
            {
              key: "what",
              head: t("what"),
              rowHeader: true,
              cell: (row) => (
                <>
                  {row.what}
                  <span className="sub">{row.how}</span>
                </>
              ),
            },
            { key: "times", head: t("times"), align: "end", cell: (row) => row.times },
            { key: "got", head: t("got"), align: "end", cell: (row) => row.got },
          ]}
          foot={
            <tr>
              <th scope="row" colSpan={2}>
                {t("total")}
              </th>
              <td className="n">354</td>
            </tr>
          }
        />
      </Section>
    </>
  );
}

const actual = [0, 0, 52, 160, 252, 316, 409, 409, 558, 633, 690].map((value, at) => ({ at, value }));

function Charts() {
  const { t, list, grid } = useWords("chart");
  const streets = list("streets");
  const level = (row: number, cell: number): Pick<HeatCell, "level" | "text"> =>
    (
      [
        [
          { level: 5, text: "43%" },
          { level: 4, text: "24%" },
          { level: 3, text: "19%" },
          { level: 2, text: "12%" },
          { level: 1, text: "9%" },
        ],
        [
          { level: 3, text: "19%" },
          { level: 2, text: "14%" },
          { level: 1, text: "6%" },
          { level: 0, text: "0%" },
        ],
      ] as const
    )[row]?.[cell] ?? { level: 0, text: "0%" };
  return (
    <>
      <Section title={t("title")} className="wide">
        <Figure
          label={t("frame")}
          caption={<Basis link={{ to: "?method", label: t("how") }}>{t("basis")}</Basis>}
        >
          <LineChart
            title={t("name")}
            desc={t("desc")}
            months={list("months")}
            actual={[...actual, { at: 10.75, value: 706 }]}
            target={{ value: 1000, label: t("target") }}
            plan={{ label: t("plan") }}
            now={{ label: t("now"), note: t("nowNote") }}
            forecast={{ low: 912, high: 968, label: t("forecast"), gap: t("gap") }}
            format={(value) => value.toLocaleString("en")}
          />
        </Figure>
        <Figure label={t("aheadName")}>
          <LineChart
            title={t("aheadName")}
            desc={t("aheadDesc")}
            months={list("months")}
            actual={[0, 90, 200, 330, 410].map((value, at) => ({ at, value }))}
            target={{ value: 1000, label: t("target") }}
            plan={{ label: t("plan") }}
            now={{ label: t("aheadNow"), note: t("aheadNote") }}
          />
        </Figure>
      </Section>
      <Section title={t("bars")}>
        <Bars
          items={[226, 198, 176, 122].map((value, index) => ({
            key: String(index),
            value,
            label: index ? (
              streets[index]
            ) : (
              <>
                {streets[index]} <Tag>{t("you")}</Tag>
              </>
            ),
            own: index === 0,
          }))}
        />
        <Sub>{t("spark")}</Sub>
        <p className="chg">
          <Icon name="arrow-up" />
          {t("up")}
        </p>
        <Spark values={[15, 15, 15.2, 15.2, 15.3, 15.3, 15.5, 15.8, 17.1, 17.8, 17.8, 17.8]} />
        <p className="chg chg--down">
          <Icon name="arrow-down" />
          {t("down")}
        </p>
        <Spark values={[92, 92, 93, 92, 91, 91, 90, 91, 90, 89, 90, 90]} />
      </Section>
      <Section title={t("near")}>
        <Near
          items={[
            { place: 86, who: t("who"), where: t("place.1"), points: 648 },
            { place: 87, who: t("own"), where: t("place.0"), points: 642, own: true },
            { place: 88, who: <span className="dim">{t("hidden")}</span>, points: 640 },
          ]}
        />
      </Section>
      <Section title={t("heat")} className="wide">
        <HeatTable
          caption={t("heat")}
          rows={grid("communities").map((cells, row) => ({
            key: String(row),
            label: grid("heatRows")[row]?.[0],
            note: grid("heatRows")[row]?.[1],
            cells: cells.map((label, cell) => ({
              key: label,
              label,
              ...level(row, cell),
              to: cell === 1 ? undefined : `?unit=${row}-${cell}`,
            })),
          }))}
        />
        <div className="mt-3">
          <Legend
            items={([5, 4, 3, 2, 1, 0] as const).map((step) => ({
              key: `heat-${step}`,
              label: t(`h${step}`),
            }))}
          />
        </div>
      </Section>
    </>
  );
}

function Reading() {
  const { t } = useWords("read");
  const answer = useWords("answer");
  return (
    <Section title={t("title")} className="wide">
      <div className="pv max-w-page">
        <Bar
          title={t("bar")}
          back={{ to: "?course", label: t("barBack") }}
          end={
            <>
              <ButtonLink kind="icon" icon="text-size" to="?size" aria-label={t("size")} />
              <ButtonLink kind="icon" icon="list" to="?contents" aria-label={t("contents")} />
            </>
          }
        >
          <Ruler total={6} done={3} divisions={6} thin label={t("bar")} />
        </Bar>
        <article className="read">
          <header className="lesson-head">
            <h3>{t("lesson")}</h3>
            <p className="byline">{t("byline")}</p>
          </header>
          <section className="case">
            <p className="case__label">
              <Icon name="file" />
              {t("case")}
            </p>
            <h4 className="case__title">{t("caseTitle")}</h4>
            <p>{t("caseText")}</p>
          </section>
          <h3>{t("stepsTitle")}</h3>
          <ol className="steps">
            <li>
              <b>{t("s1")}</b>
              {t("s1Text")}
            </li>
            <li>
              <b>{t("s2")}</b>
              {t("s2Text")}
            </li>
          </ol>
          <div className="law">
            <blockquote>{t("law")}</blockquote>
            <cite className="law__src">{t("lawSrc")}</cite>
          </div>
          <section className="quiz">
            <p className="note">{t("quizNote")}</p>
            <h4 className="quiz__q">{t("quiz")}</h4>
            <OptionList
              name="gallery-quiz"
              locked
              words={{ right: answer.t("right"), missed: answer.t("missed"), wrong: answer.t("wrong") }}
              options={[
                { value: "a", mark: "A", text: answer.t("sa"), state: "missed" },
                { value: "b", mark: "B", text: answer.t("sb"), state: "wrong" },
              ]}
            />
            <div className="feedback">
              <p>
                <b>{t("feedback")}</b>
              </p>
              <p>{t("feedbackText")}</p>
            </div>
          </section>
        </article>
        <Foot>
          <ButtonLink kind="icon" icon="chevron-left" to="?previous" aria-label={t("prev")} />
          <ButtonLink kind="primary" to="?next">
            {t("next")}
          </ButtonLink>
        </Foot>
      </div>
    </Section>
  );
}

const colours = [
  "paper",
  "paper-sunk",
  "paper-press",
  "ink",
  "ink-2",
  "ink-3",
  "line",
  "line-strong",
  "zhu-fill",
  "done",
  "warn",
  "danger",
  "focus",
  "heat-1",
  "heat-2",
  "heat-3",
  "heat-4",
  "heat-5",
];

function Swatches() {
  const { t } = useWords("colour");
  const all = useTranslation("gallery").t;
  return (
    <>
      <Section title={all("icons")} className="wide">
        <ul className="gal__icons">
          {iconNames.map((name) => (
            <li key={name}>
              <Icon name={name} />
              <code>{name}</code>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t("title")} className="wide">
        <ul className="swatches">
          {colours.map((name) => (
            <li key={name}>
              <svg width="100%" height="44" aria-hidden="true">
                <rect className={`sw-${name}`} width="100%" height="44" />
              </svg>
              <code>{`--${name}`}</code>
              <br />
              {t(`names.${name}`)}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
