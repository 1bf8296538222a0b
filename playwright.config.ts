import { defineConfig } from "@playwright/test";

const chromium = process.env.CHROMIUM;

/** Flags that keep Chromium from asking anything of the outside; root may not use the sandbox. */
const args = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  globalSetup: "./tests/setup/demonstration-template.ts",
  workers: 2,
  fullyParallel: false,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }]],
  // The server's build is finished JavaScript; the runner has nothing to translate in it.
  build: { external: ["**/build/**"] },
  use: {
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    trace: "retain-on-failure",
    launchOptions: { args, ...(chromium ? { executablePath: chromium } : {}) },
  },
  projects: [
    { name: "phone", use: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } },
    { name: "desk", use: { viewport: { width: 1440, height: 900 } } },
    { name: "server", testMatch: /.*\.server\.spec\.ts/ },
  ].map((project) =>
    project.name === "server" ? project : { ...project, testIgnore: /.*\.server\.spec\.ts/ },
  ),
});
