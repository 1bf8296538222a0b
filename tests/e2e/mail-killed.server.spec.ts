import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { seededRandom } from "../../app/lib/random";
import type { Running } from "../../app/process/start.server";
import { aPerson, anAccount } from "../factories/people";
import { loadBuild } from "../setup/build";
import { startSmtp } from "../setup/smtp";

const kills = 4;
const each = 8;

/** A port that stands in the links of mails, so it has to be known before the server runs. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** `npm start` in a process of its own, once it serves. */
async function startServer(env: Record<string, string>) {
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    env: { ...process.env, LOG_LEVEL: "silent", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => chunk.toString().includes("http://") && resolve());
    child.once("exit", (code) => reject(new Error(`it ended with ${code} instead of starting`)));
  });
  return {
    kill: () => {
      child.kill("SIGKILL");
      return ended;
    },
  };
}

/** What has to go when the test ends, in whatever way. */
const cleanups: (() => unknown)[] = [];
test.afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

/** Looks as often as it can: the moment of a kill is not to be a multiple of anything. */
async function until(met: () => boolean, otherwise: string): Promise<void> {
  for (const begun = Date.now(); !met(); await sleep(1))
    if (Date.now() - begun > 20_000) throw new Error(otherwise);
}

test(`the server killed ${kills} times while it mails what people ask for: each mail arrives once, or is uncertain`, async () => {
  test.setTimeout(180_000);
  const dir = mkdtempSync(path.join(os.tmpdir(), "nuanxin-mail-"));
  cleanups.push(() => rmSync(dir, { recursive: true, force: true }));
  const smtp = await startSmtp();
  cleanups.push(smtp.stop);
  smtp.behave(() => ({ slowMs: 100 }));
  const port = String(await freePort());
  const origin = `http://127.0.0.1:${port}`;
  const env = {
    ...{ NUANXIN_DATA: dir, NUANXIN_DEMO: "0", PORT: port, PUBLIC_ORIGIN: origin },
    ...{ SMTP_URL: smtp.url, MAIL_FROM: "nuanxin@example.cn" },
  };
  const build = await loadBuild();
  const here = async () => {
    const running: Running = await build.entry.module.start({ env, build: async () => build });
    cleanups.push(() => running.close());
    return running;
  };

  const people = Array.from({ length: kills * each }, (_, index) => ({
    ...{ employeeNo: `W${1000 + index}`, round: Math.floor(index / each) },
    person: aPerson({ email: `w${1000 + index}@example.cn` }),
  }));
  const before = await here();
  await before.store.db.person.createMany({ data: people.map(({ person }) => person) });
  await before.store.db.account.createMany({
    data: people.map(({ employeeNo, person }) =>
      anAccount({ employeeNo, personId: person.id, passwordHash: "none that would fit" }),
    ),
  });
  await before.close();

  /** Asks for a new password as the form does. Whether the server has said that it will. */
  const forgot = (employeeNo: string) =>
    fetch(`${origin}/login/forgot`, {
      method: "POST",
      headers: { Origin: origin },
      body: new URLSearchParams({ employeeNo }),
    }).then(
      async (response) => response.status === 200 && (await response.text()).includes("</html>"),
      () => false,
    );
  const random = seededRandom("mails and kills of a server");
  const promised = new Set<string>();
  const arrivedAtKill: number[] = [];
  for (let round = 0; round < kills; round++) {
    const server = await startServer(env);
    cleanups.push(server.kill);
    const enough = smtp.messages.length + 1 + Math.floor((random() * each) / 2);
    const asked = people
      .filter((each) => each.round === round)
      .map(async ({ employeeNo, person }) => {
        if (await forgot(employeeNo)) promised.add(person.id);
      });
    // In the middle of its work: some mails have arrived, the next are at any point of their way.
    await until(() => smtp.messages.length >= enough, `${enough} mails did not arrive`);
    await sleep(random() * 100);
    await server.kill();
    arrivedAtKill.push(smtp.messages.length);
    await Promise.all(asked);
  }

  const { db } = (await here()).store;
  const unsettled = { state: { in: ["waiting", "sending"] } };
  await expect.poll(() => db.notificationDelivery.count({ where: unsettled }), { timeout: 30_000 }).toBe(0);
  const deliveries = await db.notificationDelivery.findMany({ include: { notification: true } });
  const mailsTo = (personId: string) => {
    const to = people.find(({ person }) => person.id === personId)?.person.email;
    return smtp.messages.filter((message) => message.to === to).length;
  };
  const counts: Record<string, number> = {};
  for (const { state, notification } of deliveries) {
    const label = `${state}, ${mailsTo(notification.personId)} copies`;
    counts[label] = (counts[label] ?? 0) + 1;
  }
  const late = smtp.messages.filter(({ to }, index) =>
    people.some(({ person, round }) => person.email === to && index >= (arrivedAtKill[round] ?? 0)),
  );
  const description = `${promised.size} promised, ${late.length} sent by a later process, ${JSON.stringify(counts)}`;
  test.info().annotations.push({ type: "mails", description });
  // Otherwise the kills have hit nothing.
  expect(late.length).toBeGreaterThan(0);
  const told = deliveries.map(({ notification }) => notification.personId);
  expect(new Set(told).size).toBe(told.length);
  expect([...promised].filter((personId) => !told.includes(personId))).toEqual([]);
  for (const { state, notification } of deliveries) {
    if (state === "uncertain") expect(mailsTo(notification.personId)).toBeLessThanOrEqual(1);
    else expect([state, mailsTo(notification.personId)]).toEqual(["sent", 1]);
  }
  // The link in the last mail is one that the store knows.
  const [mail] = (await smtp.parsed()).slice(-1);
  const link = /http:\S+\/link\/[\w-]{43}/.exec(mail?.text ?? "")?.[0] ?? "none";
  expect(await (await fetch(link)).text()).toMatch(/W10\d\d/);
});
