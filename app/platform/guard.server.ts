import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { can, type Access, type Permission } from "./access";
import type { Me, RequestContext } from "./context.server";
import { log } from "./log.server";
import { isUnreachable } from "./store.server";

type Args = LoaderFunctionArgs | ActionFunctionArgs;
interface Asked {
  request: Request;
  params: Args["params"];
  context: RequestContext;
}

type Guarded<T> = ((args: Args) => Promise<T>) & { access: readonly Access[] };

/**
 * Every loader and action is made by `guarded` or `open`, so that none exists without a declared permission (a test
 * reads `.access` from each route). Somebody without the permission gets a 404: what is not yours is not there.
 */
export function guarded<T>(
  access: Permission | "signed-in",
  handle: (asked: Asked & { me: Me }) => Promise<T>,
): Guarded<T> {
  return guardedAny(access === "signed-in" ? [] : [access], handle);
}

/** The same for a page that several permissions open, such as one for authors and reviewers. */
export function guardedAny<T>(
  anyOf: readonly Permission[],
  handle: (asked: Asked & { me: Me }) => Promise<T>,
): Guarded<T> {
  const guard = ({ request, params, context }: Args) =>
    withStore(async () => {
      const me = await context.me();
      if (!me) throw signInFirst(request);
      if (anyOf.length && !anyOf.some((permission) => can(me.grants, permission))) throw notFound();
      return handle({ request, params, context, me });
    });
  return Object.assign(guard, { access: anyOf.length ? anyOf : (["signed-in"] as const) });
}

/** For pages that anybody may see, or that exist in the demonstration alone. */
export function open<T>(access: "public" | "demo", handle: (asked: Asked) => Promise<T>): Guarded<T> {
  const guard = ({ request, params, context }: Args) =>
    withStore(async () => {
      if (access === "demo" && !context.demo) throw notFound();
      return handle({ request, params, context });
    });
  return Object.assign(guard, { access: [access] });
}

/** A database that does not answer is a 503, which says to come back: nothing of the request was done. */
async function withStore<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && isUnreachable(error)) {
      log.error({ err: error }, "the database does not answer");
      throw new Response(null, { status: 503 });
    }
    throw error;
  }
}

export function notFound(): Response {
  return new Response(null, { status: 404 });
}

/** A page asks to sign in and comes back; a background request of a page is told 401, and the page keeps its work. */
function signInFirst(request: Request): Response {
  const background = request.headers.get("X-Nuanxin-Background") !== null;
  if (background) return new Response(null, { status: 401 });
  const url = new URL(request.url);
  const next = request.method === "GET" ? url.pathname + url.search : "/";
  return redirect(next === "/" ? "/login" : `/login?next=${encodeURIComponent(next)}`);
}

/** The route parameter, or a 404 when it is not of the given shape. */
export function param(params: Args["params"], name: string, shape: RegExp): string {
  const value = params[name];
  if (value === undefined || !shape.test(value)) throw notFound();
  return value;
}

export const slugShape = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const idShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
