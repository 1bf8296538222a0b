import { Bars } from "../bars";
import { Basis } from "../basis";
import { Figure } from "../figure";
import { HeatTable, type HeatCell } from "../heat-table";
import { Icon } from "../icon";
import { Legend } from "../legend";
import { LineChart } from "../line-chart";
import { Near } from "../near";
import { Section } from "../section";
import { Spark } from "../spark";
import { Tag } from "../tag";
import { Sub, useWords } from "./use-words";

const actual = [0, 0, 52, 160, 252, 316, 409, 409, 558, 633, 690].map((value, at) => ({ at, value }));

export function Charts() {
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
