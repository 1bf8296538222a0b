import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { Running } from "../../app/process/start.server";
import { loadBuild } from "../setup/build";
import { expect, test } from "./fixtures";
import { pageRoutes, sampleParams } from "./routes";

// Every page × every role × light and dark; the two projects add 360 and 1440 px. A role without the permission sees
// the page that says so, which is looked at once for each role.
const people = ["-", "W0001", "T0001", "R0001", "U0001", "H0001", "S0001", "S0002", "A0001"];

type Db = Running["store"]["db"];

/** Papers and certificates belong to somebody: they are looked at as that person. */
const ownerOf: Readonly<Record<string, (db: Db, key: string) => Promise<{ personId: string }>>> = {
  "routes/exams.$attempt._index": (db, id) => db.attempt.findUniqueOrThrow({ where: { id } }),
  "routes/exams.$attempt.result": (db, id) => db.attempt.findUniqueOrThrow({ where: { id } }),
  "routes/certificates.$number._index": (db, number) =>
    db.courseCertificate.findUniqueOrThrow({ where: { number } }),
};

for (const employeeNo of people) {
  test(`axe finds nothing on any page, light or dark, as ${employeeNo === "-" ? "nobody" : employeeNo}`, async ({
    page,
    app,
    signInAs,
    quiet,
  }) => {
    test.setTimeout(600_000);
    quiet.allow(/status of 404/);
    const routes = pageRoutes(await loadBuild(), await sampleParams(app));
    expect(routes.length).toBeGreaterThan(15);
    if (employeeNo !== "-") await signInAs(employeeNo);
    let refused = 0;
    for (const { id, address } of routes) {
      const owned = employeeNo === "W0001" ? ownerOf[id] : undefined;
      if (owned) {
        const { db } = app.store;
        const { personId } = await owned(db, address.split("/")[2] ?? "");
        await signInAs((await db.account.findUniqueOrThrow({ where: { personId } })).employeeNo);
      }
      // What somebody may not see is the same page for every address: it is looked at twice.
      const { status } = await asked(page, address);
      expect([id, status < 500]).toEqual([id, true]);
      if (status === 404 && refused++ > 1) continue;
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      await page.goto(address);
      for (const colorScheme of ["light", "dark"] as const) {
        // The dark theme changes colours and nothing else.
        const axe = new AxeBuilder({ page });
        if (colorScheme === "dark") {
          await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
          axe.withRules("color-contrast");
        }
        const { violations } = await axe.analyze();
        const found = violations.map(
          ({ id: rule, nodes }) => `${rule}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`,
        );
        expect.soft([`${address} ${colorScheme}`, ...found]).toEqual([`${address} ${colorScheme}`]);
      }
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect.soft([`${address} is too wide by`, Math.max(0, wide)]).toEqual([`${address} is too wide by`, 0]);
      if (owned) await signInAs(employeeNo);
    }
  });
}

/** The status of an address, without the browser drawing it. */
async function asked(page: Page, address: string): Promise<{ status: number }> {
  const response = await page.request.get(address, { maxRedirects: 0 });
  return { status: response.status() };
}

test("axe finds nothing in English either", async ({ page, app, signInAs, quiet }) => {
  test.setTimeout(600_000);
  quiet.allow(/status of 404/);
  const routes = pageRoutes(await loadBuild(), await sampleParams(app));
  await page.context().addCookies([{ name: "nuanxin_language", value: "en", url: app.url }]);
  for (const employeeNo of ["W0001", "T0001", "H0001"]) {
    await signInAs(employeeNo);
    for (const { address } of routes) {
      if ((await asked(page, address)).status === 404) continue;
      await page.goto(address);
      await expect(page.locator("html")).toHaveAttribute("lang", "en");
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect.soft([address, ...violations.map(({ id }) => id)]).toEqual([address]);
    }
  }
});
