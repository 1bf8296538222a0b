import { z } from "zod";
import { createToken, revokeToken, tokenScopes } from "~/platform/api-token.server";
import { audit } from "~/platform/audit.server";
import { db } from "~/platform/store.server";
import { transact } from "~/platform/transact.server";
import type { Command } from "../command";

const shape = z.object({
  name: z.string().regex(/^[a-z0-9-]{1,40}$/, "NAME must be 1 to 40 of a-z, 0-9 and -"),
  scope: z.enum(tokenScopes, { error: `--scope must be ${tokenScopes.join(" or ")}` }),
  days: z.coerce
    .number({ error: "--days must be a number" })
    .int("--days must be whole")
    .min(1, "--days must be 1 or more")
    .max(730, "--days must be 730 or less"),
});

export const tokenCommands: readonly Command[] = [
  {
    name: "token create",
    usage: "NAME [--scope metrics] [--days 365]",
    about: "makes a token for a machine and prints it once",
    details: "  Send it as: Authorization: Bearer TOKEN. Scope metrics reads /metrics.\n",
    options: { scope: { type: "string", default: "metrics" }, days: { type: "string", default: "365" } },
    args: [1, 1],
    on: "store",
    async run({ args, options }) {
      const asked = shape.safeParse({ name: args[0], ...options });
      if (!asked.success)
        return { code: 2, err: `${asked.error.issues.map(({ message }) => message).join("\n")}\n` };
      const { name, scope, days } = asked.data;
      const token = await transact(async (tx) => {
        const made = await createToken(tx, asked.data);
        if (made)
          await audit(tx, {
            actorId: null,
            action: "token.create",
            subject: `token:${name}`,
            detail: { scope, days },
          });
        return made;
      });
      if (!token) return { code: 1, err: `there is a token ${name} already: revoke it first\n` };
      return { code: 0, out: `${token}\n` };
    },
  },
  {
    name: "token revoke",
    usage: "NAME",
    about: "ends a token at once",
    args: [1, 1],
    on: "store",
    async run({ args: [name = ""] }) {
      const ended = await transact(async (tx) => {
        const done = await revokeToken(tx, name);
        if (done) await audit(tx, { actorId: null, action: "token.revoke", subject: `token:${name}` });
        return done;
      });
      return ended ? { code: 0, out: `${name} is ended\n` } : { code: 1, err: `no living token ${name}\n` };
    },
  },
  {
    name: "token list",
    usage: "",
    about: "the tokens with their scope and last day",
    args: [0, 0],
    on: "store",
    async run() {
      const tokens = await db().apiToken.findMany({ orderBy: { name: "asc" } });
      const lines = tokens.map(
        ({ name, scope, expiresAt, revokedAt }) =>
          `${name}  ${scope}  ${revokedAt ? "ended" : `until ${expiresAt.toISOString().slice(0, 10)}`}\n`,
      );
      return { code: 0, out: lines.join("") || "no tokens\n" };
    },
  },
];
