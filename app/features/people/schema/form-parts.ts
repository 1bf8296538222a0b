import { z } from "zod";
import { hasLongNumber } from "../rules/long-number";

/**
 * A reason that somebody writes goes into the log, which outlives whom it names and is never cleaned: no ID number, no
 * account. Its error texts are keys of `privacy` and of `account`.
 */
export const loggedReason = z
  .string({ error: "error.reasonMissing" })
  .trim()
  .max(200, "error.reasonLong")
  .refine((text) => !hasLongNumber(text), "error.reasonNumber");

export const day = z.iso.date();

export const confirmed = z.literal("yes").optional();

/** One line as typed, without what nobody sees. */
export const line = (most: number, long: string) =>
  z
    .string()
    .transform((text) =>
      text
        .replace(/[\p{Cc}\p{Cf}]/gu, " ")
        .replace(/\s+/g, " ")
        .trim(),
    )
    .pipe(z.string().max(most, long));

export const wantedLine = (most: number, missing: string, long: string) =>
  z.string({ error: missing }).pipe(line(most, long)).pipe(z.string().min(1, missing));
