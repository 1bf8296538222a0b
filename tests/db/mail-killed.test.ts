import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { tidyDeliveries, useDelivery } from "~/platform/deliver.server";
import { notify } from "~/platform/notifications.server";
import { seededRandom } from "~/lib/random";
import { openStore, useStore } from "~/platform/store.server";
import { aPerson } from "../factories/people";
import { freshDatabase, kind } from "../setup/fresh-store";
import { runScript } from "../setup/run-script";
import { startSmtp } from "../setup/smtp";

const mails = 50;
const kills = 5;

/** A store that processes can open one after the other. */
async function aStore() {
  if (kind === "postgres") {
    const { databaseUrl = "" } = await freshDatabase("migrated");
    return { where: databaseUrl, open: () => openStore({ databaseUrl }) };
  }
  const dataDir = mkdtempSync(join(tmpdir(), "nuanxin-mail-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  return { where: dataDir, open: () => openStore({ dataDir }) };
}

test(`${mails} mails, and the process killed ${kills} times while it sends: each arrives once, or is uncertain`, async () => {
  const smtp = await startSmtp();
  onTestFinished(smtp.stop);
  smtp.behave(() => ({ slowMs: 100 }));
  const { where, open } = await aStore();

  const people = Array.from({ length: mails }, (_, index) => aPerson({ email: `p${index}@example.cn` }));
  const first = await open();
  useDelivery({ smtpUrl: smtp.url, mailFrom: "n@example.cn", wecomOrigin: "", publicOrigin: undefined });
  await first.db.person.createMany({ data: people });
  await first.db.$transaction(
    (tx) =>
      notify(tx, {
        personIds: people.map(({ id }) => id),
        key: "killed",
        kind: "system.test",
        params: {},
      }),
    { timeout: 20_000 },
  );
  // A server's job is given back when it expires: soon, for a test.
  await first.pool.query(
    `update pgboss.job set expire_in = '2 seconds', retry_limit = 100, retry_delay = 0, retry_backoff = false`,
  );
  await first.close();

  const random = seededRandom("mails and kills");
  for (let kill = 0; kill < kills; kill++) {
    const worker = runScript("tests/setup/mail-worker.ts", where, smtp.url);
    await worker.line(/working/);
    // In the middle of its work: some have arrived, the next are at any point of their way.
    const enough = smtp.messages.length + 1 + Math.floor(random() * 4);
    while (smtp.messages.length < enough) await sleep(1);
    await sleep(random() * 120);
    await worker.kill();
  }
  const killedAt = smtp.messages.length;
  const last = runScript("tests/setup/mail-worker.ts", where, smtp.url);
  await last.line(/nothing waits/);
  await last.kill();

  const store = await open();
  onTestFinished(() => store.close());
  useStore(store);
  // On a server, another process may still be at what is being sent; a while later it cannot.
  await store.pool.query(
    `update notification_delivery set updated_at = updated_at - interval '2 minutes' where state = 'sending'`,
  );
  await tidyDeliveries({ atStart: true });
  const deliveries = await store.db.notificationDelivery.findMany({ include: { notification: true } });
  const copies = (personId: string) => {
    const { email } = people.find(({ id }) => id === personId) ?? {};
    return smtp.messages.filter(({ to }) => to === email).length;
  };
  const counts: Record<string, number> = {};
  for (const { state, notification } of deliveries) {
    const label = `${state}, ${copies(notification.personId)} copies`;
    counts[label] = (counts[label] ?? 0) + 1;
  }
  console.log(`${killedAt} arrived before the last start`, counts);
  expect(deliveries).toHaveLength(mails);
  for (const { state, notification } of deliveries) {
    if (state === "uncertain") expect(copies(notification.personId)).toBeLessThanOrEqual(1);
    else expect([state, copies(notification.personId)]).toEqual(["sent", 1]);
  }
}, 120_000);
