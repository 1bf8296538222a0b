import type { ReadRow } from "~/features/exchange/rules/row";
import type { JudgedRow } from "~/features/exchange/rules/verdict";
import type { Tx } from "~/platform/store.server";

/** Where, when and for whom an import is judged and taken. */
export interface Importing {
  actorId: string;
  /** The units of the actor's permission; what lies below belongs to them. */
  units: readonly string[];
  at: Date;
  requestId: string;
}

/** A row with its verdict and what taking it writes. */
export interface Step<Plan> {
  judged: JudgedRow;
  plan: Plan | null;
}

/** How one kind is imported. */
export interface Importer<Plan> {
  /** Takes the locks under which `judge` and `take` see the same world; `changed` are the rows that change something known. */
  lock(tx: Tx, rows: readonly ReadRow[], changed: readonly ReadRow[]): Promise<void>;
  judge(tx: Tx, rows: readonly ReadRow[], importing: Importing): Promise<Step<Plan>[]>;
  /** Writes plans of new and changed rows. What it is given was judged in the same transaction. */
  take(tx: Tx, plans: readonly Plan[], importing: Importing): Promise<void>;
}

/** The texts of one column in all rows, each once. */
export function columnOf(rows: readonly ReadRow[], key: string): string[] {
  return [...new Set(rows.flatMap(({ values }) => (values[key] === undefined ? [] : [String(values[key])])))];
}

/** What stays within the number of parameters that one statement of the database takes. */
export function chunks<T>(items: readonly T[], size = 1000): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}
