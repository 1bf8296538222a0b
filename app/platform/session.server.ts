import { createHash } from "node:crypto";
import { generateIdFromEntropySize, Lucia, TimeSpan, verifyRequestOrigin, type Adapter } from "lucia";
import { civilDate, fromDbDate, minuteMs } from "~/lib/dates";
import { cookie } from "./cookie";
import { now, realNow } from "./clock.server";
import { log } from "./log.server";
import { prepared } from "./prepared.server";
import { db, type Tx } from "./store.server";

/**
 * The only file that knows lucia. A session ends after 30 minutes without a request (lucia extends it in its second
 * half, so between 15 and 30) and 12 hours after sign-in in any case. The database keeps a hash of the
 * cookie's secret: who reads the table cannot sign in with it.
 */
const idleMs = 30 * minuteMs;
const absoluteMs = 12 * 60 * minuteMs;

/** What a session still has to do; until then it reaches nothing but the page for it (`guard.server.ts`). */
const pendings = ["totp", "enrol-totp", "password"] as const;
export type Pending = (typeof pendings)[number];

interface Attributes {
  /** The session's key in the database. */
  key: string;
  createdAt: Date;
  seenAt: Date | null;
  pending: Pending | null;
}

/** Who the session is of. Dates are `YYYY-MM-DD`. */
export interface Holder {
  name: string;
  employeeNo: string;
  joinedOn: string;
  grants: { role: string; unitId: string }[];
  /** Where the person works today; null without a post. */
  unit: { id: string; name: string; nameEn: string; parentId: string | null } | null;
}

declare module "lucia" {
  interface Register {
    Lucia: Lucia<Attributes, { holder: Holder }>;
    DatabaseSessionAttributes: Attributes;
    DatabaseUserAttributes: { holder: Holder };
  }
}

