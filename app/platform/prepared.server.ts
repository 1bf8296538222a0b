import { db, currentStore } from "./store.server";

/**
 * Asks a query that the database has read and planned before: for what every request of a busy page needs. Below Prisma,
 * which would send the text anew each time. `name` belongs to one text. Not inside a transaction.
 */
export async function prepared<Row>(name: string, text: string, values: readonly unknown[]): Promise<Row[]> {
  db();
  const { rows } = await currentStore().pool.query({ name, text, values: [...values] });
  return rows as Row[];
}
