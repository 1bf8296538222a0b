import { spawn, type ChildProcess } from "node:child_process";
import { get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

export interface DrillServer {
  /** Starts it; resolves with the milliseconds until it is ready, or null when it was killed before. */
  start(): Promise<number | null>;
  kill(): Promise<void>;
  /** Ends it as an operator does, and throws when it does not end well. */
  stop(): Promise<void>;
  /** Kills it for good: there is no further start. */
  end(): Promise<void>;
  /** Errors that it has logged. */
  errors: string[];
}

/** The real server, as `npm start` runs it, on a port of its own. `env` names its store. */
export function drillServer(port: number, env: Record<string, string>): DrillServer {
  let child: ChildProcess | undefined;
  let ended: Promise<number | null> = Promise.resolve(0);
  let killed = false;
  let over = false;
  const errors: string[] = [];

  async function start() {
    if (over) throw new Error("the drill was interrupted");
    const begun = performance.now();
    killed = false;
    const own = spawn(process.execPath, ["scripts/start.mjs"], {
      env: { ...process.env, HOST: "127.0.0.1", PORT: String(port), NUANXIN_DEMO: "0", ...env },
      stdio: ["ignore", "ignore", "pipe"],
    });
    child = own;
    let says = "";
    own.stderr.setEncoding("utf8").on("data", (text: string) => {
      says = (says + text).slice(-4_000);
      errors.push(...text.split("\n").filter((line) => line.startsWith('{"level":50')));
    });
    ended = new Promise((resolve) => own.once("exit", resolve));
    while (own.exitCode === null && own.signalCode === null) {
      if (await isReady(port)) return performance.now() - begun;
      await sleep(10);
    }
    if (killed) return null;
    throw new Error(`the server ended with ${own.exitCode ?? own.signalCode} instead of starting:\n${says}`);
  }

  async function kill() {
    killed = true;
    child?.kill("SIGKILL");
    await ended;
  }

  async function stop() {
    child?.kill("SIGTERM");
    const code = await ended;
    if (code !== 0) throw new Error(`the server ended with ${code} when it was asked to`);
  }

  function end() {
    over = true;
    return kill();
  }

  return { start, kill, stop, end, errors };
}

function isReady(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ host: "127.0.0.1", port, path: "/healthz", agent: false }, (response) => {
      response.resume();
      response.once("error", () => resolve(false));
      response.once("end", () => resolve(response.statusCode === 200));
    });
    request.once("error", () => resolve(false));
  });
}
