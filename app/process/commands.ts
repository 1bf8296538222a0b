import type { Command } from "./command";
import { contentCheckCommand } from "./commands/content.server";
import { dbCommands } from "./commands/db.server";
import { keyRotateCommand } from "./commands/key.server";
import { logCommands } from "./commands/log.server";
import { rulesCommand } from "./commands/rules.server";
import { tokenCommands } from "./commands/token.server";
import { userInviteCommand } from "./commands/user.server";

/** Every command of the operator, in the order of the help. */
export const commands: readonly Command[] = [
  ...dbCommands,
  userInviteCommand,
  ...tokenCommands,
  keyRotateCommand,
  ...logCommands,
  contentCheckCommand,
  rulesCommand,
];
