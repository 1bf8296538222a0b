import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { jobHealth } from "./jobs.server";

/** What `/metrics` shows, in the text format of Prometheus. No name, number or address of a person is a label. */
const registry = new Registry();
collectDefaultMetrics({ register: registry, prefix: "nuanxin_" });

const requests = new Histogram({
  name: "nuanxin_http_request_seconds",
  help: "Time to answer a request, by method, kind of address and status class",
  labelNames: ["method", "kind", "status"],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [registry],
});

export const errors = new Counter({
  name: "nuanxin_errors_total",
  help: "Requests that ended in an error of ours",
  registers: [registry],
});

new Gauge({
  name: "nuanxin_jobs",
  help: "Jobs by state",
  labelNames: ["state"],
  registers: [registry],
  async collect() {
    const { queued, active, failed } = await jobHealth();
    for (const [state, count] of Object.entries({ queued, active, failed })) this.set({ state }, count);
  },
});

export function observeRequest(method: string, path: string, status: number, seconds: number): void {
  const kind = path.startsWith("/assets/") ? "asset" : path.endsWith(".data") ? "data" : "page";
  requests.observe({ method, kind, status: `${Math.floor(status / 100)}xx` }, seconds);
}

export async function readMetrics(): Promise<{ type: string; body: string }> {
  return { type: registry.contentType, body: await registry.metrics() };
}
