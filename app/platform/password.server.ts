import { hash, verify } from "@node-rs/argon2";

/** argon2id with 19 MiB, 2 passes and 1 lane: the floor that OWASP's password storage sheet names. */
const cost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password, cost).catch(() => false);
}

let decoy: Promise<string> | undefined;

/** Takes as long as a real check, so that the time does not tell whether an employee number exists. */
export async function verifyNothing(password: string): Promise<false> {
  decoy ??= hashPassword("nobody has this password");
  await verifyPassword(await decoy, password);
  return false;
}
