import type { Language } from "~/lib/dates";
import { db } from "./store.server";
import { civilDate, dbDate, fromDbDate } from "~/lib/dates";
import { now } from "./clock.server";
import { onDay } from "./on-day.server";
import { isRole, type Grant } from "./access";
import { readSession, type Pending } from "./session.server";

/** Who is asking: read once for each HTTP request and shared by all its loaders. */
export interface Me {
  personId: string;
  /** The session's key, and what it still has to do before anything else. */
  session: string;
  pending: Pending | null;
  name: string;
  employeeNo: string;
  grants: Grant[];
  /** Where the person works today; null without a post. */
  unit: { id: string; name: string; nameEn: string; parentId: string | null } | null;
  joinedOn: string;
}

export interface RequestContext extends Record<string, unknown> {
  requestId: string;
  nonce: string;
  language: Language;
  theme: "light" | "dark" | null;
  address: string;
  secure: boolean;
  demo: boolean;
  /** Whether it comes from this machine itself, and not through a proxy on it. */
  local: boolean;
  dataDir: string;
  /** Resolves when the connection takes more of the answer. */
  drained(): Promise<void>;
  me(): Promise<Me | null>;
}

declare module "@remix-run/node" {
  interface AppLoadContext extends RequestContext {}
}

/** The signed-in person behind a `Cookie` header, with grants and post, in two queries. */
export async function readMe(cookieHeader: string | null): Promise<Me | null> {
  const session = await readSession(cookieHeader);
  if (!session) return null;
  const account = await db().account.findUniqueOrThrow({
    where: { personId: session.personId },
    include: {
      person: {
        include: {
          grants: { where: { endedAt: null } },
          posts: { where: onDay(dbDate(civilDate(now()))), include: { unit: true }, take: 1 },
        },
      },
    },
  });
  const { person } = account;
  const unit = person.posts[0]?.unit ?? null;
  return {
    personId: person.id,
    session: session.session,
    pending: session.pending,
    name: person.name,
    employeeNo: account.employeeNo,
    grants: person.grants.flatMap(({ role, unitId }) => (isRole(role) ? [{ role, unitId }] : [])),
    unit: unit && { id: unit.id, name: unit.name, nameEn: unit.nameEn, parentId: unit.parentId },
    joinedOn: fromDbDate(person.joinedOn),
  };
}
