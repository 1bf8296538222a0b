import { db } from "./store.server";

/** Throws what the database driver throws when the database does not answer. */
export async function ping(): Promise<void> {
  await db().$queryRaw`select 1 as alive`;
}
