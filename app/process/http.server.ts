import { randomBytes, randomUUID } from "node:crypto";
import { createRequestHandler } from "@remix-run/express";
import type { LoaderFunctionArgs, ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type NextFunction, type Request, type Response } from "express";
import helmet from "helmet";
import type { Config } from "~/platform/config.server";
import { cookie } from "~/platform/cookie";
import { readMe, type Me, type RequestContext } from "~/platform/context.server";
import { bodyOf } from "~/platform/file-kinds";
import { isLanguage } from "~/platform/i18n/languages";
import { texts } from "~/platform/i18n/texts.server";
import { log, logged } from "~/platform/log.server";
import { errors, observeRequest } from "~/platform/metrics.server";
import { isSameOrigin } from "~/platform/session.server";
import { WholeResponse } from "~/platform/whole-response.server";

/** Largest body of a request in bytes: a lesson of 200 KB, percent-encoded, with room to spare. */
const bodyLimit = 1024 * 1024;

/** Pages whose forms carry files; their address ends in ".data" when a script sends the form. */
const bodyLimits: readonly [path: RegExp, bytes: number][] = [
  [/^\/desk\/partners\/[^/]+\/(agreement|document\/[^/]+)(\.data)?$/, bodyOf("document")],
  [/^\/desk\/import(\.data)?$/, bodyOf("import")],
  [/^\/workshop\/[^/]+\/files(\.data)?$/, bodyOf("course")],
  [/^\/workshop\/[^/]+\/import(\.data)?$/, bodyOf("word")],
  [/^\/workshop\/import(\.data)?$/, bodyOf("package")],
];

interface Options {
  build: () => Promise<ServerBuild>;
  config: Config;
  /** Vite's middleware in development; the built files otherwise. */
  assets: express.RequestHandler[];
  demo: boolean;
}

/** The HTTP side: ids, headers, refusals that need no page, then Remix. */
export function createHttp({ build, config, assets, demo }: Options): express.Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", config.trustProxy);
  app.use(identify);
  app.use(record);
  app.use(headers(config));
  app.use(compression());
  app.use(documents(build, config, demo));
  for (const handler of assets) app.use(handler);
  app.use(refuse(config));
  app.use((req, res, next) => {
    void build()
      .then((loaded) =>
        createRequestHandler({ build: loaded, getLoadContext: (r, s) => context(r, s, config, demo) })(
          req,
          res,
          next,
        ),
      )
      .catch(next);
  });
  app.use((error: unknown, req: Request, res: Response, next: NextFunction) => {
    if (res.headersSent) return next(error);
    log.error({ err: error, requestId: res.locals.requestId }, "request failed");
    answer(req, res, 500);
  });
  return app;
}

/**
 * Routes that answer with a document of their own (`handle.document`) are asked directly, before files are looked for:
 * Remix would search all its routes for them three times, which took longer than reading and writing the page.
 */
function documents(build: Options["build"], config: Config, demo: boolean): express.RequestHandler {
  let known: { build: ServerBuild; find: (path: string) => Found | null } | undefined;
  return (req, res, next) => {
    if (req.method !== "GET" || !readable(req)) return next();
    void build()
      .then(async (loaded) => {
        if (known?.build !== loaded) known = { build: loaded, find: documentRoutes(loaded) };
        const found = known.find(req.path);
        if (!found) return next();
        res.setHeader("Cache-Control", "no-store");
        const url = `${req.protocol}://${req.get("host")}${req.originalUrl}`;
        const headers = new Headers();
        for (const name of ["cookie", "x-nuanxin-background"]) {
          const value = req.get(name);
          if (value !== undefined) headers.set(name, value);
        }
        const asked = { request: new Request(url, { headers }), params: found.params };
        const answer = await found
          .loader({ ...asked, context: context(req, res, config, demo) })
          .catch((thrown: unknown) => {
            if (thrown instanceof globalThis.Response) return thrown;
            throw thrown;
          });
        if (!(answer instanceof globalThis.Response)) return next();
        res.status(answer.status);
        answer.headers.forEach((value, name) => res.setHeader(name, value));
        const text = answer instanceof WholeResponse ? answer.whole : await answer.text();
        // With its length it goes out in one piece, not in chunks.
        res.setHeader("Content-Length", Buffer.byteLength(text)).end(text);
      })
      .catch(next);
  };
}

interface Found {
  loader: (args: LoaderFunctionArgs) => Promise<unknown>;
  params: Record<string, string>;
}

/** Finds the document route of a path, unless another route says more of it: `files` is no lesson's name. */
function documentRoutes(build: ServerBuild): (path: string) => Found | null {
  const all = Object.values(build.routes).flatMap((route) => {
    if (!route?.path) return [];
    const segments = route.path.split("/");
    const shape = segments.map((segment) => segment.replace(/^:(\w+)$/, "(?<$1>[^/]+)").replace("*", ".+"));
    const literals = segments.filter((segment) => !/^[:*]/.test(segment)).length;
    const handle = route.module.handle as { document?: boolean } | undefined;
    const loader = handle?.document ? (route.module.loader as Found["loader"] | undefined) : undefined;
    return [{ shape: new RegExp(`^/${shape.join("/")}/?$`), literals, length: segments.length, loader }];
  });
  return (path) => {
    for (const { shape, literals, length, loader } of all) {
      const match = loader && shape.exec(path);
      if (!match) continue;
      const nearer = all.some(
        (other) => other.length === length && other.literals > literals && other.shape.test(path),
      );
      return nearer ? null : { loader, params: { ...match.groups } };
    }
    return null;
  };
}

