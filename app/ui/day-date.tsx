import type { ReactNode } from "react";

type DayDateProps = {
  /** Machine-readable, such as "2026-11-24". */
  dateTime: string;
  month: string;
  day: string;
  weekday: string;
  /** Such as "明天". */
  note?: string;
  children: ReactNode;
};

/** A date as a leaf of a calendar, and what happens on it. */
export function DayDate({ dateTime, month, day, weekday, note, children }: DayDateProps) {
  return (
    <div className="day">
      <time className="day__date" dateTime={dateTime}>
        <span className="dim">{month}</span> <b>{day}</b> <span>{weekday}</span>
        {note && <span> {note}</span>}
      </time>
      <div>{children}</div>
    </div>
  );
}
