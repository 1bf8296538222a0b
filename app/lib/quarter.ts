import { addDays } from "./dates";

export interface Quarter {
  year: number;
  /** 1 to 4. */
  number: number;
  /** First and last day, both included. */
  from: string;
  to: string;
}

/** The calendar quarter of a civil date. */
export function quarterOf(date: string): Quarter {
  const year = Number(date.slice(0, 4));
  const number = Math.ceil(Number(date.slice(5, 7)) / 3);
  const first = (quarter: number) => `${year}-${String(quarter * 3 - 2).padStart(2, "0")}-01`;
  return {
    year,
    number,
    from: first(number),
    to: number === 4 ? `${year}-12-31` : addDays(first(number + 1), -1),
  };
}
