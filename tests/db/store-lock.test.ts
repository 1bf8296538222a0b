import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { takeStoreLock } from "~/platform/store-lock.server";
import { openStore } from "~/platform/store.server";
import { kind } from "../setup/fresh-store";
import { runScript } from "../setup/run-script";

const holder = "tests/setup/store-holder.ts";
// Without /proc a pid tells less, and the beat decides.
const linux = process.platform === "linux";
const never = () => expect.unreachable("nobody takes the lock away here");

function directory() {
  const dir = mkdtempSync(join(tmpdir(), "nuanxin-store-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A directory whose lock belongs to somebody else than this process. */
async function heldBy(changes: object) {
  const dir = directory();
  const own = await takeStoreLock(dir, never);
  const record = { ...JSON.parse(readFileSync(join(dir, "lock/1"), "utf8")), ...changes };
  own.release();
  rmSync(join(dir, "lock/1"));
  writeFileSync(join(dir, "lock/1"), JSON.stringify(record));
  return dir;
}

describe.runIf(kind === "embedded")("the lock of a data directory", () => {
  test("a second process is refused with the name of the first; once that is killed, the next one starts", async () => {
    const dir = directory();
    const first = runScript(holder, "open", dir);
    await first.line(/^stored 1$/);
    await expect(openStore({ dataDir: dir })).rejects.toMatchObject({
      code: "locked",
      message: expect.stringContaining(`process ${first.pid} on `),
      detail: expect.stringMatching(/^process \d+ on .+, running since 20/),
    });
    await first.line(/^stored 40$/);
    await first.kill();

    const store = await openStore({ dataDir: dir });
    const acknowledged = first.lines.filter((line) => line.startsWith("stored")).length;
    expect(await store.db.annualPlan.count()).toBeGreaterThanOrEqual(acknowledged);
    await expect(openStore({ dataDir: dir })).rejects.toMatchObject({ code: "locked" });
    await store.close();
    await (await openStore({ dataDir: dir })).close();
  });

  test("a first start that is cut short leaves nothing in the way of the next", async () => {
    const dir = directory();
    const first = runScript(holder, "open", dir);
    await vi.waitFor(() => expect(existsSync(join(dir, "store.new/base"))).toBe(true), {
      timeout: 20_000,
      interval: 1,
    });
    await first.kill();
    const store = await openStore({ dataDir: dir });
    expect(await store.db.annualPlan.count()).toBe(0);
    await store.close();
    expect(readdirSync(dir).sort()).toEqual(["lock", "store"]);
  });

  test("of eight processes that find a dead holder, one takes its place", async () => {
    const dead = directory();
    const victim = runScript(holder, "race", "0", dead);
    await victim.line(/^won/);
    await victim.kill();
    const dirs = Array.from({ length: 25 }, () => directory());
    for (const dir of dirs) cpSync(dead, dir, { recursive: true, preserveTimestamps: true });

    const start = String(Date.now() + 6_000);
    const racers = Array.from({ length: 8 }, () => runScript(holder, "race", start, ...dirs));
    await Promise.all(racers.map((racer) => racer.line(/^done$/)));
    const said = racers.flatMap((racer) => racer.lines);
    for (const dir of dirs) expect(said.filter((line) => line === `won ${dir}`)).toHaveLength(1);
    expect(said.filter((line) => line === "locked")).toHaveLength(25 * 7);
    for (const dir of dirs) expect(readdirSync(join(dir, "lock"))).toEqual(["2"]);
  });

  test.runIf(linux)(
    "a living process is believed, a dead one and a stranger with its pid are not",
    async () => {
      const { pid, ticks } = await identity();
      await expect(takeStoreLock(await heldBy({ pid, ticks }), never)).rejects.toThrow(`process ${pid} on`);
      (await takeStoreLock(await heldBy({ pid, ticks: "1" }), never)).release();
      (await takeStoreLock(await heldBy({ pid: 4_194_305, ticks }), never)).release();
      (await takeStoreLock(await heldBy({ pid, ticks, boot: "before" }), never)).release();
    },
  );

  test.runIf(linux)("a process that was killed and not yet buried is dead", async () => {
    // The shell becomes a `sleep`, which never asks after its child.
    const parent = spawn("/bin/sh", ["-c", "sleep 30 & echo $!; exec sleep 30"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    onTestFinished(() => void parent.kill("SIGKILL"));
    const pid = Number(await new Promise((resolve) => parent.stdout.once("data", resolve)));
    const stat = (of: number) => readFileSync(`/proc/${of}/stat`, "utf8");
    await vi.waitFor(() => expect(stat(parent.pid ?? 0)).toContain("(sleep)"));
    process.kill(pid, "SIGKILL");
    await vi.waitFor(() => expect(stat(pid)).toContain(") Z "));
    const ticks = stat(pid).split(") ")[1]?.split(" ")[19];
    (await takeStoreLock(await heldBy({ pid, ticks }), never)).release();
  });

  test("a holder in another container is believed as long as it shows that it lives", async () => {
    const times = { beatMs: 50, silentMs: 400 };
    const dir = await heldBy({ host: "elsewhere", pid: 1 });
    const beat = setInterval(() => utimesSync(join(dir, "lock/1"), new Date(), new Date()), times.beatMs);
    await expect(takeStoreLock(dir, never, times)).rejects.toThrow("process 1 on elsewhere");
    clearInterval(beat);
    (await takeStoreLock(dir, never, times)).release();
  });

  test("who asks for a number that was given and cleared away in the meantime gives it back", async () => {
    const dir = await heldBy({ host: "elsewhere", pid: 1 });
    const late = takeStoreLock(dir, never, { beatMs: 50, silentMs: 60_000 });
    // While it waits to see whether the first is silent, another takes over, ends, and a third follows.
    writeFileSync(join(dir, "lock/3"), JSON.stringify(await identity()));
    rmSync(join(dir, "lock/1"));
    await expect(late).rejects.toMatchObject({ code: "locked" });
    expect(readdirSync(join(dir, "lock"))).toEqual(["3"]);
  });

  test("a holder beats, and learns that it was taken for dead", async () => {
    const dir = directory();
    const lost = vi.fn();
    const lock = await takeStoreLock(dir, lost, { beatMs: 20, silentMs: 100 });
    utimesSync(join(dir, "lock/1"), 0, 0);
    await expect.poll(() => statSync(join(dir, "lock/1")).mtimeMs).toBeGreaterThan(0);
    await expect(takeStoreLock(dir, never)).rejects.toMatchObject({ code: "locked" });
    expect(lost).not.toHaveBeenCalled();
    writeFileSync(join(dir, "lock/2"), "{}");
    await expect.poll(() => lost.mock.calls.length).toBe(1);
    lock.release();
    expect(readFileSync(join(dir, "lock/2"), "utf8")).toBe("{}");
  });

  test("a directory that cannot be made is reported", async () => {
    const file = join(directory(), "file");
    writeFileSync(file, "");
    await expect(openStore({ dataDir: file })).rejects.toMatchObject({ code: "unwritable", detail: file });
  });
});

async function identity(): Promise<{ pid: number; ticks: string }> {
  const dir = directory();
  await takeStoreLock(dir, never);
  return JSON.parse(readFileSync(join(dir, "lock/1"), "utf8"));
}
