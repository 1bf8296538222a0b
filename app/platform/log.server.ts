import pino from "pino";

const levels = { ...pino.levels.values, silent: Infinity };

/** Never written down, however deep it lies in what is logged. */
const secrets = [
  "password",
  "passwordHash",
  "cookie",
  "authorization",
  "token",
  "secret",
  "idNumber",
  "payeeAccount",
];

const out = pino.destination({ fd: 2, sync: true });
// A log that cannot be written (its disk is full, its reader gone) must not end the process.
out.on("error", () => {});

/** JSON lines on standard error: standard output belongs to what the operator asked for. */
export const log = pino(
  {
    level: Object.hasOwn(levels, process.env.LOG_LEVEL ?? "") ? process.env.LOG_LEVEL : "info",
    base: null,
    redact: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
  },
  out,
);

/** A path for the log: a one-time link is its own password. */
export function logged(path: string): string {
  return path.replace(/^\/link\/[^/]+/, "/link/…");
}
