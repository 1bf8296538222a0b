import { createHash } from "node:crypto";
import { generateIdFromEntropySize, Lucia, TimeSpan, verifyRequestOrigin, type Adapter } from "lucia";
import { cookie } from "./cookie";
import { realNow } from "./clock.server";
import { db, type Tx } from "./store.server";

/**
 * The only file that knows lucia. A session ends after 30 minutes without a request (lucia extends it in its second
 * half, so between 15 and 30) and 12 hours after sign-in in any case. The database keeps a hash of the
 * cookie's secret: who reads the table cannot sign in with it.
 */
const idleMs = 30 * 60 * 1000;
const absoluteMs = 12 * 60 * 60 * 1000;

interface Attributes {
  createdAt: Date;
}

declare module "lucia" {
  interface Register {
    Lucia: Lucia<Attributes>;
    DatabaseSessionAttributes: Attributes;
    DatabaseUserAttributes: Record<never, never>;
  }
}

export function sessionKey(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

const adapter: Adapter = {
  async getSessionAndUser(secret) {
    const row = await db().session.findUnique({
      where: { id: sessionKey(secret) },
      include: { account: { select: { person: { select: { leftOn: true } } } } },
    });
    if (!row || row.account.person.leftOn) return [null, null];
    if (row.createdAt.getTime() + absoluteMs <= realNow().getTime()) return [null, null];
    return [
      {
        id: secret,
        userId: row.accountId,
        expiresAt: row.expiresAt,
        attributes: { createdAt: row.createdAt },
      },
      { id: row.accountId, attributes: {} },
    ];
  },
  async getUserSessions() {
    // Only hashes are kept, so there is no session here that lucia could validate.
    return [];
  },
  async setSession(session) {
    await db().session.create({
      data: {
        id: sessionKey(session.id),
        accountId: session.userId,
        createdAt: session.attributes.createdAt,
        expiresAt: session.expiresAt,
      },
    });
  },
  async updateSessionExpiration(secret, expiresAt) {
    await db().session.updateMany({ where: { id: sessionKey(secret) }, data: { expiresAt } });
  },
  async deleteSession(secret) {
    await db().session.deleteMany({ where: { id: sessionKey(secret) } });
  },
  async deleteUserSessions(userId) {
    await db().session.deleteMany({ where: { accountId: userId } });
  },
  async deleteExpiredSessions() {
    await db().session.deleteMany({ where: { expiresAt: { lte: realNow() } } });
  },
};

const cookieName = "nuanxin_session";

function lucia(secure: boolean): Lucia<Attributes> {
  return new Lucia<Attributes>(adapter, {
    sessionExpiresIn: new TimeSpan(idleMs, "ms"),
    sessionCookie: { name: cookieName, expires: false, attributes: { sameSite: "lax", secure } },
    getSessionAttributes: (attributes) => ({ createdAt: attributes.createdAt }),
  });
}
const plain = lucia(false);
const secured = lucia(true);
const engine = (secure: boolean) => (secure ? secured : plain);

/** The cookie's secret when it has the form of one. lucia's own reader throws on a cookie that does not decode. */
function readSecret(cookieHeader: string | null): string | null {
  const value = cookie(cookieHeader, cookieName);
  return value !== null && /^[a-z0-9]{20,100}$/.test(value) ? value : null;
}

/** The person behind a `Cookie` header, or null for none, an unknown or an expired session. */
export async function readSession(cookieHeader: string | null): Promise<{ personId: string } | null> {
  const secret = readSecret(cookieHeader);
  if (!secret) return null;
  const { session } = await plain.validateSession(secret);
  return session ? { personId: session.userId } : null;
}

/** Starts a session in the act's own transaction and returns its `Set-Cookie` value. */
export async function startSession(tx: Tx, personId: string, secure: boolean): Promise<string> {
  const secret = generateIdFromEntropySize(25);
  const createdAt = realNow();
  const expiresAt = new Date(createdAt.getTime() + idleMs);
  // Nobody comes back for the person's dead sessions, so they go when a new one comes.
  await tx.session.deleteMany({ where: { accountId: personId, expiresAt: { lte: createdAt } } });
  await tx.session.create({ data: { id: sessionKey(secret), accountId: personId, createdAt, expiresAt } });
  return engine(secure).createSessionCookie(secret).serialize();
}

/** Ends the session behind a `Cookie` header and returns the `Set-Cookie` value that removes it. */
export async function endSession(tx: Tx, cookieHeader: string | null, secure: boolean): Promise<string> {
  const secret = readSecret(cookieHeader);
  if (secret) await tx.session.deleteMany({ where: { id: sessionKey(secret) } });
  return engine(secure).createBlankSessionCookie().serialize();
}

export function isSameOrigin(origin: string | null, hosts: string[]): boolean {
  return origin !== null && verifyRequestOrigin(origin, hosts);
}
