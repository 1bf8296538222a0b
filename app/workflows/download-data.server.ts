import { checkOwnPassword } from "~/features/people/authenticate.server";
import { confirmPassword } from "~/features/people/confirm-password.server";
import { maskedSecrets, readSecret } from "~/features/people/secrets.server";
import { heldRows } from "~/features/reporting/personal-data.server";
import { audit } from "~/platform/audit.server";
import { now, realNow } from "~/platform/clock.server";
import { keyedHash } from "~/platform/crypto.server";
import { transact } from "~/platform/transact.server";

/** How long the right password opens the download in full. */
const ticketMs = 60_000;

/**
 * The password given once more becomes a ticket to the download in full: good for a minute, in this session alone. A
 * wrong one counts to the lock.
 */
export async function downloadTicket(asked: {
  personId: string;
  session: string;
  password: string;
}): Promise<{ refusal: "wrong" | "locked" } | { refusal: null; ticket: string }> {
  const { personId, session, password } = asked;
  const right = await checkOwnPassword(personId, password);
  const refusal = await transact((tx) => confirmPassword(tx, personId, right));
  if (refusal) return { refusal };
  const until = String(realNow().getTime() + ticketMs);
  return { refusal: null, ticket: `${until}.${mark(personId, session, until)}` };
}

function isTicket(personId: string, session: string, ticket: string): boolean {
  const [until = "", given] = ticket.split(".");
  return Number(until) > realNow().getTime() && given === mark(personId, session, until);
}

const mark = (personId: string, session: string, until: string) =>
  keyedHash("data download", [personId, session, until].join(" "));

/**
 * Everything that is held about somebody, for that person: JSON, one list of rows for each table. ID number and payee
 * account are masked without a ticket.
 */
export async function downloadData(asked: {
  personId: string;
  session: string;
  ticket: string | null;
  requestId: string;
}): Promise<string> {
  const { personId, session, ticket, requestId } = asked;
  const full = ticket !== null && isTicket(personId, session, ticket);
  const masked = (await maskedSecrets([personId])).get(personId);
  const secrets = await transact(async (tx) => {
    const subject = `person:${personId}`;
    await audit(tx, { actorId: personId, action: "data.download", subject, detail: { full }, requestId });
    if (!full) return masked;
    return {
      idNumber: await readSecret(tx, personId, "id-number"),
      payeeAccount: await readSecret(tx, personId, "payee-account"),
    };
  });
  const file = {
    format: "nuanxin-personal-data@1",
    madeAt: now().toISOString(),
    secretsInFull: full,
    secrets,
    tables: await heldRows(personId),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
