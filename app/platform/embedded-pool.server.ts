import type { PGlite } from "@electric-sql/pglite";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import pg from "pg";

/**
 * A `pg.Pool` of one over the embedded database, for everything that expects a PostgreSQL pool. Ending the pool
 * leaves `lite` open: its owner closes it.
 */
export function embeddedPool(lite: PGlite, config: pg.PoolConfig = {}): pg.Pool {
  const embedded = createPgConfig(lite);
  const parse = embedded.connection.parse.bind(embedded.connection);
  // pg puts its result parsers into `types`, where this connection's `parse` expects a list of parameter types.
  embedded.connection.parse = (query: { types?: unknown }) =>
    parse({ ...query, types: Array.isArray(query.types) ? query.types : undefined });
  // `connection` is read by pg's Client and missing from its published types.
  return new pg.Pool({ idleTimeoutMillis: 0, ...config, ...(embedded as pg.PoolConfig), max: 1 });
}
