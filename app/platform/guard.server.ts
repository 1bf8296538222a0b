import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { can, type Access, type Permission } from "./access";
import type { Me, RequestContext } from "./context.server";
import { log, logged } from "./log.server";
import type { Pending } from "./session.server";
import { isFull, isUnreachable } from "./store.server";

const complete: readonly (Pending | null)[] = [null];

type Args = LoaderFunctionArgs | ActionFunctionArgs;
interface Asked {
  request: Request;
  params: Args["params"];
  context: RequestContext;
}

interface Options {
  /** What a session may still have to do. */
  while?: readonly (Pending | null)[];
  /** What to answer instead of what was thrown, for a route that Remix draws no page for. */
  refused?: (thrown: unknown, args: Args) => unknown;
}

type Guarded<T> = ((args: Args) => Promise<T>) & { access: readonly Access[] };

/**
 * Every loader and action is made by `guarded` or `open`, so that none exists without a declared permission (a test
 * reads `.access` from each route). Somebody without the permission gets a 404: what is not yours is not there. A
 * session that still has something to do reaches only what says so in `while`; null there is one with nothing to do.
 */
export function guarded<T>(
  access: Permission | "signed-in",
  handle: (asked: Asked & { me: Me }) => Promise<T>,
  options: Options = {},
): Guarded<T> {
  return guardedAny(access === "signed-in" ? [] : [access], handle, options);
}

/** The same for a page that several permissions open, such as one for authors and reviewers. */
export function guardedAny<T>(
  anyOf: readonly Permission[],
  handle: (asked: Asked & { me: Me }) => Promise<T>,
  { while: states = complete, refused }: Options = {},
): Guarded<T> {
  const guarded = ({ request, params, context }: Args) =>
    withStore(request, context.requestId, async () => {
      const me = await context.me();
      if (!me) throw signInFirst(request);
      if (!states.includes(me.pending)) throw me.pending ? finishFirst(request, me.pending) : redirect("/");
      if (anyOf.length && !anyOf.some((permission) => can(me.grants, permission))) throw notFound();
      return handle({ request, params, context, me });
    });
  const guard = refused
    ? (args: Args) => guarded(args).catch((thrown: unknown) => Promise.reject(refused(thrown, args)))
    : guarded;
  return Object.assign(guard, { access: anyOf.length ? anyOf : (["signed-in"] as const) });
}

/**
 * For pages that anybody may see, or that exist in the demonstration alone. They know nobody whose session still has
 * something to do.
 */
export function open<T>(access: "public" | "demo", handle: (asked: Asked) => Promise<T>): Guarded<T> {
  const guard = ({ request, params, context }: Args) =>
    withStore(request, context.requestId, async () => {
      if (access === "demo" && !context.demo) throw notFound();
      const me = async () => {
        const known = await context.me();
        return known?.pending ? null : known;
      };
      return handle({ request, params, context: { ...context, me } });
    });
  return Object.assign(guard, { access: [access] });
}

/**
 * A database that does not answer is a 503, a full disk a 507: come back later, nothing of the request was done. Any
 * other error is a 500 that carries the id under which the log has it, also to a page that asked in the background.
 */
async function withStore<T>(request: Request, requestId: string, work: () => Promise<T>): Promise<T> {
  // PostgreSQL has no such character: as part of any search it would be an error, here it is the sender's.
  if (request.url.includes("%00")) throw new Response(null, { status: 400 });
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error) || request.signal.aborted) throw error;
    const status = isUnreachable(error) ? 503 : isFull(error) ? 507 : 500;
    log.error({ err: error, requestId, path: logged(new URL(request.url).pathname) }, refusals[status]);
    throw Response.json({ requestId }, { status });
  }
}

const refusals = {
  500: "request failed",
  503: "the database does not answer",
  507: "the disk is full",
} as const;

export function notFound(): Response {
  return new Response(null, { status: 404 });
}

/** A page asks to sign in and comes back; a background request of a page is told 401, and the page keeps its work. */
function signInFirst(request: Request): Response {
  return isBackground(request) ? unauthorised() : redirect(withNext("/login", wanted(request)));
}

/** Where a session does what it still has to do. */
const pages: Record<Pending, string> = {
  totp: "/login/code",
  "enrol-totp": "/me/second-factor",
  password: "/me/password",
};

function finishFirst(request: Request, pending: Pending): Response {
  return isBackground(request) ? unauthorised() : redirect(pendingPage(pending, wanted(request)));
}

/** The page on which a session goes on, which afterwards leads to `next`; `next` itself when nothing is pending. */
export function pendingPage(pending: Pending | null, next: string): string {
  return pending ? withNext(pages[pending], next) : next;
}

/** Whether a page's script asks, and not the browser for a page. */
export const isBackground = (request: Request) => request.headers.get("X-Nuanxin-Background") !== null;
const unauthorised = () => new Response(null, { status: 401 });

/** The page that was asked for. Those of `pages` lead on by themselves. */
function wanted(request: Request): string {
  const url = new URL(request.url);
  if (request.method !== "GET") return "/";
  if (Object.values(pages).includes(url.pathname)) return url.searchParams.get("next") ?? "/";
  url.searchParams.delete("_data");
  return url.pathname + url.search;
}

function withNext(page: string, next: string): string {
  return next === "/" ? page : `${page}?next=${encodeURIComponent(next)}`;
}

/** The route parameter, or a 404 when it is not of the given shape. */
export function param(params: Args["params"], name: string, shape: RegExp): string {
  const value = params[name];
  if (value === undefined || !shape.test(value)) throw notFound();
  return value;
}

export const slugShape = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const idShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
