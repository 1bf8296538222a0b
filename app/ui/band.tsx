type BandProps = {
  low: number;
  high: number;
  /** Stands in the middle of the scale, always. */
  mark: number;
  markLabel: string;
  /** Half the width of the scale, in the unit of the others; a third of the mark by default. */
  reach?: number;
  label: string;
};

/** An estimate as a range around a mark; never a single number. */
export function Band({ low, high, mark, markLabel, reach = mark / 3, label }: BandProps) {
  const place = (value: number) => Math.min(97, Math.max(3, 50 + ((value - mark) / reach) * 50));
  const [from, to] = [place(low), place(high)];
  const close = to - from < 9;
  return (
    <svg className="band" width="100%" height="54" role="img" aria-label={label}>
      <text className="band__mark" x="50%" y="12" textAnchor="middle">
        {markLabel}
      </text>
      <line className="band__axis" x2="100%" y1="27.5" y2="27.5" />
      <rect className="band__span" x={`${from}%`} y="21" width={`${to - from}%`} height="13" />
      <line className="band__halo" x1="50%" x2="50%" y1="16" y2="39" />
      <line className="band__pass" x1="50%" x2="50%" y1="16" y2="39" />
      <text className="band__end" x={`${from}%`} y="50" textAnchor={close ? "end" : "middle"}>
        {low}
      </text>
      <text
        className="band__end"
        x={`${to}%`}
        y="50"
        textAnchor={close ? "start" : "middle"}
        dx={close ? 4 : 0}
      >
        {high}
      </text>
    </svg>
  );
}
