import { takeStoreLock } from "~/platform/store-lock.server";
import { openStore, StoreError } from "~/platform/store.server";

// A process of its own for the tests of the lock: `open <dataDir>` holds a store and writes into it until it is
// killed; `race <time> <directory>…` tries for the lock of one directory after the other, 40 ms apart.
const [mode, first = "", ...more] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);

if (mode === "open") {
  const store = await openStore({ dataDir: first });
  for (let year = 1; ; year++) {
    await store.db.annualPlan.create({ data: { year, sessions: 0, personTimes: 0 } });
    say(`stored ${year}`);
  }
}

for (const [index, dir] of more.entries()) {
  const start = Number(first) + index * 40;
  while (Date.now() < start); // to the millisecond, which a timer is not
  await takeStoreLock(dir, () => say(`lost ${dir}`)).then(
    () => say(`won ${dir}`),
    (error: unknown) => say(error instanceof StoreError ? error.code : String(error)),
  );
}
say("done");
process.stdin.resume(); // and holds what it has won until it is told to end
