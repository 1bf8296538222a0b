import { staleImports } from "~/features/exchange/rotate-keys.server";
import { staleSecondFactors, staleSecrets } from "~/features/people/rotate-keys.server";
import { audit } from "~/platform/audit.server";
import { CryptoError, currentKeyName } from "~/platform/crypto.server";
import {
  resealAll,
  staleInstallation,
  staleMessages,
  staleRobots,
  staleUnderWay,
} from "~/platform/reseal.server";
import { transact } from "~/platform/transact.server";

/** How many texts of each kind were sealed anew. */
export interface Rotation {
  key: string;
  secrets: number;
  secondFactors: number;
  robots: number;
  imports: number;
  /** Messages in the queue. */
  messages: number;
  installation: number;
  /** Messages that are being sent just now, under an older key: until a run says 0, that key stays. */
  underWay: number;
}

/**
 * Seals everything anew with the key in use that an older one sealed, so that the older one may be thrown away. Not one
 * transaction: each batch stands for itself, so the app goes on and a killed run is just run again. Keyed hashes stay,
 * since they come from the installation's secret. Throws `CryptoError`, after all the rest is done, when something did
 * not open.
 */
export async function rotateKeys({
  batch = 200,
  afterBatch,
}: { batch?: number; afterBatch?: () => void } = {}): Promise<Rotation> {
  const failed: string[] = [];
  const reseal = async (next: Parameters<typeof resealAll>[0]) => {
    const result = await resealAll(next, batch, afterBatch);
    failed.push(...result.failed);
    return result.done;
  };
  const rotation = {
    key: currentKeyName(),
    secrets: await reseal(staleSecrets),
    secondFactors: await reseal(staleSecondFactors),
    robots: await reseal(staleRobots),
    imports: await reseal(staleImports),
    messages: await reseal(staleMessages),
    installation: await reseal(staleInstallation),
    underWay: await staleUnderWay(),
  };
  const { key, underWay: _, ...counts } = rotation;
  if (Object.values(counts).some((count) => count > 0)) {
    await transact((tx) =>
      audit(tx, { actorId: null, action: "key.rotate", subject: `key:${key}`, detail: counts }),
    );
  }
  if (failed.length > 0) {
    throw new CryptoError(
      `${failed.length} sealed texts did not open; keep the older keys. The first: ${failed[0]}`,
    );
  }
  return rotation;
}
