import { fork, type ChildProcess } from "node:child_process";
import autocannon from "autocannon";

interface Speed {
  perSecond: number;
  /** Milliseconds within which 95 of 100 requests were answered. */
  p95: number;
}

/** Seconds. V8 compiles what is asked often; before, a page takes several times as long. */
const warmUp = 20;

export interface Compared {
  connections: number;
  page: Speed;
  bare: Speed;
}

/**
 * Asks for a page again and again, and for the same bytes of a bare server, in turns at each number of connections. Both
 * are processes of their own, and are asked until their code is compiled before anything is counted.
 */
export async function benchServer(url: string, cookie: string, seconds: number): Promise<Compared[]> {
  const headers = { Cookie: cookie };
  const response = await fetch(url, { headers, redirect: "manual" });
  if (response.status !== 200) throw new Error(`${url} answers ${response.status}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  const { bare, bareUrl } = await serve(bytes);
  try {
    await speed(url, headers, 8, warmUp);
    await speed(bareUrl, {}, 8, 3);
    const compared: Compared[] = [];
    for (const connections of [1, 8, 32]) {
      compared.push({
        connections,
        page: await speed(url, headers, connections, seconds),
        bare: await speed(bareUrl, {}, connections, seconds),
      });
    }
    return compared;
  } finally {
    bare.kill();
  }
}

function serve(bytes: Buffer): Promise<{ bare: ChildProcess; bareUrl: string }> {
  const bare = fork("tests/load/bare-server.mjs", {
    execArgv: [],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  bare.send(bytes.toString("base64"));
  return new Promise((resolve, reject) => {
    bare.once("error", reject);
    bare.once("message", (port) => resolve({ bare, bareUrl: `http://127.0.0.1:${String(port)}/` }));
  });
}

function speed(
  url: string,
  headers: Record<string, string>,
  connections: number,
  duration: number,
): Promise<Speed> {
  const times: number[] = [];
  return new Promise((resolve, reject) => {
    const run = autocannon({ url, headers, connections, duration }, (error, result) => {
      if (error) return reject(error as Error);
      if (result.non2xx || result.errors) return reject(new Error(`${url} failed under load`));
      times.sort((a, b) => a - b);
      resolve({ perSecond: result.requests.average, p95: times[Math.floor(times.length * 0.95)] ?? 0 });
    });
    run.on("response", (_client, _status, _bytes, ms) => times.push(ms));
  });
}
