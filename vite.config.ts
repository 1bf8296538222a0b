import path from "node:path";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";

// Phones in use go back to Chrome 80 and Safari 14; the server is Node 20. esbuild lowers syntax only, so browser
// code keeps to what those engines have.
const browsers = ["chrome80", "safari14"];

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [remix(remixConfig)],
  resolve: { alias: { "~": path.resolve("app") } },
  build: { target: isSsrBuild ? "node20" : browsers, chunkSizeWarningLimit: 900 },
  ssr: { external: ["mdx-bundler", "esbuild", "@electric-sql/pglite"] },
}));
