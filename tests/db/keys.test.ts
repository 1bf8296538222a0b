import { beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { deliver, useDelivery } from "~/platform/deliver.server";
import type { Jobs } from "~/platform/jobs.server";
import { notify } from "~/platform/notifications.server";
import { totpOwner } from "~/features/people/second-factor.server";
import { findByIdNumber, readSecret, setSecret } from "~/features/people/secrets.server";
import {
  CryptoError,
  decrypt,
  encrypt,
  keyName,
  loadSecret,
  makeSecret,
  useKeys,
} from "~/platform/crypto.server";
import { db } from "~/platform/store.server";
import { transact } from "~/platform/transact.server";
import { rotateKeys } from "~/workflows/rotate-keys.server";
import { aPerson, anAccount, aUnit } from "../factories/people";
import { atOnce, changes } from "../factories/changes";
import { aPayeeAccount, anIdNumber } from "../factories/secrets";
import { startSmtp } from "../setup/smtp";

const [first, second, third] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer, Buffer];
const at = new Date("2026-11-24T01:00:00Z");
const people = Array.from({ length: 7 }, () => crypto.randomUUID());
const robot = crypto.randomUUID();
const importRun = crypto.randomUUID();
const idNumber = (index: number) => anIdNumber(index);
const keep = (personId: string, text: string) =>
  transact((tx) => setSecret(tx, personId, "id-number", text, at));

beforeAll(async () => {
  useKeys(first);
  await db().person.createMany({ data: people.map((id) => aPerson({ id })) });
  await db().account.createMany({
    data: people.map((id, index) =>
      anAccount({ personId: id, totpCipher: index < 2 ? encrypt(`totp ${index}`, totpOwner(id)) : null }),
    ),
  });
  for (const [index, id] of people.entries()) {
    await keep(id, idNumber(index));
    await transact((tx) => setSecret(tx, id, "payee-account", aPayeeAccount(index), at));
  }
  const unit = await db().unit.create({ data: aUnit() });
  await db().robot.create({
    data: {
      id: robot,
      unitId: unit.id,
      name: "群",
      keyCipher: encrypt("webhook", `robot:${robot}`),
      createdAt: at,
    },
  });
  const run = { kind: "people", fileName: "a.csv", sha256: "0", actorId: people[0] ?? "", createdAt: at };
  await db().importRun.createMany({
    data: [
      { ...run, id: importRun, payload: encrypt("rows", `import:${importRun}`) },
      { ...run, payload: null },
    ],
  });
  await db().installation.create({ data: { id: 1, demo: false, secretCipher: makeSecret() } });
  // The lookups are made with the secret of this installation.
  for (const [index, id] of people.entries()) {
    await transact((tx) => setSecret(tx, id, "id-number", "", at));
    await keep(id, idNumber(index));
  }
});

async function everythingOpens() {
  await loadSecret();
  for (const [index, id] of people.entries()) {
    expect(await readSecret(db(), id, "id-number")).toBe(idNumber(index));
    expect(await readSecret(db(), id, "payee-account")).toBe(aPayeeAccount(index));
    expect(await findByIdNumber(db(), idNumber(index))).toBe(id);
  }
  for (const [index, id] of people.slice(0, 2).entries()) {
    const { totpCipher } = await db().account.findUniqueOrThrow({ where: { personId: id } });
    expect(decrypt(totpCipher ?? "", totpOwner(id))).toBe(`totp ${index}`);
  }
  const { keyCipher } = await db().robot.findUniqueOrThrow({ where: { id: robot } });
  expect(decrypt(keyCipher, `robot:${robot}`)).toBe("webhook");
  const { payload } = await db().importRun.findUniqueOrThrow({ where: { id: importRun } });
  expect(decrypt(payload ?? "", `import:${importRun}`)).toBe("rows");
}

/** Puts everything under the first key again. */
beforeEach(async () => {
  useKeys(first, second, third);
  await rotateKeys();
});

