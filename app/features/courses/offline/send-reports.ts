import type { OfflineReceipt } from "../rules/offline-outcome";
import { dropReport, reportsOf, sealReport, type KeptReport } from "./report-queue";

/** A network that hangs shall not hold the page for minutes. */
const patienceMs = 10_000;

/** What came of a report; `refused` is one that the server does not take, such as a lesson taken out. */
export interface Settled {
  report: KeptReport;
  receipt: OfflineReceipt | "refused";
}

let sending: Promise<Settled[]> | undefined;

/**
 * Tells the server what waits on this device of one person, one after the other. Stops where the network or the session
 * ends: what has no answer stays. Returns what was answered.
 */
export function sendReports(person: string): Promise<Settled[]> {
  return (sending ??= sendAll(person).finally(() => (sending = undefined)));
}

async function sendAll(person: string): Promise<Settled[]> {
  const settled: Settled[] = [];
  // Nothing is sealed by a try that cannot succeed: what is read goes on being one report.
  if (!navigator.onLine) return settled;
  for (const report of await reportsOf(person).catch(() => [])) {
    await sealReport(report);
    const receipt = await send(report);
    if (!receipt) break;
    await dropReport(report.key);
    settled.push({ report, receipt });
  }
  return settled;
}

/** Null when there was no answer. */
async function send({ key, person, course, lesson, version, since, what }: KeptReport) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), patienceMs);
  try {
    const response = await fetch(`/courses/${course}/${lesson}/offline`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Nuanxin-Background": "1" },
      body: JSON.stringify({ key, person, version, since, ...what }),
      signal: patience.signal,
    });
    if (response.ok) return (await response.json()) as OfflineReceipt;
    return [400, 404, 413, 422].indexOf(response.status) >= 0 ? ("refused" as const) : null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** What was written and could not be taken, so that it can be copied. */
export function lostTexts(settled: Settled[]): string[] {
  return settled.flatMap(({ report: { what }, receipt }) => {
    const lost = receipt === "refused" || receipt.outcome === "long" || receipt.outcome === "gone";
    if (!lost || what.kind !== "form") return [];
    return what.fields.filter(([name, value]) => name === "text" && value !== "").map(([, value]) => value);
  });
}
