import { useId } from "react";

type RulerProps = {
  /** The target; `done`, `due`, `miss` and `now.at` are in the same unit. */
  total: number;
  done: number;
  due?: number;
  miss?: number;
  /** One division for each countable thing. */
  divisions?: number;
  /** Where today should be. */
  now?: { at: number; label: string };
  complete?: boolean;
  thin?: boolean;
  /** The whole ruler in words, for screen readers. */
  label: string;
};

const percent = (part: number, total: number) =>
  total > 0 ? Math.min(100, Math.max(0, (part / total) * 100)) : 0;

/** The only shape of progress: solid happened, hatched is promised, dashed nobody has, the upright line is today. */
export function Ruler({ total, done, due = 0, miss = 0, divisions, now, complete, thin, label }: RulerProps) {
  const hatch = useId().replace(/:/g, "");
  const top = now ? 22 : 0;
  const height = thin ? 6 : 12;
  const a = percent(done, total);
  const b = percent(done + due, total);
  const c = percent(done + due + miss, total);
  const at = now && percent(now.at, total);
  return (
    <svg
      className={thin ? "ruler ruler--thin" : "ruler"}
      width="100%"
      height={top + height + (now ? 4 : 0)}
      role="img"
      aria-label={label}
    >
      {b > a && (
        <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line className="ruler__hatch" y2="4" />
        </pattern>
      )}
      <rect className="ruler__track" y={top} width="100%" height={height} />
      <rect
        className={complete ? "ruler__done ruler__done--ok" : "ruler__done"}
        y={top}
        width={`${a}%`}
        height={height}
      />
      {b > a && (
        <>
          <rect className="ruler__ground" x={`${a}%`} y={top} width={`${b - a}%`} height={height} />
          <rect
            className="ruler__due"
            x={`${a}%`}
            y={top + 0.5}
            width={`${b - a}%`}
            height={height - 1}
            fill={`url(#${hatch})`}
          />
        </>
      )}
      {c > b && (
        <>
          <rect className="ruler__ground" x={`${b}%`} y={top} width={`${c - b}%`} height={height} />
          <rect
            className="ruler__miss"
            x={`${b}%`}
            y={top + 0.75}
            width={`${c - b}%`}
            height={height - 1.5}
          />
        </>
      )}
      {Array.from({ length: Math.max(0, (divisions ?? 1) - 1) }, (_, index) => {
        const x = `${((index + 1) / (divisions ?? 1)) * 100}%`;
        return <line key={x} className="ruler__part" x1={x} x2={x} y1={top - 1} y2={top + height + 1} />;
      })}
      {now && at !== undefined && (
        <>
          <line className="ruler__now" x1={`${at}%`} x2={`${at}%`} y1={top - 6} y2={top + height + 4} />
          <text
            className="ruler__say"
            x={`${at}%`}
            y="12"
            dx={at > 70 && at < 95 ? 13 : at < 30 && at > 5 ? -13 : 0}
            textAnchor={at > 70 ? "end" : at < 30 ? "start" : "middle"}
          >
            {now.label}
          </text>
        </>
      )}
    </svg>
  );
}
