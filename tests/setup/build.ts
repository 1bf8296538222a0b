import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import type { start } from "../../app/process/start.server";

export type Build = ServerBuild & { entry: { module: { start: typeof start } } };

/** The server as it was built, in this process. */
export async function loadBuild(): Promise<Build> {
  process.env.NODE_ENV = "production";
  process.env.LOG_LEVEL ??= "error";
  return (await import(pathToFileURL(path.resolve("build/server/index.js")).href)) as Build;
}
