import { rename } from "node:fs/promises";
import path from "node:path";
import { transform } from "esbuild";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type Plugin } from "vite";
import remixConfig from "./remix.config.js";

// Phones in use go back to Chrome 80 and Safari 14; the server is Node 20. esbuild lowers syntax only, so browser
// code keeps to what those engines have.
const browsers = ["chrome80", "safari14"];
// esbuild will not lower destructuring for a bug that Safari 14 has only in rare forms of it; Vite says the same.
const lowered = { target: browsers, supported: { destructuring: true } };

// What pages load from packages. Named, because routes import server code as well, which the optimizer would find and
// try to bundle for the browser.
const inBrowser = [
  "@conform-to/react",
  "i18next",
  "react-i18next",
  "react-dom/client",
  "react/jsx-dev-runtime",
];

/** What the server's build makes for browsers lies where their files are served from. */
const scriptsForBrowsers: Plugin = {
  name: "scripts-for-browsers",
  async writeBundle({ dir }, bundle) {
    for (const file of Object.values(bundle)) {
      if (!dir || file.type !== "asset" || !file.fileName.endsWith(".js")) continue;
      await rename(path.join(dir, file.fileName), path.join(dir, "../client", file.fileName));
    }
  },
};

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [remix(remixConfig), isSsrBuild && scriptsForBrowsers],
  resolve: { alias: { "~": path.resolve("app") } },
  // Scripts of pages without React (`?worker&url`) are built with the server, but for the browser.
  worker: {
    format: "es",
    plugins: () => [
      { name: "for-browsers", renderChunk: (code) => transform(code, { ...lowered, minify: true }) },
    ],
  },
  // One target for styles: the server names the file that the browser's build has written.
  build: { target: isSsrBuild ? "node20" : browsers, cssTarget: browsers, chunkSizeWarningLimit: 900 },
  optimizeDeps: { include: inBrowser, noDiscovery: true },
  ssr: { external: ["mdx-bundler", "esbuild", "@electric-sql/pglite"] },
}));
