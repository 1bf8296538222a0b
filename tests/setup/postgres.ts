import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  accessSync,
  chownSync,
  constants,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface PostgresServer {
  /** With the password of its superuser, on the loopback interface. */
  url: string;
  stop(): Promise<void>;
}

/** The directory of an installed server's programs, or null. */
export function findPostgres(): string | null {
  const packaged = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt", "/usr"].flatMap((parent) =>
    children(parent)
      .filter(
        (name) =>
          (parent === "/usr/lib/postgresql" && Number(name) >= 15) || /^(postgresql@|pgsql-)/.test(name),
      )
      .sort((a, b) => b.localeCompare(a, "en", { numeric: true }))
      .map((name) => join(parent, name, "bin")),
  );
  const onPath = (process.env.PATH ?? "").split(delimiter);
  return (
    [...onPath, ...packaged].find((dir) => ["initdb", "postgres"].every((it) => runs(join(dir, it)))) ?? null
  );
}

/**
 * Starts a server of its own in a temporary directory, which goes when it stops: by `stop`, or when this process ends
 * in whatever way. Without `fsync` a crash of the machine would damage the data; nobody keeps them.
 */
export async function startPostgres(options: { fsync?: boolean } = {}): Promise<PostgresServer> {
  const bin = findPostgres();
  if (!bin) throw new Error("No PostgreSQL server is installed here (initdb and postgres were not found).");
  const dir = mkdtempSync(join(tmpdir(), "nuanxin-pg-"));
  const user = unprivilegedUser();
  const env = { ...process.env, HOME: dir, LC_ALL: "C", TZ: "UTC" };
  const password = randomBytes(12).toString("hex");
  try {
    writeFileSync(join(dir, "password"), password);
    if (user) for (const path of [dir, join(dir, "password")]) chownSync(path, user.uid, user.gid);
    execFileSync(
      join(bin, "initdb"),
      [
        "-D",
        join(dir, "data"),
        "-U",
        "tester",
        "-A",
        "scram-sha-256",
        "--pwfile",
        join(dir, "password"),
      ].concat(["-E", "UTF8", "--locale=C", "--no-sync"]),
      { ...user, env, cwd: dir, stdio: ["ignore", "ignore", "pipe"] },
    );
    for (let attempt = 1; ; attempt++) {
      const port = await freePort();
      const server = await launch(bin, dir, port, options.fsync ?? false, { ...user, env });
      if (server) return { url: `postgresql://tester:${password}@127.0.0.1:${port}/postgres`, stop: server };
      if (attempt === 5)
        throw new Error(`The server did not start:\n${readFileSync(join(dir, "log"), "utf8")}`);
    }
  } catch (error) {
    rmSync(dir, { recursive: true, force: true });
    throw error;
  }
}

/** Resolves with the way to stop it, or null when the port was taken in the meantime. */
async function launch(
  bin: string,
  dir: string,
  port: number,
  fsync: boolean,
  as: { uid?: number; gid?: number; env: NodeJS.ProcessEnv },
) {
  // A time zone that is not UTC, so that a connection which forgets to choose its own is found out.
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    timezone: "Asia/Shanghai",
  };
  const durable = fsync ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };
  const flags = Object.entries({ ...settings, ...durable }).map(([name, value]) => `-c ${name}='${value}'`);
  // The shell reads a pipe that closes however this process ends, even by SIGKILL, and takes the server down with it.
  // A session of its own keeps a Ctrl-C in the terminal from reaching the server first.
  const script = `
    "${bin}/postgres" -D data ${flags.join(" ")} </dev/null >>log 2>&1 & server=$!
    cat >/dev/null; kill -QUIT $server 2>/dev/null; wait $server; cd /; [ -e "${dir}/keep" ] || rm -rf "${dir}"`;
  writeFileSync(join(dir, "log"), "");
  if (as.uid !== undefined) chownSync(join(dir, "log"), as.uid, as.gid ?? as.uid);
  writeFileSync(join(dir, "keep"), "");
  const shell = spawn("/bin/sh", ["-c", script], {
    ...as,
    cwd: dir,
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  const ended = new Promise<void>((resolve) => shell.once("exit", () => resolve()));
  const stop = async () => {
    shell.ref();
    shell.stdin.end();
    await ended;
  };
  for (let waited = 0; waited < 30_000; waited += 25) {
    const log = readFileSync(join(dir, "log"), "utf8");
    if (log.includes("ready to accept connections")) {
      rmSync(join(dir, "keep"));
      shell.unref();
      return stop;
    }
    if (/system is shut down|FATAL/.test(log)) break;
    await sleep(25);
  }
  await stop();
  return null;
}

/** The server refuses to run as root: then it runs as somebody who owns nothing. */
function unprivilegedUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const found = users.find(([name]) => name === "postgres") ?? users.find(([name]) => name === "nobody");
  if (!found) throw new Error("PostgreSQL refuses to run as root, and there is no user postgres or nobody.");
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

function children(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
