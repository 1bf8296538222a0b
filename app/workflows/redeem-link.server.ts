import { readLink, useLink } from "~/features/people/account-links.server";
import { preparePassword, setPassword, type NewPasswordRefusal } from "~/features/people/passwords.server";
import type { LinkRefusal } from "~/features/people/rules/link";
import { tellPasswordChanged } from "~/features/people/security-news.server";
import { audit } from "~/platform/audit.server";
import { realNow } from "~/platform/clock.server";
import { endSessions } from "~/platform/session.server";
import { transact } from "~/platform/transact.server";

/**
 * Sets the password that an invitation or a reset link is for, once, and ends every session of the account. It signs
 * nobody in: signing in asks for the second factor and knows locks.
 */
export async function redeemLink(asked: {
  secret: string;
  password: string;
  requestId: string;
}): Promise<
  { refusal: LinkRefusal } | { refusal: NewPasswordRefusal } | { refusal: null; employeeNo: string }
> {
  const known = await readLink(asked.secret);
  if (known.refusal !== null) return known;
  const { owner } = known.link;
  if (!owner) return { refusal: "unknown" };
  const prepared = await preparePassword(owner.personId, asked.password);
  if ("refusal" in prepared) return prepared;
  return transact(async (tx) => {
    const again = await readLink(asked.secret, tx);
    if (again.refusal !== null) return again;
    const at = realNow();
    if (!(await useLink(tx, again.link.id))) return { refusal: "used" };
    // A password set in between has used the link up too.
    if (!(await setPassword(tx, owner.personId, prepared.ready, at)))
      throw new Error("a link outlived the password that was set after it");
    const ended = await endSessions(tx, owner.personId);
    await audit(tx, {
      actorId: owner.personId,
      action: "account.set-password",
      subject: `person:${owner.personId}`,
      detail: { link: again.link.purpose, endedSessions: ended },
      requestId: asked.requestId,
    });
    if (again.link.purpose === "reset") await tellPasswordChanged(tx, owner.personId, at);
    return { refusal: null, employeeNo: owner.employeeNo };
  });
}
