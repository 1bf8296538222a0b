import type { AddressInfo } from "node:net";
import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer, type SMTPServerSession } from "smtp-server";

/**
 * What a mail server does with a message: takes it, says no to its receiver or to the whole of it (with a code), or
 * drops the connection instead of listening, or once it has read all; or it is slow to listen.
 */
export type Behaviour =
  | "take"
  | { refuseReceiver: number }
  | { refuse: number }
  | "drop-before"
  | "drop-after"
  | { slowMs: number };

/** A real mail server on the loopback interface, which keeps every message that it has read to the end. */
export async function startSmtp() {
  const messages: { to: string; raw: string }[] = [];
  let behave: (to: string) => Behaviour = () => "take";
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    authOptional: true,
    onAuth: ({ username, password }, _session, done) =>
      username === "nuanxin" && password === "right"
        ? done(null, { user: username })
        : done(Object.assign(new Error("wrong"), { responseCode: 535 })),
    onRcptTo({ address }, session, done) {
      const wanted = behave(address);
      if (typeof wanted === "object" && "refuseReceiver" in wanted)
        return done(Object.assign(new Error(`no <${address}>`), { responseCode: wanted.refuseReceiver }));
      if (wanted === "drop-before") return drop(session);
      setTimeout(() => done(), typeof wanted === "object" && "slowMs" in wanted ? wanted.slowMs : 0);
    },
    onData(stream, session, done) {
      const to = session.envelope.rcptTo[0]?.address ?? "";
      const wanted = behave(to);
      const parts: Buffer[] = [];
      stream.on("error", () => {}); // cut off: as if it had never come
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        if (typeof wanted === "object" && "refuse" in wanted)
          return done(Object.assign(new Error("not now"), { responseCode: wanted.refuse }));
        messages.push({ to, raw: Buffer.concat(parts).toString("utf8") });
        if (wanted === "drop-after") return drop(session);
        done();
      });
    },
  });
  const drop = (session: SMTPServerSession) => {
    for (const connection of server.connections)
      if (connection.session === session) (connection as unknown as Dropped)._socket.destroy();
  };
  server.on("error", () => {}); // connections that end in the middle are what is tested here
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    messages,
    parsed: (): Promise<ParsedMail[]> => Promise.all(messages.map(({ raw }) => simpleParser(raw))),
    behave: (next: (to: string) => Behaviour) => void (behave = next),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

interface Dropped {
  _socket: { destroy(): void };
}
