import { realNow } from "~/platform/clock.server";
import { sessionsOf } from "~/platform/session.server";
import { db } from "~/platform/store.server";
import { deviceWords } from "./rules/device";
import { passwordAge } from "./rules/password";
import { secondFactor } from "./second-factor.server";

/** What `/me/security` shows of somebody's own account. */
export async function readSecurity(me: { personId: string; session: string }) {
  const { passwordSetAt } = await db().account.findUniqueOrThrow({ where: { personId: me.personId } });
  const age = passwordAge(passwordSetAt?.getTime() ?? null, realNow().getTime());
  const factor = await secondFactor(me.personId);
  const sessions = await sessionsOf(me.personId);
  return {
    password: {
      setAt: passwordSetAt,
      endsAt: age.endsAt === null ? null : new Date(age.endsAt),
      soon: age.soon || age.aged,
    },
    // The secret is for the page that sets it up, and for no other.
    factor: {
      state: factor.state,
      demanded: factor.demanded,
      codesLeft: factor.state === "set" ? factor.codesLeft : 0,
    },
    sessions: sessions.map(({ id, device, address, createdAt, seenAt }) => ({
      ...{ id, address, createdAt, seenAt, own: id === me.session },
      device: deviceWords(device),
    })),
  };
}
