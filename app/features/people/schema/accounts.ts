import { z } from "zod";
import { searchText } from "~/lib/search-text";
import { inviteWays } from "../rules/invite-many";
import { emailShape } from "../rules/master";
import { loggedReason } from "./form-parts";
import { returnPath } from "./sign-in";

const employeeNo = z.string({ error: "error.employeeNoMissing" }).trim().max(40, "error.number-shape");

const newPassword = z.string({ error: "error.passwordMissing" }).max(1000, "error.long");

const twice = { password: newPassword, again: z.string().max(1000).default("") };

const isTwice = ({ password, again }: { password: string; again: string }) => password === again;

const differs = { error: "error.again", path: ["again"] };

/** Error texts of the account forms are keys of the string table `account`. */
export const changePasswordForm = z
  .object({
    ...twice,
    current: z.string({ error: "error.currentMissing" }).max(1000, "error.wrong"),
    next: returnPath,
  })
  .refine(isTwice, differs);

export const redeemForm = z.object(twice).refine(isTwice, differs);

const personName = z.string({ error: "error.name-missing" }).trim().max(40, "error.nameLong");

/** For links to set a password and for news; without it there are sheets of paper only. */
const optionalEmail = z
  .union([z.literal(""), z.string().trim().max(200, "error.email").regex(emailShape, "error.email")])
  .default("");

/** The first administrator's form; `district` is asked for while there is no unit. */
export const firstAdministratorForm = z
  .object({
    ...twice,
    ...{ name: personName, employeeNo, email: optionalEmail },
    district: z.string().trim().max(40).default(""),
  })
  .refine(isTwice, differs);

export const openAccountForm = z.object({
  name: personName,
  employeeNo,
  email: optionalEmail,
  title: z.string({ error: "error.title-missing" }).trim().max(40, "error.nameLong"),
  unitId: z.uuid({ error: "error.unit-unknown" }),
  role: z.enum(["", "security-admin", "auditor"]).default(""),
});

/** A code of the second factor, or a recovery code: spaces do not count. */
export const codeForm = z.object({
  intent: z.enum(["begin", "confirm", "renew", "remove", "leave", "show"]),
  code: z
    .string()
    .max(40)
    .default("")
    .transform((text) => text.replace(/\s/g, "")),
  next: returnPath,
});

export const forgotForm = z.object({ employeeNo });

export const endSessionForm = z.object({
  session: z.union([z.literal("all"), z.string().regex(/^[0-9a-f]{64}$/)]),
});

export const inviteForm = z.object({ way: z.enum(["sheet", "mail"]) });

/** Inviting the people of a list: its address names them. `seen` says when the page was opened. */
export const inviteManyForm = z.object({
  by: z.enum(inviteWays).catch("mail"),
  again: z.stringbool({ truthy: ["on"] }).catch(false),
  seen: z.coerce.number().int().min(0),
});

/** For how long somebody can be kept out, in hours. */
export const blockHours = [1, 24, 168, 720, 8760] as const;

/** An act on `/admin/:person`. The role is one of `platform/access.ts`, which the route knows. */
export const accountActForm = z.discriminatedUnion("act", [
  z.object({ act: z.literal("invite") }),
  z.object({ act: z.literal("mail") }),
  z.object({ act: z.literal("reset-second-factor"), reason: loggedReason }),
  z.object({ act: z.literal("block"), hours: z.enum(blockHours.map(String)), reason: loggedReason }),
  z.object({ act: z.literal("grant-role"), role: z.string().max(40), unitId: z.uuid() }),
  z.object({ act: z.literal("end-role"), role: z.string().max(40), unitId: z.uuid() }),
  z.object({ act: z.literal("unblock") }),
  z.object({ act: z.literal("unlock") }),
  z.object({ act: z.literal("end-sessions") }),
]);

/** Which act `/admin/:person` is to show, by its address. */
export const chosenAct = z.object({
  act: z.enum([
    "invite",
    "mail",
    "reset-second-factor",
    "grant-role",
    "end-role",
    "block",
    "unblock",
    "unlock",
    "end-sessions",
  ]),
  role: z.string().max(40).optional(),
  unit: z.uuid().optional(),
});

export const accountStates = ["", "locked", "blocked", "never", "no-factor", "left"] as const;

export const accountSorts = ["number", "-number", "name", "-name"] as const;

/** What `/admin` is asked for in its address; what is none of it is left out. */
export const accountQuery = z.object({
  q: z
    .string()
    .transform((text) => searchText(text, 40))
    .catch(""),
  role: z.string().max(40).catch(""),
  state: z.enum(accountStates).catch(""),
  sort: z.enum(accountSorts).catch("number"),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

/** Input of the rule `people.password`: its answer never repeats the password. */
export const passwordInput = z.strictObject({
  password: z.string().max(1000),
  employeeNo: z.string().max(40).default(""),
  name: z.string().max(40).default(""),
});

/** Input of the rule `people.roles`: what somebody holds, and what is to come. */
export const rolesInput = z.strictObject({
  held: z.array(z.string().max(40)).max(50),
  wanted: z.string().max(40),
});
