import { chromium } from "@playwright/test";

export interface FirstView {
  requests: number;
  /** With headers, as they came over the wire. */
  kilobytes: number;
  ms: number;
}

/** Opens a page in a browser that has nothing of it yet. */
export async function firstView(url: string, cookie: { name: string; value: string }): Promise<FirstView> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    await context.addCookies([{ ...cookie, url }]);
    const page = await context.newPage();
    const client = await context.newCDPSession(page);
    await client.send("Network.enable");
    let requests = 0;
    let bytes = 0;
    client.on("Network.loadingFinished", ({ encodedDataLength }) => {
      requests++;
      bytes += encodedDataLength;
    });
    const began = performance.now();
    await page.goto(url, { waitUntil: "load" });
    const ms = performance.now() - began;
    await page.waitForLoadState("networkidle");
    return { requests, kilobytes: bytes / 1024, ms };
  } finally {
    await browser.close();
  }
}