function identify(_req: Request, res: Response, next: NextFunction) {
  res.locals.requestId = randomUUID();
  res.locals.nonce = randomBytes(16).toString("base64");
  res.setHeader("X-Request-Id", res.locals.requestId);
  next();
}

/** One line for each request, without what the address asks and without secrets that are part of a path. */
function record(req: Request, res: Response, next: NextFunction) {
  const began = performance.now();
  res.once("close", () => {
    const ms = performance.now() - began;
    const path = logged(req.path);
    observeRequest(req.method, path, res.statusCode, ms / 1000);
    if (res.statusCode >= 500) errors.inc();
    if (path.startsWith("/assets/")) return;
    const { requestId } = res.locals;
    log.info(
      { requestId, method: req.method, path, status: res.statusCode, ms: Math.round(ms) },
      res.writableFinished ? "request" : "request cut short",
    );
  });
  next();
}

function headers(config: Config) {
  const secure = config.publicOrigin?.startsWith("https:") ?? false;
  const nonce = (_req: unknown, res: unknown) => `'nonce-${(res as Response).locals.nonce}'`;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        connectSrc: ["'self'", ...(config.production ? [] : ["ws:"])],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", "data:"],
        manifestSrc: ["'self'"],
        mediaSrc: ["'self'"],
        scriptSrc: ["'self'", nonce],
        // The editor of lessons writes its styles into the page, by the nonce. So does Vite in development, without
        // it; a nonce beside "unsafe-inline" would shut that out.
        styleSrc: ["'self'", config.production ? nonce : "'unsafe-inline'"],
        workerSrc: ["'self'"],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: "same-origin" },
  });
}

/** Methods, bodies and origins that no page takes. */
function refuse(config: Config) {
  return (req: Request, res: Response, next: NextFunction) => {
    if (!readable(req)) return answer(req, res, 400);
    // What belongs to a person is kept by no cache, page or data.
    res.setHeader("Cache-Control", "no-store");
    if (req.method === "GET" || req.method === "HEAD") return next();
    if (req.method !== "POST") {
      res.setHeader("Allow", "GET, HEAD, POST");
      return answer(req, res, 405);
    }
    // Cookies are SameSite=Lax; the origin is the second lock. Every browser in use sends it with a POST.
    const hosts = [config.publicOrigin ? new URL(config.publicOrigin).host : (req.get("host") ?? "")];
    if (!isSameOrigin(req.get("origin") ?? null, hosts)) return answer(req, res, 403);
    const length = req.get("content-length");
    if (length === undefined) return answer(req, res, 411);
    const limit = bodyLimits.find(([path]) => path.test(req.path))?.[1] ?? bodyLimit;
    if (Number(length) > limit) return answer(req, res, 413);
    next();
  };
}

/** Whether path and host make an address. */
function readable(req: Request): boolean {
  try {
    decodeURIComponent(req.path);
    return req.originalUrl.startsWith("/") && URL.canParse(`http://${req.get("host")}${req.originalUrl}`);
  } catch {
    return false;
  }
}

type Refusal = 400 | 403 | 405 | 411 | 413 | 500;

/** A plain page in the reader's language, for what never reaches a route. */
function answer(req: Request, res: Response, status: Refusal) {
  const t = texts(language(req)).t;
  const title = t(`error.${status}.title`);
  res
    .status(status)
    .setHeader("Connection", "close")
    .type("html")
    .send(
      `<!doctype html><html lang="${language(req)}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
        `<title>${title}</title><main><h1>${title}</h1><p>${t(`error.${status}.text`)}</p>` +
        `<p><small>${res.locals.requestId as string}</small></p></main></html>`,
    );
}

function language(req: Request): "zh" | "en" {
  const chosen = cookie(req.get("cookie") ?? null, "nuanxin_language");
  return isLanguage(chosen) ? chosen : "zh";
}

/** Whether others reach it through something in front, which may not say for whom it asks. */
function isPublished({ trustProxy, publicOrigin }: Config): boolean {
  const host = publicOrigin ? new URL(publicOrigin).hostname : "localhost";
  return trustProxy !== 0 || !/^(localhost|127\..*|\[::1\])$/.test(host);
}

/** A proxy on this machine connects from it too, but says for whom. */
function isLocal(req: Request): boolean {
  const from = req.socket.remoteAddress ?? "";
  const forwarded = Object.keys(req.headers).some((name) =>
    /^(x-forwarded|x-real-ip|forwarded|via)/.test(name),
  );
  return !forwarded && /^(127\.|::1$|::ffff:127\.)/.test(from);
}

function context(req: Request, res: Response, config: Config, demo: boolean): RequestContext {
  const header = req.get("cookie") ?? null;
  const theme = cookie(header, "nuanxin_theme");
  let me: Promise<Me | null> | undefined;
  return {
    requestId: res.locals.requestId as string,
    nonce: res.locals.nonce as string,
    language: language(req),
    theme: theme === "light" || theme === "dark" ? theme : null,
    address: req.ip ?? "unknown",
    secure: req.secure || (config.publicOrigin?.startsWith("https:") ?? false),
    demo,
    local: !isPublished(config) && isLocal(req),
    dataDir: config.dataDir,
    drained: () => drained(res),
    me: () => (me ??= readMe(header)),
  };
}

/** Remix writes a body as fast as it comes; a body that waits for this does not outrun the connection. */
function drained(res: Response): Promise<void> {
  if (!res.writableNeedDrain || res.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      res.off("drain", done).off("close", done);
      resolve();
    };
    res.on("drain", done).on("close", done);
  });
}
