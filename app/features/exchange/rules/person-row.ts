import type { columns } from "./columns";
import type { Value } from "./read-cell";
import type { Reason } from "./row";

/** Values of a row about a person, by column; an empty cell is not there. */
export type PersonRow = Partial<Record<(typeof columns)["people"][number]["key"], Value>>;

export type Refuse = (key: keyof PersonRow, reason: Reason, ...detail: string[]) => void;

export const text = (value: Value | undefined) => (value === undefined ? undefined : String(value));
