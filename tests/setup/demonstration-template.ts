import { rmSync } from "node:fs";
import path from "node:path";
import { loadBuild } from "./build";

/** The filled demonstration, made once for a run; every worker of the browser tests starts from a copy. */
export const template = path.resolve("test-results/demonstration");

export default async function makeTemplate(): Promise<void> {
  rmSync(template, { recursive: true, force: true });
  const build = await loadBuild();
  const running = await build.entry.module.start({
    env: { PORT: "0", NUANXIN_DATA: template },
    build: async () => build,
  });
  await running.close();
}
