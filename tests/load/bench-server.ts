import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import autocannon from "autocannon";

interface Speed {
  perSecond: number;
  /** Milliseconds within which 95 of 100 requests were answered. */
  p95: number;
}

export interface Compared {
  connections: number;
  page: Speed;
  bare: Speed;
}

/** Asks for a page again and again, and for the same bytes of a bare server, in turns at each number of connections. */
export async function benchServer(url: string, cookie: string, seconds: number): Promise<Compared[]> {
  const headers = { Cookie: cookie };
  const response = await fetch(url, { headers, redirect: "manual" });
  if (response.status !== 200) throw new Error(`${url} answers ${response.status}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  const bare = await serve(bytes);
  const { port } = bare.address() as AddressInfo;
  try {
    await speed(url, headers, 8, 3);
    const compared: Compared[] = [];
    for (const connections of [1, 8, 32]) {
      compared.push({
        connections,
        page: await speed(url, headers, connections, seconds),
        bare: await speed(`http://127.0.0.1:${port}/`, {}, connections, seconds),
      });
    }
    return compared;
  } finally {
    bare.closeAllConnections();
    await new Promise((resolve) => bare.close(resolve));
  }
}

function serve(bytes: Buffer): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer((_, response) => {
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      response.end(bytes);
    });
    server.listen(0, "127.0.0.1", () => resolve(server));
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
