import pino from "pino";

const levels = { ...pino.levels.values, silent: Infinity };

/** JSON lines on standard error: standard output belongs to what the operator asked for. */
export const log = pino(
  {
    level: Object.hasOwn(levels, process.env.LOG_LEVEL ?? "") ? process.env.LOG_LEVEL : "info",
    base: null,
    redact: ["password", "*.password", "cookie", "*.cookie", "req.headers.cookie"],
  },
  pino.destination({ fd: 2, sync: true }),
);
