import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { db } from "./store.server";

/**
 * Cipher and keyed hash of the installation behind one interface, so that another algorithm (国密 SM4, SM3) is another
 * prefix here and nothing elsewhere. A text is sealed with AES-256-GCM under a key derived from ENCRYPTION_KEY and
 * bound to what it belongs to: moved to another row, it does not open.
 */
const prefix = "a1";

/** The key that seals, first, and older ones that may still open. Each 32 bytes. */
let keys: readonly Buffer[] = [];
/** Made once for an installation; see `loadSecret`. */
let secret: Buffer | undefined;
/** Derived from it, by purpose: a log of a million rows asks for the same one a million times. */
const hashKeys = new Map<string, Buffer>();

export class CryptoError extends Error {
  override name = "CryptoError";
}

export function useKeys(current: Buffer, ...previous: Buffer[]): void {
  keys = [current, ...previous];
}

export function useSecret(bytes: Buffer | undefined): void {
  secret = bytes;
  hashKeys.clear();
}

/** What names a key without telling it: eight hexadecimal digits. */
export function keyName(key: Buffer): string {
  return createHash("sha256").update("nuanxin key name").update(key).digest("hex").slice(0, 8);
}

/** The name of the key that seals now. */
export function currentKeyName(): string {
  return keyName(currentKey());
}

function currentKey(): Buffer {
  const [key] = keys;
  if (!key) throw new CryptoError("no encryption key: useKeys() comes first");
  return key;
}

const dataKey = (key: Buffer) => Buffer.from(hkdfSync("sha256", key, "", "nuanxin data", 32));

/** Seals a text. `belongsTo` ("person:<id>:id-number") has to be given again to open it. */
export function encrypt(text: string, belongsTo: string): string {
  const key = currentKey();
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", dataKey(key), iv).setAAD(Buffer.from(belongsTo));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return [prefix, keyName(key), iv.toString("base64url"), sealed.toString("base64url")].join(".");
}

/** Opens what `encrypt` sealed. Throws `CryptoError` for an unknown key, an altered text or another owner. */
export function decrypt(sealed: string, belongsTo: string): string {
  const [kind, name, iv = "", body = ""] = sealed.split(".");
  if (kind !== prefix) throw new CryptoError("this text was not sealed here");
  const key = keys.find((each) => keyName(each) === name);
  if (!key) throw new CryptoError(`the key ${name} that sealed this text is not at hand`);
  const bytes = Buffer.from(body, "base64url");
  try {
    const decipher = createDecipheriv("aes-256-gcm", dataKey(key), Buffer.from(iv, "base64url"))
      .setAAD(Buffer.from(belongsTo))
      .setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString("utf8");
  } catch {
    throw new CryptoError("the sealed text was altered or belongs to something else");
  }
}

/** Whether a sealed text was sealed with the key in use now. */
export function isCurrent(sealed: string): boolean {
  return sealed.split(".")[1] === currentKeyName();
}

/** A keyed hash for one purpose ("id-number", "audit row"), in hexadecimal; the same as long as the installation lives. */
export function keyedHash(purpose: string, text: string): string {
  if (!secret) throw new CryptoError("no installation secret: loadSecret() comes first");
  let key = hashKeys.get(purpose);
  if (!key) {
    key = Buffer.from(hkdfSync("sha256", secret, "", `nuanxin ${purpose}`, 32));
    hashKeys.set(purpose, key);
  }
  return createHmac("sha256", key).update(text).digest("hex");
}

const secretOf = "installation:secret";

/** Makes the secret of a new installation and uses it from now on. Returns it sealed, to be kept. */
export function makeSecret(): string {
  const bytes = randomBytes(32);
  useSecret(bytes);
  return encrypt(bytes.toString("base64"), secretOf);
}

/** Reads the installation's secret; one from before there was any gets it now. Throws `CryptoError`. */
export async function loadSecret(): Promise<void> {
  const known = await db().installation.findUniqueOrThrow({ where: { id: 1 } });
  if (known.secretCipher) return useSecret(Buffer.from(decrypt(known.secretCipher, secretOf), "base64"));
  await db().installation.update({ where: { id: 1 }, data: { secretCipher: makeSecret() } });
}

/** The installation's secret under the key in use now, for the rotation of keys. */
export function resealSecret(sealed: string): string {
  return encrypt(decrypt(sealed, secretOf), secretOf);
}
