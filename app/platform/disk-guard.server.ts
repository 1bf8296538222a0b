import { statfsSync } from "node:fs";
import type pg from "pg";

/**
 * Bytes that stay free on the disk of the embedded store. It refuses a row for which there is no space, and goes on;
 * but it stands still for ever when its write-ahead log finds none. So writing stops before.
 */
const reserve = 64 * 1024 * 1024;
const writes = /^\s*(insert|update|delete|truncate|create|alter|with\b[\s\S]*\b(insert|update|delete)\b)/i;

/** Makes a connection refuse to write, with PostgreSQL's own code for a full disk, while the disk is nearly full. */
export function refuseWhenFull(client: pg.ClientBase, dir: string): void {
  let [looked, full] = [0, false];
  const isFull = () => {
    if (Date.now() - looked > 500) {
      const { bavail, bsize } = statfsSync(dir);
      [looked, full] = [Date.now(), bavail * bsize < reserve];
    }
    return full;
  };
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const guarded = (...args: unknown[]) => {
    const [asked] = args as [string | { text?: string }];
    const text = typeof asked === "string" ? asked : (asked.text ?? "");
    if (writes.test(text) && isFull()) {
      // Inside a transaction nothing further shall be stored either: the statement fails in the database.
      const refusal = `do $$ begin raise exception using errcode = '53100', message = 'the disk is full'; end $$`;
      const rest = args.slice(1).filter((each) => typeof each === "function");
      return query(typeof asked === "string" ? refusal : { ...asked, text: refusal, values: [] }, ...rest);
    }
    return query(...args);
  };
  client.query = guarded as typeof client.query;
}
