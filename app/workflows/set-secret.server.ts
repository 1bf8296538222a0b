import { checkOwnPassword } from "~/features/people/authenticate.server";
import { confirmPassword } from "~/features/people/confirm-password.server";
import { isWithin } from "~/features/people/person-scope.server";
import {
  normaliseSecret,
  secretRefusal,
  type SecretKind,
  type SecretRefusal,
} from "~/features/people/rules/secret";
import { readSecret, setSecret as set } from "~/features/people/secrets.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import type { Tx } from "~/platform/store.server";
import { transact } from "~/platform/transact.server";

interface Writing {
  actorId: string;
  personId: string;
  kind: SecretKind;
  /** Empty takes the secret away. */
  text: string;
  requestId: string;
}

/** HR enters somebody's ID number or payee account. Null when the person is not in these units. */
export async function setSecret(
  asked: Writing & { within: readonly string[] },
): Promise<{ refusal: SecretRefusal | null } | null> {
  return transact(async (tx) => {
    if (!(await isWithin(tx, asked.personId, asked.within, now()))) return null;
    return write(tx, asked);
  });
}

/** Somebody enters the own payee account, with the password once more: it decides where money goes. */
export async function setOwnPayeeAccount(asked: {
  personId: string;
  account: string;
  password: string;
  requestId: string;
}): Promise<{ refusal: SecretRefusal | "wrong" | "locked" | null }> {
  const { personId, account, requestId } = asked;
  const right = await checkOwnPassword(personId, asked.password);
  return transact(async (tx) => {
    const refusal = await confirmPassword(tx, personId, right);
    if (refusal) return { refusal };
    return write(tx, { actorId: personId, personId, kind: "payee-account", text: account, requestId });
  });
}

async function write(
  tx: Tx,
  { actorId, personId, kind, text, requestId }: Writing,
): Promise<{ refusal: SecretRefusal | null }> {
  const refusal = secretRefusal(kind, text);
  if (refusal) return { refusal };
  if (normaliseSecret(kind, text) === ((await readSecret(tx, personId, kind)) ?? ""))
    return { refusal: null };
  const taken = await set(tx, personId, kind, text, now());
  if (taken) return { refusal: taken };
  // The log says that it changed, not what it is.
  await audit(tx, {
    actorId,
    action: "secret.set",
    subject: `person:${personId}`,
    detail: { kind },
    requestId,
  });
  return { refusal: null };
}
