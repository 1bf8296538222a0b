import { z } from "zod";

const key = z.string().refine((value) => Buffer.from(value, "base64").length === 32, {
  error: "must be 32 random bytes in base64 (openssl rand -base64 32)",
});

/** What the environment may say. Every message names its variable. */
const environment = z.object({
  NODE_ENV: z.string().optional(),
  PORT: z.coerce
    .number({ error: "must be a port number, 0 to 65535" })
    .int("must be a whole number")
    .min(0, "must be 0 to 65535")
    .max(65535, "must be 0 to 65535")
    .default(3000),
  HOST: z.string().min(1, "must name an address to listen on, such as 127.0.0.1").default("127.0.0.1"),
  PUBLIC_ORIGIN: z
    .url({ protocol: /^https?$/, error: "must be an origin such as https://learn.example.cn" })
    .refine((value) => URL.canParse(value) && new URL(value).origin === value, {
      error: "must be an origin without a path, such as https://learn.example.cn",
    })
    .optional(),
  TRUST_PROXY: z
    .string()
    .regex(/^(\d{1,2}|loopback)$/, "must be the number of proxies in front (0 to 99) or loopback")
    .transform((value) => (value === "loopback" ? value : Number(value)))
    .default(0),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/, "must be a PostgreSQL address such as postgresql://user@host/database")
    .optional(),
  NUANXIN_DATA: z.string().min(1, "must name a directory").default("data"),
  NUANXIN_DEMO: z.enum(["0", "1"], { error: "must be 0 or 1" }).optional(),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
      error: "must be fatal, error, warn, info, debug, trace or silent",
    })
    .optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/, "must be an address such as smtp://user:password@host:587")
    .optional(),
  MAIL_FROM: z
    .email({ error: "must be an address such as nuanxin@example.cn" })
    .default("nuanxin@localhost.localdomain"),
  WECOM_ORIGIN: z
    .url({ protocol: /^https?$/, error: "must be an origin such as https://wecom.example.cn" })
    .refine((value) => URL.canParse(value) && new URL(value).origin === value, {
      error: "must be an origin without a path",
    })
    .default("https://qyapi.weixin.qq.com"),
  ENCRYPTION_KEY: key.optional(),
  ENCRYPTION_KEY_PREVIOUS: z
    .string()
    .transform((value) => value.split(","))
    .pipe(z.array(key))
    .default([]),
});

export interface Config {
  port: number;
  host: string;
  publicOrigin: string | undefined;
  trustProxy: number | "loopback";
  databaseUrl: string | undefined;
  dataDir: string;
  demo: boolean;
  smtpUrl: string | undefined;
  mailFrom: string;
  /** Where WeCom's webhooks live. */
  wecomOrigin: string;
  /** 32 bytes in base64. */
  encryptionKey: string | undefined;
  /** Keys that may still open what they sealed. */
  previousEncryptionKeys: string[];
  production: boolean;
}

/** A wrong variable: one line for each, naming it. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

/** Reads the environment; an empty variable counts as not given. Throws `ConfigError`. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`).join("\n"),
    );
  }
  const value = parsed.data;
  if (value.DATABASE_URL && value.NUANXIN_DEMO === "1") {
    throw new ConfigError(
      "NUANXIN_DEMO must not be 1 together with DATABASE_URL: the demonstration is for the embedded store",
    );
  }
  return {
    port: value.PORT,
    host: value.HOST,
    publicOrigin: value.PUBLIC_ORIGIN,
    trustProxy: value.TRUST_PROXY,
    databaseUrl: value.DATABASE_URL,
    dataDir: value.NUANXIN_DATA,
    demo: !value.DATABASE_URL && value.NUANXIN_DEMO !== "0",
    smtpUrl: value.SMTP_URL,
    mailFrom: value.MAIL_FROM,
    wecomOrigin: value.WECOM_ORIGIN,
    encryptionKey: value.ENCRYPTION_KEY,
    previousEncryptionKeys: value.ENCRYPTION_KEY_PREVIOUS,
    production: value.NODE_ENV !== "development",
  };
}
