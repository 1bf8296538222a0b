import { createHash, randomBytes } from "node:crypto";
import { realNow } from "./clock.server";
import { db, type Tx } from "./store.server";

/** What a token may be for. */
export const tokenScopes = ["metrics"] as const;
export type TokenScope = (typeof tokenScopes)[number];

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

/** Makes a token and returns it; only its hash is kept. Null when a living token has the name. */
export async function createToken(
  tx: Tx,
  { name, scope, days }: { name: string; scope: TokenScope; days: number },
): Promise<string | null> {
  const createdAt = realNow();
  const known = await tx.apiToken.findUnique({ where: { name } });
  if (known && !known.revokedAt && known.expiresAt > createdAt) return null;
  if (known) await tx.apiToken.delete({ where: { name } });
  const token = `nxt_${randomBytes(24).toString("base64url")}`;
  const expiresAt = new Date(createdAt.getTime() + days * 24 * 60 * 60 * 1000);
  await tx.apiToken.create({ data: { id: hashOf(token), name, scope, createdAt, expiresAt } });
  return token;
}

/** Ends a token; false when none of the name lives. */
export async function revokeToken(tx: Tx, name: string): Promise<boolean> {
  const { count } = await tx.apiToken.updateMany({
    where: { name, revokedAt: null },
    data: { revokedAt: realNow() },
  });
  return count > 0;
}

/** Whether an `Authorization` header holds a living token for the scope. */
export async function tokenAllows(header: string | null, scope: TokenScope): Promise<boolean> {
  const token = /^Bearer (nxt_[\w-]{32})$/.exec(header ?? "")?.[1];
  if (!token) return false;
  const known = await db().apiToken.findUnique({ where: { id: hashOf(token) } });
  return known?.scope === scope && !known.revokedAt && known.expiresAt > realNow();
}
