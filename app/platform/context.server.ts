import type { Language } from "~/lib/dates";
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

/** The signed-in person behind a `Cookie` header, with grants and post, in one query. */
export async function readMe(cookieHeader: string | null): Promise<Me | null> {
  const signedIn = await readSession(cookieHeader);
  if (!signedIn) return null;
  const { personId, session, pending, holder } = signedIn;
  const { grants, ...known } = holder;
  return {
    personId,
    session,
    pending,
    ...known,
    grants: grants.flatMap(({ role, unitId }) => (isRole(role) ? [{ role, unitId }] : [])),
  };
}
