import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./fixtures";

/** The page as it stands: nothing for axe in either theme, and no wider than the screen. `except`: a rule left out. */
export async function expectClean(page: Page, state = page.url(), except?: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const axe = new AxeBuilder({ page });
    if (except) axe.disableRules(except);
    // The dark theme changes colours and nothing else.
    if (colorScheme === "dark") axe.withRules("color-contrast");
    const { violations } = await axe.analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`,
    );
    expect.soft([`${state} ${colorScheme}`, ...found]).toEqual([`${state} ${colorScheme}`]);
  }
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect.soft([`${state} is too wide by`, Math.max(0, wide)]).toEqual([`${state} is too wide by`, 0]);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
}
