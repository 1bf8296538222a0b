import { parseWithZod } from "@conform-to/zod/v4";
import type { Submission, SubmissionResult } from "@conform-to/react";
import { data } from "@remix-run/node";
import type { z } from "zod";

/**
 * The fields of a posted form. A body that is not a form is a 400, never a 500. So is a field name with an index or a
 * path: none of our forms nests, and `a[200000000]=1` would be made into an array of that length. So is the character 0,
 * which no keyboard types and PostgreSQL refuses in any text.
 */
export async function readForm(request: Request): Promise<FormData> {
  const form = await request.formData().catch(() => null);
  const unfit = ([name, value]: [string, FormDataEntryValue]) =>
    !/^\w{1,40}$/.test(name) || (typeof value === "string" && value.includes("\0"));
  if (!form || [...form].some(unfit)) {
    throw new Response(null, { status: 400 });
  }
  return form;
}

/** Parses a form for a page that shows errors beside its fields and keeps what was typed. */
export function parseForm<Schema extends z.ZodType>(
  form: FormData,
  schema: Schema,
): Submission<z.output<Schema>, string[]> {
  return parseWithZod(form, { schema }) as Submission<z.output<Schema>, string[]>;
}

/** Parses a form that people cannot fill in wrongly (buttons, hidden fields): anything else is a 400. */
export function readFields<Schema extends z.ZodType>(form: FormData, schema: Schema): z.output<Schema> {
  const submission = parseForm(form, schema);
  if (submission.status !== "success") throw new Response(null, { status: 400 });
  return submission.value;
}

/** Answers a form with its errors (keys of the string tables) and status 422. */
export function invalid(result: SubmissionResult<string[]>) {
  return data({ result }, { status: 422 });
}

/** The JSON body of a page's background request, or a 400. */
export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.output<Schema>> {
  const body: unknown = await request.json().catch(() => undefined);
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new Response(null, { status: 400 });
  return parsed.data;
}