export function sessionKey(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** Whether somebody's last day of work is over. */
export function hasLeft(leftOn: Date | null): boolean {
  return leftOn !== null && fromDbDate(leftOn) < civilDate(now());
}

interface SessionRow {
  account_id: string;
  created_at: Date;
  expires_at: Date;
  seen_at: Date | null;
  pending: string | null;
  blocked_until: Date | null;
  left_on: string | null;
  holder: Holder;
}

/** Every request asks this, and nothing else about who is asking. $1 is the session's key, $2 today. */
const sessionQuery = `
  select s.account_id::text, s.created_at, s.expires_at, s.seen_at, s.pending, a.blocked_until, p.left_on::text,
    jsonb_build_object(
      'name', p.name, 'employeeNo', a.employee_no, 'joinedOn', p.joined_on::text,
      'grants', (
        select coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'unitId', g.unit_id)), '[]') from role_grant g
        where g.person_id = p.id and g.ended_at is null),
      'unit', (
        select jsonb_build_object('id', u.id, 'name', u.name, 'nameEn', u.name_en, 'parentId', u.parent_id)
        from post o join unit u on u.id = o.unit_id
        where o.person_id = p.id and o.starts_on <= $2::date and (o.ends_on is null or o.ends_on >= $2::date)
        order by o.starts_on desc limit 1)) as holder
  from session s join account a on a.person_id = s.account_id join person p on p.id = a.person_id
  where s.id = $1`;

const adapter: Adapter = {
  async getSessionAndUser(secret) {
    const today = civilDate(now());
    const key = sessionKey(secret);
    const [row] = await prepared<SessionRow>("session", sessionQuery, [key, today]);
    const at = realNow();
    if (!row || (row.left_on !== null && row.left_on < today)) return [null, null];
    if (row.blocked_until && row.blocked_until > at) return [null, null];
    if (row.created_at.getTime() + absoluteMs <= at.getTime()) return [null, null];
    // A word that is none of ours lets nobody through.
    const pending = row.pending === null ? null : (pendings.find((each) => each === row.pending) ?? "totp");
    return [
      {
        id: secret,
        userId: row.account_id,
        expiresAt: row.expires_at,
        attributes: { key, createdAt: row.created_at, seenAt: row.seen_at, pending },
      },
      { id: row.account_id, attributes: { holder: row.holder } },
    ];
  },
  async getUserSessions() {
    // Only hashes are kept, so there is no session here that lucia could validate.
    return [];
  },
  async setSession() {
    throw new Error("startSession() makes sessions, in the act's own transaction");
  },
  async updateSessionExpiration(secret, expiresAt) {
    await tolerant(() => db().session.updateMany({ where: { id: sessionKey(secret) }, data: { expiresAt } }));
  },
  async deleteSession(secret) {
    await tolerant(() => db().session.deleteMany({ where: { id: sessionKey(secret) } }));
  },
  async deleteUserSessions(userId) {
    await db().session.deleteMany({ where: { accountId: userId } });
  },
  async deleteExpiredSessions() {
    await deleteExpiredSessions();
  },
};

const cookieName = "nuanxin_session";

function lucia(secure: boolean): Lucia<Attributes, { holder: Holder }> {
  return new Lucia(adapter, {
    sessionExpiresIn: new TimeSpan(idleMs, "ms"),
    sessionCookie: { name: cookieName, expires: false, attributes: { sameSite: "lax", secure } },
    getSessionAttributes: (attributes) => attributes,
    getUserAttributes: (attributes) => attributes,
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

export interface SignedIn {
  personId: string;
  /** The session's key in the database; it opens nothing. */
  session: string;
  pending: Pending | null;
  holder: Holder;
}

/** The session behind a `Cookie` header, or null for none, an unknown, an expired one, or one of a blocked account. */
export async function readSession(cookieHeader: string | null): Promise<SignedIn | null> {
  const secret = readSecret(cookieHeader);
  if (!secret) return null;
  const { session, user } = await plain.validateSession(secret);
  if (!session) return null;
  await keepSeen(session.key, session.seenAt);
  return { personId: session.userId, session: session.key, pending: session.pending, holder: user.holder };
}

/** Notes when a session was last used, once a minute at most. */
async function keepSeen(key: string, seenAt: Date | null): Promise<void> {
  const at = realNow();
  const minuteAgo = new Date(at.getTime() - minuteMs);
  if (seenAt && seenAt > minuteAgo) return;
  await tolerant(() =>
    db().session.updateMany({
      where: { id: key, OR: [{ seenAt: null }, { seenAt: { lte: minuteAgo } }] },
      data: { seenAt: at },
    }),
  );
}

/** A store that takes no writes (its disk is full) does not stop a reader. */
async function tolerant(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    log.warn({ err: error }, "the session could not be kept up to date");
  }
}

export interface NewSession {
  personId: string;
  secure: boolean;
  pending: Pending | null;
  /** What its owner recognises it by. */
  device: string;
  address: string;
}

/** Starts a session in the act's own transaction and returns its `Set-Cookie` value. */
export async function startSession(tx: Tx, { personId, secure, ...session }: NewSession): Promise<string> {
  const secret = generateIdFromEntropySize(25);
  const createdAt = realNow();
  const expiresAt = new Date(createdAt.getTime() + idleMs);
  // Nobody comes back for the person's dead sessions, so they go when a new one comes.
  await tx.session.deleteMany({ where: { accountId: personId, expiresAt: { lte: createdAt } } });
  await tx.session.create({
    data: {
      id: sessionKey(secret),
      accountId: personId,
      createdAt,
      expiresAt,
      seenAt: createdAt,
      ...session,
    },
  });
  return engine(secure).createSessionCookie(secret).serialize();
}

/** Ends the session behind a `Cookie` header and returns the `Set-Cookie` value that removes it. */
export async function endSession(tx: Tx, cookieHeader: string | null, secure: boolean): Promise<string> {
  const secret = readSecret(cookieHeader);
  if (secret) await tx.session.deleteMany({ where: { id: sessionKey(secret) } });
  return blankCookie(secure);
}

/** The `Set-Cookie` value that removes the session's cookie. */
export function blankCookie(secure: boolean): string {
  return engine(secure).createBlankSessionCookie().serialize();
}

/** Somebody's living sessions, the one used last first. */
export async function sessionsOf(personId: string) {
  const at = realNow();
  return db().session.findMany({
    where: {
      accountId: personId,
      expiresAt: { gt: at },
      createdAt: { gt: new Date(at.getTime() - absoluteMs) },
    },
    orderBy: [{ seenAt: { sort: "desc", nulls: "last" } }, { createdAt: "desc" }],
    select: { id: true, device: true, address: true, createdAt: true, seenAt: true },
  });
}

/** Ends somebody's sessions: all, all but one, or one of them. Returns how many. */
export async function endSessions(
  tx: Tx,
  personId: string,
  which: { except?: string; only?: string } = {},
): Promise<number> {
  const ended = await tx.session.deleteMany({
    where: {
      accountId: personId,
      ...(which.except !== undefined && { id: { not: which.except } }),
      ...(which.only !== undefined && { id: which.only }),
    },
  });
  return ended.count;
}

/** What somebody's sessions have to do from now on: of all that have to do `from`, or of one. */
export async function setPending(
  tx: Tx,
  personId: string,
  pending: Pending | null,
  which: { only: string } | { from: Pending | null },
): Promise<void> {
  await tx.session.updateMany({
    where: { accountId: personId, ...("only" in which ? { id: which.only } : { pending: which.from }) },
    data: { pending },
  });
}

/** Deletes the sessions that nobody can use any more; returns how many. */
export async function deleteExpiredSessions(): Promise<number> {
  const at = realNow();
  const deleted = await db().session.deleteMany({
    where: {
      OR: [{ expiresAt: { lte: at } }, { createdAt: { lte: new Date(at.getTime() - absoluteMs) } }],
    },
  });
  return deleted.count;
}

export function isSameOrigin(origin: string | null, hosts: string[]): boolean {
  return origin !== null && verifyRequestOrigin(origin, hosts);
}
