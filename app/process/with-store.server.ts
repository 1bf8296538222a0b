import type { Config } from "~/platform/config.server";
import { loadClock } from "~/platform/clock.server";
import { loadSecret } from "~/platform/crypto.server";
import { takeKeys } from "~/platform/encryption-key.server";
import { db, openStore, useStore } from "~/platform/store.server";
import { equip } from "./equip.server";

/**
 * Opens the installation's store for one piece of work and closes it again. Without `migrate` the store is left as it
 * is found, for work that only looks. Throws `ConfigError`, `StoreError`.
 */
export async function withStore<T>(config: Config, migrate: boolean, work: () => Promise<T>): Promise<T> {
  takeKeys(config);
  const store = await openStore({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, migrate });
  try {
    useStore(store);
    equip(config);
    if (!migrate) return await work();
    // A store that nothing was started on yet has no installation, and no secret.
    if (await db().installation.count()) await loadSecret();
    await loadClock();
    return await work();
  } finally {
    useStore(undefined);
    await store.close();
  }
}
