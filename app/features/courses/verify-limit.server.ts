import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** Looks of one address: 60 in five minutes. A number is one of 850,000,000,000, so this only keeps the load down. */
const looks = new RateLimiterMemory({ points: 60, duration: 5 * 60 });

export async function mayVerify(address: string): Promise<boolean> {
  try {
    await looks.consume(address);
    return true;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return false;
    throw refused;
  }
}
