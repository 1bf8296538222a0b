import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigError, type Config } from "./config.server";
import { useKeys } from "./crypto.server";

/**
 * Takes the keys from the environment. The embedded store may do without: then a key of its own lies beside it, which
 * protects a copy of the store alone and not one of the whole directory.
 */
export function takeKeys(config: Config): void {
  const previous = config.previousEncryptionKeys.map((key) => Buffer.from(key, "base64"));
  if (config.encryptionKey) return useKeys(Buffer.from(config.encryptionKey, "base64"), ...previous);
  if (config.databaseUrl)
    throw new ConfigError(
      "ENCRYPTION_KEY must be given together with DATABASE_URL: 32 random bytes in base64 (openssl rand -base64 32)",
    );
  const file = join(config.dataDir, "encryption.key");
  if (!existsSync(file)) {
    mkdirSync(config.dataDir, { recursive: true });
    writeFileSync(file, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  }
  const key = Buffer.from(readFileSync(file, "utf8"), "base64");
  if (key.length !== 32) throw new ConfigError(`NUANXIN_DATA: ${file} is not a key of 32 bytes in base64`);
  useKeys(key, ...previous);
}
