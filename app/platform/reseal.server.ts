import { CryptoError, currentKeyName, decrypt, encrypt, resealSecret } from "./crypto.server";
import { secretOwner } from "./notifications.server";
import { db, type Tx } from "./store.server";
import { lock, transact } from "./transact.server";

/** A text that an older key sealed. */
export interface StaleText {
  /** Where it is, for a message: table and row. */
  at: string;
  reseal(): string;
  /** Keeps the text sealed anew, unless somebody wrote another in between. Returns the number of rows written. */
  keep(tx: Tx, fresh: string): Promise<number>;
}

/** The next texts of one kind that the key in use did not seal, in a lasting order. */
export type NextStale = (tx: Tx, page: { skip: number; take: number }) => Promise<StaleText[]>;

export interface Resealed {
  done: number;
  /** One line for each text that did not open. */
  failed: string[];
}

/** What Prisma looks for in a column: texts that another key than the one in use sealed. */
export function staleFilter(): { not: { contains: string } } {
  return { not: { contains: `.${currentKeyName()}.` } };
}

export function resealed(sealed: string, belongsTo: string): string {
  return encrypt(decrypt(sealed, belongsTo), belongsTo);
}

/**
 * Seals all texts of one kind anew, a batch a transaction, while others go on reading and writing. Cut short, it goes
 * on where it was: what is done no longer counts as stale.
 */
export async function resealAll(next: NextStale, batch: number, afterBatch?: () => void): Promise<Resealed> {
  const failed: string[] = [];
  for (let done = 0; ;) {
    const step = await transact(
      async (tx) => {
        await lock(tx, "reseal");
        const texts = await next(tx, { skip: failed.length, take: batch });
        const wrong: string[] = [];
        let written = 0;
        for (const text of texts) {
          try {
            written += await text.keep(tx, text.reseal());
          } catch (error) {
            if (!(error instanceof CryptoError)) throw error;
            wrong.push(`${text.at}: ${error.message}`);
          }
        }
        return { found: texts.length, written, wrong };
      },
      { isolation: "ReadCommitted", timeoutMs: 60_000 },
    );
    if (step.found === 0) return { done, failed };
    done += step.written;
    failed.push(...step.wrong);
    afterBatch?.();
  }
}

export const staleInstallation: NextStale = async (tx, page) => {
  const where = { secretCipher: staleFilter() };
  const rows = await tx.installation.findMany({ where, orderBy: { id: "asc" }, ...page });
  return rows.flatMap(({ id, secretCipher }) =>
    secretCipher === null
      ? []
      : {
          at: "installation",
          reseal: () => resealSecret(secretCipher),
          keep: async (tx, fresh) =>
            (await tx.installation.updateMany({ where: { id, secretCipher }, data: { secretCipher: fresh } }))
              .count,
        },
  );
};

export const staleRobots: NextStale = async (tx, page) => {
  const rows = await tx.robot.findMany({
    where: { keyCipher: staleFilter() },
    orderBy: { id: "asc" },
    ...page,
  });
  return rows.map(({ id, keyCipher }) => ({
    at: `robot ${id}`,
    reseal: () => resealed(keyCipher, `robot:${id}`),
    keep: async (tx, fresh) =>
      (await tx.robot.updateMany({ where: { id, keyCipher }, data: { keyCipher: fresh } })).count,
  }));
};

/**
 * Secret pages of messages that wait in the queue. A job that somebody is working on is left alone: what is queued
 * again is sealed with the key in use then.
 */
export const staleMessages: NextStale = async (tx, { skip, take }) => {
  const rows = await tx.$queryRaw<{ id: string; notificationId: string; sealed: string }[]>`
    select id::text, data->>'notificationId' as "notificationId", data->>'sealed' as sealed
    from pgboss.job
    where name = 'deliver' and state < 'active' and data->>'sealed' not like ${keyInUse()}
    order by id offset ${skip} limit ${take}`;
  return rows.map(({ id, notificationId, sealed }) => ({
    at: `job deliver ${id}`,
    reseal: () => resealed(sealed, secretOwner(notificationId)),
    keep: (tx, fresh) => tx.$executeRaw`
      update pgboss.job set data = jsonb_set(data, '{sealed}', to_jsonb(${fresh}::text))
      where name = 'deliver' and id = ${id}::uuid and state < 'active' and data->>'sealed' = ${sealed}`,
  }));
};

/** How many messages with a secret page under an older key are still to be sent: those somebody is working on. */
export async function staleUnderWay(): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    select count(*)::int as count from pgboss.job
    where name = 'deliver' and state <= 'active' and data->>'sealed' not like ${keyInUse()}`;
  return row?.count ?? 0;
}

const keyInUse = () => `%.${currentKeyName()}.%`;
