import { createHash, randomBytes } from "node:crypto";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { test as base, expect, type Page } from "@playwright/test";
import type { Running } from "../../app/process/start.server";
import { loadBuild } from "../setup/build";
import { template } from "../setup/demonstration-template";

interface WorkerFixtures {
  /** A server of this worker alone, on a copy of the demonstration. */
  app: Running;
}

interface Fixtures {
  /** Signs the page in by writing the session's row: no form, no password, no 30 ms of argon2. */
  signInAs: (employeeNo: string, page?: Page) => Promise<void>;
  /** The employee number of a worker who has no study, seat or paper yet; another one at each call. */
  freshWorker: () => Promise<string>;
  /** Lets the demonstration's clock run ahead by whole minutes. */
  advance: (minutes: number) => Promise<void>;
  /** Fails the test on any error of any page, and on any request to another host. */
  quiet: { allow: (pattern: RegExp) => void };
}

let taken = 0;

export const test = base.extend<Fixtures, WorkerFixtures>({
  app: [
    async ({}, use) => {
      const dir = mkdtempSync(path.join(os.tmpdir(), "nuanxin-e2e-"));
      cpSync(template, dir, { recursive: true });
      const build = await loadBuild();
      const running = await build.entry.module.start({
        env: { PORT: "0", NUANXIN_DATA: dir },
        build: async () => build,
      });
      await use(running);
      await running.close();
      rmSync(dir, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 60_000 },
  ],
  baseURL: async ({ app }, use) => use(app.url),
  signInAs: async ({ app, page: own, quiet: _ }, use) => {
    await use(async (employeeNo, page = own) => {
      const { personId } = await app.store.db.account.findUniqueOrThrow({ where: { employeeNo } });
      const secret = randomBytes(20).toString("hex");
      const at = new Date();
      await app.store.db.session.create({
        data: {
          id: createHash("sha256").update(secret).digest("hex"),
          accountId: personId,
          createdAt: at,
          expiresAt: new Date(at.getTime() + 30 * 60_000),
        },
      });
      await page
        .context()
        .addCookies([{ name: "nuanxin_session", value: secret, url: app.url, httpOnly: true }]);
    });
  },
  freshWorker: async ({ app }, use) => {
    const { db } = app.store;
    await use(async () => {
      const fresh = await db.$queryRaw<{ employee_no: string }[]>`
        select employee_no from account a
        where employee_no like 'W%' and not exists (select 1 from enrolment e where e.person_id = a.person_id)
          and not exists (select 1 from attempt t where t.person_id = a.person_id)
          and not exists (select 1 from lesson_study l where l.person_id = a.person_id)
          and not exists (select 1 from session s where s.account_id = a.person_id)
        order by employee_no offset ${taken++} limit 1`;
      return fresh[0]?.employee_no ?? "none is left";
    });
  },
  advance: async ({ app }, use) => {
    await use(async (minutes) => {
      const response = await fetch(`${app.url}/demo/clock`, {
        method: "POST",
        redirect: "manual",
        headers: { Origin: app.url },
        body: new URLSearchParams({ minutes: String(minutes), next: "/" }),
      });
      expect(response.status).toBe(302);
    });
  },
  quiet: [
    async ({ context, app }, use) => {
      // What the router says when a second act overtakes the reload after the first: it drops the older request.
      const allowed: RegExp[] = [/^AbortError: signal is aborted/];
      const found: string[] = [];
      context.on("console", (message) => {
        if (message.type() === "error") found.push(message.text());
      });
      context.on("weberror", (error) => found.push(String(error.error())));
      context.on("request", (request) => {
        const url = new URL(request.url());
        if (url.protocol.startsWith("http") && url.origin !== app.url)
          found.push(`asks another host: ${url.href}`);
      });
      await use({ allow: (pattern) => allowed.push(pattern) });
      expect(found.filter((text) => !allowed.some((pattern) => pattern.test(text)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Waits until the page answers by itself; what is clicked before goes through the server, which works too. */
export async function ready(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-ready", "yes");
}
