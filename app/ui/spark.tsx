/** A line without axes beside the figure it belongs to; needs at least two values. */
export function Spark({ values }: { values: number[] }) {
  const low = Math.min(...values);
  const range = Math.max(...values) - low || 1;
  const points = values.map((value, index): [number, number] => [
    2 + (84 * index) / Math.max(1, values.length - 1),
    19 - (16 * (value - low)) / range,
  ]);
  const [x, y] = points.at(-1) ?? [2, 19];
  return (
    <svg className="spark" viewBox="0 0 88 22" aria-hidden="true">
      <polyline points={points.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(" ")} />
      <circle cx={x} cy={y} r="2.5" />
    </svg>
  );
}
