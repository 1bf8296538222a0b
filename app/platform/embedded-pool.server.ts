import type { PGlite } from "@electric-sql/pglite";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import pg from "pg";

/**
 * A `pg.Pool` of one over the embedded database, for everything that expects a PostgreSQL pool. Ending the pool
 * leaves `lite` open: its owner closes it.
 */
export function embeddedPool(lite: PGlite, config: pg.PoolConfig = {}): pg.Pool {
  const embedded = createPgConfig(inOneGo(lite) as PGlite);
  const parse = embedded.connection.parse.bind(embedded.connection);
  // pg puts its result parsers into `types`, where this connection's `parse` expects a list of parameter types.
  embedded.connection.parse = (query: { types?: unknown }) =>
    parse({ ...query, types: Array.isArray(query.types) ? query.types : undefined });
  // `connection` is read by pg's Client and missing from its published types.
  return new pg.Pool({ idleTimeoutMillis: 0, ...config, ...(embedded as pg.PoolConfig), max: 1 });
}

/** Parse, Bind, Describe, Execute and Close: the protocol lets their answers wait for the Sync that follows. */
const waiting = new Set([..."PBDEC"].map((kind) => kind.charCodeAt(0)));

/**
 * The database as the connection uses it, entered once for each statement and not once for each of its four or five
 * messages: entering costs more than most statements do.
 */
function inOneGo(lite: PGlite): Pick<PGlite, "waitReady" | "execProtocolStream"> {
  let held: Uint8Array[] = [];
  return {
    waitReady: lite.waitReady,
    async execProtocolStream(message, options) {
      held.push(message);
      if (waiting.has(message[0] ?? 0)) return [];
      const series = held.length === 1 ? message : Buffer.concat(held);
      held = [];
      return lite.execProtocolStream(series, options);
    },
  };
}