describe("rotating the keys", () => {
  test("seals everything anew, so that the older key may go; a second time changes nothing", async () => {
    useKeys(second, first);
    const lookups = await db().personSecret.findMany({
      orderBy: { lookup: "asc" },
      select: { lookup: true },
    });
    expect(await rotateKeys({ batch: 3 })).toEqual({
      ...{
        key: keyName(second),
        secrets: 14,
        secondFactors: 2,
        robots: 1,
        imports: 1,
        messages: 0,
        installation: 1,
      },
      underWay: 0,
    });
    expect(await changes(() => rotateKeys())).toEqual({});
    useKeys(second);
    await everythingOpens();
    expect(
      await db().personSecret.findMany({ orderBy: { lookup: "asc" }, select: { lookup: true } }),
    ).toEqual(lookups);
    useKeys(first);
    await expect(readSecret(db(), people[0] ?? "", "id-number")).rejects.toThrow(keyName(second));
    const [last] = await db().auditEvent.findMany({ orderBy: { seq: "desc" }, take: 1 });
    expect(last).toMatchObject({
      action: "key.rotate",
      subject: `key:${keyName(second)}`,
      detail: { secrets: 14 },
    });
  });

  test("goes on after it was killed between two batches; both keys open everything meanwhile", async () => {
    useKeys(second, first);
    let batches = 0;
    const die = () => {
      if (++batches === 3) throw new Error("killed");
    };
    await expect(rotateKeys({ batch: 4, afterBatch: die })).rejects.toThrow("killed");
    await everythingOpens();
    const rest = await rotateKeys({ batch: 4 });
    expect(rest.secrets).toBe(14 - 12);
    useKeys(second);
    await everythingOpens();
  });

  test("while others write, their texts stay; and of several rotations at once each text is done by one", async () => {
    useKeys(second, first);
    const written = people.map((id, index) => () => keep(id, idNumber(100 + index)));
    const [rotations] = await Promise.all([
      atOnce(3, () => rotateKeys({ batch: 2 })),
      Promise.all(written.map((write) => write())),
    ]);
    const sum = rotations.reduce((total, { secrets }) => total + secrets, 0);
    expect(sum).toBeGreaterThanOrEqual(7);
    expect(sum).toBeLessThanOrEqual(14);
    await rotateKeys();
    useKeys(second);
    for (const [index, id] of people.entries()) {
      expect(await readSecret(db(), id, "id-number")).toBe(idNumber(100 + index));
      await keep(id, idNumber(index));
    }
    await everythingOpens();
  });

  test("says what did not open, after all the rest is done, and changes nothing of it", async () => {
    const [odd = ""] = people;
    const where = { personId_kind: { personId: odd, kind: "id-number" } };
    const { cipher } = await db().personSecret.findUniqueOrThrow({ where });
    useKeys(third);
    await db().personSecret.update({ where, data: { cipher: encrypt("?", `person:${odd}:id-number`) } });
    useKeys(second, first);
    await expect(rotateKeys({ batch: 3 })).rejects.toThrow(
      new RegExp(`1 sealed texts did not open.*person_secret ${odd} id-number.*${keyName(third)}`),
    );
    expect(await db().personSecret.count({ where: { cipher: { contains: keyName(second) } } })).toBe(13);
    expect(await db().personSecret.count({ where: { cipher: { contains: keyName(third) } } })).toBe(1);
    await db().personSecret.update({ where, data: { cipher } });
  });

  test("messages that wait are sealed anew, one under way when it waits again; both bring their link", async () => {
    const smtp = await startSmtp();
    onTestFinished(smtp.stop);
    const publicOrigin = "https://example.cn";
    useDelivery({ smtpUrl: smtp.url, mailFrom: "n@example.cn", wecomOrigin: "", publicOrigin });
    onTestFinished(() =>
      useDelivery({ smtpUrl: undefined, mailFrom: "", wecomOrigin: "", publicOrigin: undefined }),
    );
    const [waiting = "", underWay = ""] = people;
    const tell = async (personId: string) => {
      await db().person.update({ where: { id: personId }, data: { email: `${personId}@example.cn` } });
      const params = { purpose: "invite" as const, until: "2026-11-30T00:00:00Z" };
      await transact((tx) =>
        notify(tx, {
          ...{ kind: "account.link", params, personIds: [personId], key: "rotation" },
          secret: () => `/link/${personId}`,
        }),
      );
    };
    const jobs = () =>
      db().$queryRaw<{ id: string; state: string; data: Jobs["deliver"] }[]>`
        select id::text, state::text, data from pgboss.job where name = 'deliver' order by created_on, id`;
    await tell(underWay);
    await db().$executeRaw`update pgboss.job set state = 'active' where name = 'deliver'`;
    const [taken] = await jobs();
    await tell(waiting);

    useKeys(second, first);
    expect(await rotateKeys()).toMatchObject({ messages: 1, underWay: 1 });
    expect((await jobs()).map(({ state }) => state)).toEqual(["active", "created"]);
    expect(await changes(() => rotateKeys())).toEqual({});
    expect((await jobs())[0]).toEqual(taken);

    // The server is not there: it is queued again, now under the key in use.
    smtp.behave(() => "drop-before");
    await deliver(taken?.data ?? { notificationId: "", channel: "mail" });
    await db().$executeRaw`delete from pgboss.job where state = 'active'`;
    expect(await rotateKeys()).toMatchObject({ messages: 0, underWay: 0 });

    useKeys(second);
    smtp.behave(() => "take");
    for (const { data } of await jobs()) await deliver(data);
    const arrived = (await smtp.parsed()).map(({ text }) => /https:\S+\/link\/\S+/.exec(text ?? "")?.[0]);
    expect(arrived.sort()).toEqual([waiting, underWay].map((id) => `${publicOrigin}/link/${id}`).sort());
    await db().$executeRaw`delete from pgboss.job`;
  });

  test("with a wrong key nothing starts: the message names the key that is missing", async () => {
    useKeys(third);
    await expect(loadSecret()).rejects.toThrow(CryptoError);
    await expect(loadSecret()).rejects.toThrow(
      `the key ${keyName(first)} that sealed this text is not at hand`,
    );
    expect(await changes(() => expect(rotateKeys()).rejects.toThrow("19 sealed texts did not open"))).toEqual(
      {},
    );
  });
});
