import { createHash } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import type { Config } from "~/platform/config.server";
import { log } from "~/platform/log.server";
import type { Outcome } from "./command";

/**
 * The embedded store belongs to one process. While that is a server, a command on the same machine asks it through a
 * socket in the data directory, which only the user who runs the server may open.
 */
function socketPath(dataDir: string): string {
  const inside = path.resolve(dataDir, "operator.sock");
  // The system takes some 100 bytes for the name of a socket.
  if (Buffer.byteLength(inside) < 100) return inside;
  const name = createHash("sha256").update(path.resolve(dataDir)).digest("hex").slice(0, 16);
  return path.join(tmpdir(), `nuanxin-${name}.sock`);
}

const question = z.strictObject({ argv: z.array(z.string()), cwd: z.string() });
const answer = z.strictObject({
  code: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  out: z.string().optional(),
  err: z.string().optional(),
});
type Question = z.infer<typeof question>;

/** What the other side says until it has nothing more to say. Reading a socket as a stream would close it then. */
function heard(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    socket.setEncoding("utf8");
    socket.on("data", (part: string) => (said += part));
    socket.once("end", () => resolve(said)).once("error", reject);
  });
}

/** Whether the process that holds the store is a server that answers commands. */
export function isServed(config: Config): boolean {
  return existsSync(socketPath(config.dataDir));
}

/** Lets the server that runs on the store do it. */
export async function askServer(config: Config, asked: { argv: readonly string[]; cwd: string }) {
  const socket = connect(socketPath(config.dataDir));
  try {
    await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  } catch {
    return {
      code: 1,
      err: "another process has the store and does not answer: try again\n",
    } satisfies Outcome;
  }
  socket.end(JSON.stringify(asked));
  const said = await heard(socket);
  if (!said) return { code: 1, err: "the server stopped before it answered\n" } satisfies Outcome;
  return answer.parse(JSON.parse(said)) satisfies Outcome;
}

/** Answers commands until `close`. */
export async function serveOperator(
  config: Config,
  run: (asked: Question) => Promise<Outcome>,
): Promise<{ close(): Promise<void> }> {
  const address = socketPath(config.dataDir);
  rmSync(address, { force: true });
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on("error", (error) => log.warn({ err: error }, "a command went away"));
    heard(socket)
      .then((said) => run(question.parse(JSON.parse(said))))
      .catch((error: unknown): Outcome => {
        log.error({ err: error }, "a command failed");
        return { code: 1, err: "the command failed; the server's log says why\n" };
      })
      .then((outcome) => socket.end(JSON.stringify(outcome)))
      .catch((error: unknown) => log.warn({ err: error }, "a command went away"));
  });
  // The socket is nobody else's from its first moment.
  const mask = process.umask(0o177);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(address, resolve);
    });
  } finally {
    process.umask(mask);
  }
  return { close: () => new Promise((resolve) => server.close(() => resolve())) };
}
