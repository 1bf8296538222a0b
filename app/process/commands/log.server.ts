import { readFile } from "node:fs/promises";
import { readHead } from "~/platform/kept-heads.server";
import type { LogName } from "~/platform/log-rows.server";
import { headOf } from "~/platform/seals.server";
import { verifyLog } from "~/platform/verify-seals.server";
import { json, type Call, type Command, type Outcome } from "../command";

const logs: readonly [LogName, string][] = [
  ["audit", "the audit log"],
  ["ledger", "the ledger"],
];

/** `audit verify`, `audit head`, and the same for the ledger. */
export const logCommands: readonly Command[] = logs.flatMap(([log, words]): Command[] => [
  {
    name: `${log} verify`,
    usage: "[--head FILE]",
    about: `checks ${words} and names the first altered, missing or added row`,
    details: `  --head FILE  a head printed earlier and kept elsewhere: finds a log that was sealed anew from the beginning\n`,
    options: { head: { type: "string" } },
    args: [0, 0],
    on: "store",
    run: (call) => verify(log, call),
  },
  {
    name: `${log} head`,
    usage: "",
    about: `prints the newest seal of ${words}, to be kept elsewhere`,
    args: [0, 0],
    on: "store",
    run: async () => {
      const head = await headOf(log);
      return head ? { code: 0, out: json(head) } : { code: 1, err: "nothing is sealed yet\n" };
    },
  },
]);

async function verify(log: LogName, { options, path }: Call): Promise<Outcome> {
  let head;
  if (typeof options.head === "string") {
    const text = await readFile(path(options.head), "utf8").catch(() => null);
    head = text === null ? null : readHead(text);
    if (!head || head.log !== log)
      return { code: 2, err: `--head: ${options.head} is no file with a head of the ${log} log\n` };
  }
  const found = await verifyLog(log, head);
  return { code: found.problem ? 1 : 0, out: json(found) };
}
