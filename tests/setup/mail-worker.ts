import { setTimeout as sleep } from "node:timers/promises";
import { useDelivery, deliver, tidyDeliveries } from "~/platform/deliver.server";
import { useKeys, useSecret } from "~/platform/crypto.server";
import { startJobs } from "~/platform/jobs.server";
import { db, openStore, useStore } from "~/platform/store.server";

// A process of its own that sends what waits until it is killed: `<database address or directory> <mail server>`.
const [where = "", smtpUrl = ""] = process.argv.slice(2);
useKeys(Buffer.alloc(32, 7));
useSecret(Buffer.alloc(32, 8));
useStore(await openStore(/^postgres/.test(where) ? { databaseUrl: where } : { dataDir: where }));
useDelivery({
  smtpUrl,
  mailFrom: "nuanxin@example.cn",
  wecomOrigin: "http://127.0.0.1:1",
  publicOrigin: undefined,
});
await tidyDeliveries({ atStart: true });
const nothing = async () => {};
await startJobs(
  { deliver, "seal-logs": nothing, "index-lessons": nothing, hourly: () => tidyDeliveries(), daily: nothing },
  { pollMs: 50, maintainSeconds: 1 },
);
process.stdout.write("working\n");
while (await db().notificationDelivery.count({ where: { state: "waiting" } })) await sleep(100);
process.stdout.write("nothing waits\n");
