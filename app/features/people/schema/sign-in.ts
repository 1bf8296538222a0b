import { z } from "zod";

/** A path inside the site to return to; anything else becomes the home page. */
export const returnPath = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/)
  .catch("/");

/** Error texts are keys of the string table `people`. */
export const signInForm = z.object({
  employeeNo: z
    .string({ error: "error.employeeNoMissing" })
    .trim()
    .min(1, "error.employeeNoMissing")
    .max(40, "error.employeeNoLong"),
  password: z.string({ error: "error.passwordMissing" }).max(200, "error.passwordLong"),
  next: returnPath,
});

export const preferencesForm = z.object({
  language: z.enum(["zh", "en"]).optional(),
  theme: z.enum(["light", "dark", "system"]).optional(),
  textSize: z.enum(["normal", "large", "huge"]).optional(),
  next: returnPath,
});

export const rankingConsentForm = z.object({ give: z.enum(["yes", "no"]) });

const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** Input of the rule `people.lock-out`: wrong passwords in the order of their times. */
export const lockOutInput = z.strictObject({ failures: z.array(moment), now: moment });
