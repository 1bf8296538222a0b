import { createServer, type ServerResponse, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { ServerBuild } from "@remix-run/node";
import express from "express";
import { installed } from "~/platform/root.server";
import { ConfigError, readConfig } from "~/platform/config.server";
import { loadSecret, makeSecret } from "~/platform/crypto.server";
import { takeKeys } from "~/platform/encryption-key.server";
import { log } from "~/platform/log.server";
import { loadClock } from "~/platform/clock.server";
import { db, openStore, useStore, type Store } from "~/platform/store.server";
import { certifyCompletions } from "~/features/courses/course-certificate.server";
import { syncCourses } from "~/features/courses/sync-courses.server";
import { syncQuestions } from "~/features/exams/sync-questions.server";
import { syncPolicies } from "~/features/incentives/policy-files.server";
import { tidyDeliveries } from "~/platform/deliver.server";
import { startJobs, stopJobs } from "~/platform/jobs.server";
import { sealLogs } from "~/platform/seals.server";
import { firstAdministratorLink } from "~/workflows/first-administrator.server";
import { equip } from "./equip.server";
import { createHttp } from "./http.server";
import { handlers } from "./jobs.server";
import { operateHere } from "./operate.server";
import { serveOperator } from "./operator-socket.server";
import { demoAccounts, type DemoAccount } from "~/platform/demo-accounts.server";
import { fillDemonstration } from "../../prisma/seed/demonstration.server";

export interface Running {
  url: string;
  store: Store;
  /** The demonstration's accounts; empty elsewhere. */
  accounts: DemoAccount[];
  /** Where the first administrator is made; null as soon as somebody can sign in. */
  firstAdministrator: string | null;
  close(): Promise<void>;
}

interface Options {
  env: Record<string, string | undefined>;
  build: () => Promise<ServerBuild>;
  /** Development: Vite's middleware instead of built files. */
  middleware?: express.RequestHandler[];
}

/**
 * Opens the store, brings it up to date, fills the demonstration when there is one to fill, and serves. Throws
 * `ConfigError`, `StoreError` or the error of `listen`; nothing is left open then.
 */
export async function start({ env, build, middleware }: Options): Promise<Running> {
  const config = readConfig(env);
  takeKeys(config);
  const store = await openStore({ databaseUrl: config.databaseUrl, dataDir: config.dataDir });
  const closing: (() => Promise<unknown>)[] = [];
  let closed: Promise<void> | undefined;
  try {
    useStore(store);
    equip(config);
    const demo = await prepare(config.demo);
    // Whoever tries the demonstration reads addresses and accounts in the terminal, not requests.
    if (demo && !env.LOG_LEVEL) log.level = "warn";
    const assets = middleware ?? [
      express.static(installed("build/client/assets"), { immutable: true, maxAge: "1y", fallthrough: true }),
    ];
    const files = [
      express.static(installed("public"), { maxAge: "1h", setHeaders: fresh }),
      ...assets.map(mounted),
    ];
    const http = createHttp({ build, config, assets: files, demo });
    const server = createServer(http);
    await listen(server, config.port, config.host);
    closing.unshift(() => closeServer(server));
    const url = address(server, config.host);
    await certifyCompletions();
    await sealLogs();
    await tidyDeliveries({ atStart: true });
    await startJobs(handlers);
    closing.unshift(() => stopJobs());
    if (store.kind === "embedded") {
      const operator = await serveOperator(config, (asked) =>
        operateHere(asked.argv, { env, cwd: asked.cwd }),
      );
      closing.unshift(() => operator.close());
    }
    return {
      url,
      store,
      accounts: demo ? demoAccounts : [],
      firstAdministrator: await firstAdministratorLink(config.publicOrigin ?? url),
      close: () => (closed ??= close()),
    };
  } catch (error) {
    await close();
    throw error;
  }

  /** No command and no job begins any more, requests and jobs under way end, then the logs are sealed. */
  async function close() {
    for (const step of closing) await step();
    // The next start seals what could not be sealed now.
    await sealLogs().catch((error: unknown) => log.warn({ err: error }, "the logs were not sealed"));
    await store.close();
  }

  function mounted(handler: express.RequestHandler): express.RequestHandler {
    return middleware ? handler : express.Router().use("/assets", handler);
  }
}

/** Brings the store up to date; an empty one becomes what the environment says. Returns whether it is the demonstration. */
async function prepare(wanted: boolean): Promise<boolean> {
  await syncPolicies();
  await syncQuestions();
  const before = await db().installation.findUnique({ where: { id: 1 } });
  if (before?.demo && !wanted) {
    throw new ConfigError(
      "NUANXIN_DATA holds the demonstration; name another directory, or leave NUANXIN_DEMO out",
    );
  }
  if (!before && wanted) await fillDemonstration();
  if (!before && !wanted && (await db().unit.count()) > 0) {
    throw new ConfigError(
      "NUANXIN_DATA holds a demonstration that was cut short; delete the directory, or leave NUANXIN_DEMO out",
    );
  }
  if (!before && !wanted)
    await db().installation.create({ data: { id: 1, demo: false, secretCipher: makeSecret() } });
  await loadSecret();
  await loadClock();
  await syncCourses();
  return before ? before.demo : wanted;
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
}

function address(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** Lets requests under way finish, ten seconds at most. */
async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), 10_000);
  await closed;
  clearTimeout(late);
}

/** Browsers look at each visit whether there is a newer service worker. */
function fresh(res: ServerResponse, file: string) {
  if (file.endsWith("service-worker.js")) res.setHeader("Cache-Control", "no-cache");
}
