import type { ReactNode } from "react";

type StatProps = {
  label?: ReactNode;
  before?: ReactNode;
  value: ReactNode;
  /** Unit and target, such as "/ 20 场次". */
  unit?: ReactNode;
  /** A sentence under the figure. */
  says?: ReactNode;
  large?: boolean;
  /** The ruler and its legend. */
  children?: ReactNode;
};

/** A figure beside its target. */
export function Stat({ label, before, value, unit, says, large, children }: StatProps) {
  return (
    <div className={large ? "stat stat--large" : "stat"}>
      {label && <p className="stat__label">{label}</p>}
      <p className="stat__num">
        {before && <span>{before}</span>}
        <b>{value}</b>
        {unit && <span>{unit}</span>}
      </p>
      {children}
      {says && <p className="stat__say">{says}</p>}
    </div>
  );
}
