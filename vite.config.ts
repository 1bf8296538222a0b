import path from "node:path";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";

// Phones in use go back to Chrome 80 and Safari 14; the server is Node 20. esbuild lowers syntax only, so browser
// code keeps to what those engines have.
const browsers = ["chrome80", "safari14"];

// What pages load from packages. Named, because routes import server code as well, which the optimizer would find and
// try to bundle for the browser.
const inBrowser = [
  "@conform-to/react",
  "i18next",
  "react-i18next",
  "react-dom/client",
  "react/jsx-dev-runtime",
];

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [remix(remixConfig)],
  resolve: { alias: { "~": path.resolve("app") } },
  build: { target: isSsrBuild ? "node20" : browsers, chunkSizeWarningLimit: 900 },
  optimizeDeps: { include: inBrowser, noDiscovery: true },
  ssr: { external: ["mdx-bundler", "esbuild", "@electric-sql/pglite"] },
}));
