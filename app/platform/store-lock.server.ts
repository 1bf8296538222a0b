import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StoreError } from "./store-error.server";

/** Who holds the lock. Written whole and never changed. */
interface Holder {
  pid: number;
  host: string;
  /** ISO time, for people to read. */
  startedAt: string;
  /** Tells two processes with one pid apart: the start in clock ticks since boot, where the system says so. */
  ticks: string | null;
  /** Where pids mean the same: a boot of a machine, and within it one namespace (a container has its own). */
  boot: string | null;
  pids: string | null;
}

export interface StoreLock {
  release(): void;
}

/** How often a holder shows that it lives, and how long another must be silent before it counts as dead (ms). */
export interface LockTimes {
  beatMs: number;
  silentMs: number;
}

/**
 * Takes the one lock of a data directory, from a dead holder too. Throws a StoreError: `locked` names the living
 * holder, `unwritable` the directory. `onLost` is called when another process took it while this one stood still, or its files were removed;
 * nothing may be written after that.
 *
 * The holder is the file with the highest number in `<dataDir>/lock`; an empty one is a lock that was let go. To take
 * over from number n is to create n + 1, which the file system grants to one process only. The highest file is never
 * removed, so no number comes back, and nobody can hold an old view of the directory against a newer holder: this is
 * what removing a stale file and creating it again would get wrong.
 */
export async function takeStoreLock(
  dataDir: string,
  onLost: () => void,
  { beatMs, silentMs }: LockTimes = { beatMs: 5_000, silentMs: 30_000 },
): Promise<StoreLock> {
  const dir = join(dataDir, "lock");
  const me = JSON.stringify(self());
  try {
    fs.mkdirSync(dir, { recursive: true });
    for (;;) {
      const last = highest(dir);
      const found = last && read(join(dir, `${last}`));
      if (found && !(await isGone(found, join(dir, `${last}`), dir, silentMs))) throw held(dataDir, found);
      const mine = join(dir, `${last + 1}`);
      if (!create(dir, mine, me)) continue;
      // The number may have been given and cleared away already, before this process came to ask for it.
      if (highest(dir) !== last + 1) {
        fs.rmSync(mine, { force: true });
        continue;
      }
      clear(dir, last + 1);
      return hold(dir, mine, last + 1, onLost, beatMs);
    }
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const reason = (error as Error).message;
    throw new StoreError(
      "unwritable",
      `the data directory ${dataDir} cannot be written: ${reason}`,
      dataDir,
      error,
    );
  }
}

function hold(dir: string, mine: string, number: number, onLost: () => void, beatMs: number): StoreLock {
  const beat = setInterval(() => {
    const last = attempt(() => highest(dir));
    if (last === number) return attempt(() => fs.utimesSync(mine, new Date(), new Date()));
    // A directory that cannot be read for a moment (too many open files) is no sign of another holder.
    if (last === null && fs.existsSync(dir)) return;
    clearInterval(beat);
    onLost();
  }, beatMs);
  beat.unref();
  return {
    release() {
      clearInterval(beat);
      if (attempt(() => highest(dir)) === number) fs.truncateSync(mine);
    },
  };
}

/** Atomic, with all of its content: false when the number is taken. */
function create(dir: string, path: string, content: string): boolean {
  const draft = join(dir, `draft-${process.pid}-${randomBytes(6).toString("hex")}`);
  fs.writeFileSync(draft, content);
  try {
    fs.linkSync(draft, path);
    return true;
  } catch (error) {
    // ENOENT: a new holder has cleared the draft away.
    if (["EEXIST", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

function highest(dir: string): number {
  return Math.max(0, ...fs.readdirSync(dir).map(Number).filter(Number.isInteger));
}

function clear(dir: string, number: number) {
  for (const name of fs.readdirSync(dir)) {
    if (!(Number(name) >= number)) fs.rmSync(join(dir, name), { force: true });
  }
}

/** Null for a lock that was let go, or whose file has gone because there is a newer one. */
function read(path: string): Holder | null {
  try {
    const text = fs.readFileSync(path, "utf8");
    return text ? (JSON.parse(text) as Holder) : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

async function isGone(holder: Holder, path: string, dir: string, silentMs: number): Promise<boolean> {
  const me = self();
  if (holder.host === me.host && holder.boot !== me.boot) return true; // the machine was started again
  if (holder.host === me.host && holder.pids === me.pids) {
    const ticks = startTicks(holder.pid);
    if (ticks === "none") return true;
    if (ticks && holder.ticks) return ticks !== holder.ticks;
  }
  // Another machine or container, or a system that does not tell: only its beat can say. A clock that is not ours
  // is compared with nothing but itself.
  const probe = join(dir, `draft-${process.pid}-${randomBytes(6).toString("hex")}`);
  const first = modified(path);
  for (;;) {
    fs.writeFileSync(probe, "");
    const now = modified(probe) ?? 0;
    fs.rmSync(probe, { force: true });
    const seen = modified(path);
    if (seen === null || first === null) return true; // there is a newer one
    if (seen !== first) return false;
    if (now - seen > silentMs) return true;
    await sleep(Math.min(500, silentMs / 4));
  }
}

function modified(path: string): number | null {
  return fs.statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

function self(): Holder {
  const ticks = startTicks(process.pid);
  return {
    pid: process.pid,
    host: hostname(),
    startedAt: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    ticks: ticks === "none" ? null : ticks,
    boot: attempt(() => fs.readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()),
    pids: attempt(() => fs.readlinkSync("/proc/self/ns/pid")),
  };
}

/** When a process started, null when the system does not say, "none" when there is no such process any more. */
function startTicks(pid: number): string | "none" | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return "none";
  }
  const stat = attempt(() => fs.readFileSync(`/proc/${pid}/stat`, "utf8"));
  // The name comes second, in brackets, and may hold anything.
  const [state, ...fields] = stat?.slice(stat.lastIndexOf(")") + 2).split(" ") ?? [];
  if (state === "Z" || state === "X") return "none"; // dead, and its parent has not noticed
  return fields[18] ?? null;
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function held(dataDir: string, { pid, host, startedAt }: Holder) {
  const who = `process ${pid} on ${host}, running since ${startedAt}`;
  return new StoreError(
    "locked",
    `the data directory ${dataDir} is in use by ${who}: stop that one first, or choose another directory`,
    who,
  );
}
