import { rotateKeys } from "~/workflows/rotate-keys.server";
import { json, type Command } from "../command";

export const keyRotateCommand: Command = {
  name: "key rotate",
  usage: "",
  about: "seals everything anew with ENCRYPTION_KEY that an older key sealed",
  details: `  1. Start with ENCRYPTION_KEY=new and ENCRYPTION_KEY_PREVIOUS=old: both open, the new one seals.
  2. Run this command. It may be run again after it was cut short.
  3. When it says "underWay": 0, take ENCRYPTION_KEY_PREVIOUS away. Otherwise that many messages are being
     sent just now: run it again a minute later.
`,
  args: [0, 0],
  on: "store",
  run: async () => ({ code: 0, out: json(await rotateKeys()) }),
};
