import { useTranslation } from "react-i18next";
import { daysBetween, formatMonth } from "~/lib/dates";
import { Figure } from "~/ui/figure";
import { LineChart } from "~/ui/line-chart";
import { useLanguage } from "~/ui/use-language";
import { standing } from "~/features/training/rules/targets";
import type { YearFigures } from "../targets.server";

/** 人次 as they came, month by month, against the target and an even pace. */
export function TargetsChart(props: {
  figures: YearFigures;
  target: number;
  today: string;
  caption?: string;
}) {
  const { figures, target, today } = props;
  const { t } = useTranslation("reporting");
  const { language } = useLanguage();
  const { year, personTimes: done, personTimesDue: due } = figures;
  const month = Number(today.slice(5, 7));
  const first = `${today.slice(0, 7)}-01`;
  const inMonth = daysBetween(first, today) / 31;
  let sum = 0;
  const actual = [{ at: 0, value: 0 }];
  for (let i = 0; i < month; i++) {
    sum += figures.months[i]?.personTimes ?? 0;
    actual.push({ at: i === month - 1 ? month - 1 + inMonth : i + 1, value: sum });
  }
  const pace = Math.round(standing({ year, today, target, done, due }).paceTenths / 10);
  return (
    <Figure label={t("chart.title")} caption={props.caption}>
      <LineChart
        title={t("chart.title")}
        desc={t("chart.desc", { done, target, pace })}
        months={Array.from({ length: 12 }, (_, i) => formatMonth(i + 1, language))}
        actual={actual}
        target={{ value: target, label: t("chart.target", { target: target.toLocaleString("en") }) }}
        plan={{ label: t("chart.plan") }}
        now={{ label: t("chart.now", { done }), note: t("chart.pace", { pace }) }}
      />
    </Figure>
  );
}
