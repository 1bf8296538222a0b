import { readConfig } from "~/platform/config.server";
import { firstAdministratorLink } from "~/workflows/first-administrator.server";
import { inviteByOperator } from "~/workflows/invite-by-operator.server";
import type { Command, Outcome } from "../command";

export const userInviteCommand: Command = {
  name: "user invite",
  usage: "[EMPLOYEE_NO] [--reset-factor]",
  about: "prints a one-time link for setting a password",
  details: `  Without a number: the link for the first administrator, as long as nobody can sign in.
  With one: for that account, also when no administrator can sign in any more. It is audited.
  --reset-factor  also takes the account's second factor away, to be set up anew at the next sign-in.
  The address begins with PUBLIC_ORIGIN.
`,
  options: { "reset-factor": { type: "boolean" } },
  args: [0, 1],
  on: "store",
  run: ({ args: [employeeNo], options, env }) => invite(employeeNo, options["reset-factor"] === true, env),
};

async function invite(
  employeeNo: string | undefined,
  resetFactor: boolean,
  env: Record<string, string | undefined>,
): Promise<Outcome> {
  const { publicOrigin, host, port } = readConfig(env);
  const origin = publicOrigin ?? `http://${host}:${port}`;
  if (employeeNo === undefined) {
    const link = await firstAdministratorLink(origin);
    return link
      ? { code: 0, out: `${link}\n` }
      : { code: 1, err: "there are accounts already: name an employee number\n" };
  }
  const made = await inviteByOperator(employeeNo, resetFactor);
  if (!made) return { code: 1, err: `nobody in service has the employee number ${employeeNo}\n` };
  return { code: 0, out: `${origin}/link/${made.secret}\nvalid until ${made.expiresAt.toISOString()}\n` };
}
