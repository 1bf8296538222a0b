import type { ImportKind } from "~/features/exchange/rules/columns";
import type { ReadRow } from "~/features/exchange/rules/row";
import type { JudgedRow } from "~/features/exchange/rules/verdict";
import type { Tx } from "~/platform/store.server";
import { certificates, registrations } from "./import-certificates.server";
import { people } from "./import-people.server";
import { attendances, sessions } from "./import-sessions.server";
import type { Importer, Importing } from "./importing.server";

/** A kind's importer, with its plans kept inside. */
export interface AnyImporter {
  lock(tx: Tx, rows: readonly ReadRow[], changed: readonly ReadRow[]): Promise<void>;
  judge(
    tx: Tx,
    rows: readonly ReadRow[],
    importing: Importing,
  ): Promise<{ judged: JudgedRow[]; take(): Promise<number> }>;
}

function whole<Plan>(importer: Importer<Plan>): AnyImporter {
  return {
    lock: (tx, rows, changed) => importer.lock(tx, rows, changed),
    async judge(tx, rows, importing) {
      const steps = await importer.judge(tx, rows, importing);
      const plans = steps.flatMap(({ judged: { verdict }, plan }) =>
        (verdict === "new" || verdict === "changed") && plan !== null ? [plan] : [],
      );
      const take = async () => {
        await importer.take(tx, plans, importing);
        return plans.length;
      };
      return { judged: steps.map(({ judged }) => judged), take };
    },
  };
}

export const importers: Record<ImportKind, AnyImporter> = {
  people: whole(people),
  certificates: whole(certificates),
  registrations: whole(registrations),
  sessions: whole(sessions),
  attendances: whole(attendances),
};
