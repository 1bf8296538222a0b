import { useId } from "react";

type Point = { at: number; value: number };

type LineChartProps = {
  title: string;
  /** The chart in a sentence or two, for those who do not see it. */
  desc: string;
  /** One label for each month; `at` counts months from 0 to `months.length`. */
  months: string[];
  actual: Point[];
  target: { value: number; label: string };
  /** Even progress from nothing to the target. */
  plan?: { label: string };
  /** Words beside the last actual point; the first is the stronger. */
  now?: { label: string; note?: string };
  /** Where the year may end, from `now` to the last month. */
  forecast?: { low: number; high: number; label: string; gap?: string };
  /** How an axis value is written. */
  format?: (value: number) => string;
};

const left = 44;
const right = 608;
const top = 34;
const bottom = 290;

/** A round step that cuts `limit` into two to four parts. */
function step(limit: number) {
  const size = 10 ** Math.floor(Math.log10(limit / 4));
  const parts = size < 10 ? [1, 2, 5, 10] : [1, 2, 2.5, 5, 10];
  return parts.map((part) => part * size).find((part) => limit / part <= 4) ?? limit;
}

/** Months on x, what happened in ink, the target as a line, the forecast as a band. Show a table of it beside. */
export function LineChart(props: LineChartProps) {
  const { title, desc, months, actual, target, plan, now, forecast, format = String } = props;
  const id = useId();
  const limit = Math.max(1, target.value, forecast?.high ?? 0, ...actual.map((point) => point.value));
  const x = (at: number) => left + ((right - left) * at) / months.length;
  const y = (value: number) => bottom - ((bottom - top) * value) / limit;
  const last = actual.at(-1);
  const path = actual.map(({ at, value }, i) => `${i ? "L" : "M"}${x(at).toFixed(1)} ${y(value).toFixed(1)}`);
  const grid = Array.from({ length: Math.floor(limit / step(limit)) + 1 }, (_, i) => i * step(limit)).filter(
    (value) => value === 0 || Math.abs(y(value) - y(target.value)) > 16,
  );
  const ahead = last !== undefined && last.value > (target.value * last.at) / months.length;
  // The plan's words keep away from today's.
  const planAt = months.length * (last && Math.abs(last.at / months.length - 0.45) < 0.2 ? 0.75 : 0.45);
  const above = last !== undefined && (ahead || y(last.value) + 38 > bottom);
  const middle = forecast && (forecast.low + forecast.high) / 2;
  // The gap's words and the forecast's words share the right margin: keep a line between them.
  const gapY = y(target.value) + 4;
  const middleY = middle === undefined ? 0 : Math.max(y(middle) + 4, forecast?.gap ? gapY + 20 : 0);
  return (
    <svg
      className="chart"
      viewBox="0 0 740 320"
      role="img"
      aria-labelledby={`${id}-t`}
      aria-describedby={`${id}-d`}
    >
      <title id={`${id}-t`}>{title}</title>
      <desc id={`${id}-d`}>{desc}</desc>
      {grid.map((value) => (
        <g key={value}>
          <line className={value ? "c-grid" : "c-axis"} x1={left} x2={right} y1={y(value)} y2={y(value)} />
          <text x={left - 8} y={y(value) + 4.5} textAnchor="end">
            {format(value)}
          </text>
        </g>
      ))}
      {months.map((month, index) => (
        <g key={month}>
          <line className="c-axis" x1={x(index)} x2={x(index)} y1={bottom} y2={bottom + 5} />
          <text x={x(index + 0.5)} y={bottom + 21} textAnchor="middle">
            {month}
          </text>
        </g>
      ))}
      <line className="c-axis" x1={right} x2={right} y1={bottom} y2={bottom + 5} />
      {plan && (
        <>
          <path className="c-plan" d={`M${left} ${bottom}L${right} ${y(target.value)}`} />
          <text x={x(planAt) - 8} y={y((target.value * planAt) / months.length) - 6} textAnchor="end">
            {plan.label}
          </text>
        </>
      )}
      <line className="c-target" x1={left} x2={right + 8} y1={y(target.value)} y2={y(target.value)} />
      <text className="strong" x={left} y={y(target.value) - 9}>
        {target.label}
      </text>
      {forecast && last && middle !== undefined && (
        <>
          <path
            className="c-band"
            d={`M${x(last.at)} ${y(last.value)}L${right} ${y(forecast.high)}V${y(forecast.low)}Z`}
          />
          <path className="c-mid" d={`M${x(last.at)} ${y(last.value)}L${right} ${y(middle)}`} />
          <text className="strong" x={right + 22} y={middleY}>
            {forecast.label}
          </text>
          {forecast.gap && (
            <>
              <path className="c-gap" d={`M${right + 8} ${y(target.value)}h7V${y(middle)}h-7`} />
              <text className="c-gap-t" x={right + 22} y={gapY}>
                {forecast.gap}
              </text>
            </>
          )}
        </>
      )}
      <path className="c-actual" d={path.join("")} />
      {last && (
        <>
          <circle className="c-dot" cx={x(last.at)} cy={y(last.value)} r="4.5" />
          {now && (
            <g textAnchor={ahead ? "end" : "start"}>
              <text
                className="strong big"
                x={x(last.at) + (ahead ? -10 : 10)}
                y={y(last.value) + (above ? -24 : 16)}
              >
                {now.label}
              </text>
              <text x={x(last.at) + (ahead ? -10 : 10)} y={y(last.value) + (above ? -7 : 34)}>
                {now.note}
              </text>
            </g>
          )}
        </>
      )}
    </svg>
  );
}
