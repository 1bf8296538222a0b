import { Readable } from "node:stream";
import MailComposer from "nodemailer/lib/mail-composer";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { parseConnectionUrl } from "nodemailer/lib/shared";
import type { PointOfNoReturn, SendResult } from "./send-result";

interface Settings {
  smtpUrl: string | undefined;
  mailFrom: string;
}

// On globalThis, as the store: development evaluates changed modules again.
const key = Symbol.for("nuanxin.mail");
const current = ((globalThis as unknown as Record<symbol, { settings?: Settings }>)[key] ??= {});

/** Says where mail goes; without an address, nowhere. */
export function useMail(settings: Settings | undefined): void {
  current.settings = settings;
}

/** Where mail goes and from whom, without user and password; null when mail is not set up. */
export function mailSetUp(): { server: string; from: string } | null {
  const { smtpUrl, mailFrom } = current.settings ?? {};
  if (!smtpUrl || !mailFrom) return null;
  const { host = "", port } = parseConnectionUrl(smtpUrl);
  return { server: port ? `${host}:${port}` : host, from: mailFrom };
}

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** What makes it this message: the same in every try. */
  id: string;
}

/** A whole try takes no longer than this (ms); its job expires later. */
export const mailDeadlineMs = 60_000;

/**
 * Sends one message. The server takes a message when it reads the dot after its last line, so everything but that dot
 * is sent first, then `pass` is asked, then the dot follows: whoever is killed before has sent nothing.
 */
export async function sendMail(mail: Mail, pass: PointOfNoReturn): Promise<SendResult> {
  const { smtpUrl, mailFrom } = current.settings ?? {};
  if (!smtpUrl || !mailFrom) return { outcome: "permanent", reason: "mail is not set up" };
  const message = await new MailComposer({
    from: mailFrom,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: `<${mail.id}@${mailFrom.split("@")[1]}>`,
    headers: { "Auto-Submitted": "auto-generated" },
  })
    .compile()
    .build();

  const { auth, ...server } = parseConnectionUrl(smtpUrl);
  const connection = new SMTPConnection({
    ...server,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    dnsTimeout: 10_000,
    socketTimeout: 30_000,
  });
  let passed: "not yet" | "yes" | "refused" = "not yet";
  const body = lastPartAfter(message, async () => {
    passed = (await pass()) ? "yes" : "refused";
    return passed === "yes";
  });
  let deadline: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      deadline = setTimeout(() => reject(new Error("it took too long")), mailDeadlineMs);
      connection.on("error", reject);
      connection.on("end", () => reject(new Error("the server closed the connection")));
      body.on("error", reject);
      const settle = (error?: Error | null) => (error ? reject(error) : resolve());
      const send = (error?: Error | null) =>
        error ? reject(error) : connection.send({ from: mailFrom, to: [mail.to] }, body, settle);
      connection.connect((error) => {
        if (error) reject(error);
        else if (auth?.user && !connection.authenticated)
          connection.login({ credentials: { user: auth.user, pass: auth.pass ?? "" } }, send);
        else send();
      });
    });
    return { outcome: "sent" };
  } catch (error) {
    if ((passed as string) === "refused") return { outcome: "taken" };
    return failure(error, (passed as string) === "yes", mail.to);
  } finally {
    clearTimeout(deadline);
    body.destroy();
    connection.close();
  }
}

/** A stream that gives all of a message and ends once `pass` allows it; it fails when that is refused. */
function lastPartAfter(message: Buffer, pass: PointOfNoReturn): Readable {
  let given = false;
  return new Readable({
    read() {
      if (!given) {
        given = true;
        this.push(message);
        return;
      }
      // It is asked for more when the first part has been taken: after the server has said that it listens.
      pass().then(
        (allowed) => (allowed ? this.push(null) : this.destroy(new Error("held back"))),
        (error: Error) => this.destroy(error),
      );
    },
  });
}

function failure(error: unknown, passed: boolean, to: string): SendResult {
  const { message, responseCode, code } = error as { message: string; responseCode?: number; code?: string };
  // Servers like to repeat the address, which whoever reads the reason need not know.
  const reason = message.replaceAll(to, "…").slice(0, 300);
  // A server that does not know us (or not yet) is the operator's to mend, not the end of each message.
  if (code === "EAUTH" || (responseCode && responseCode < 500)) return { outcome: "temporary", reason };
  if (responseCode) return { outcome: "permanent", reason };
  return { outcome: passed ? "uncertain" : "temporary", reason };
}
