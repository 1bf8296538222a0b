import type { SubmissionResult } from "@conform-to/react";

/** What was typed into a form that came back, and what is wrong with it. */
export function formReader(result: SubmissionResult<string[]> | undefined, say: (key: string) => string) {
  return {
    value: (name: string) => {
      const typed = result?.initialValue?.[name];
      return typeof typed === "string" ? typed : undefined;
    },
    error: (name: string) => {
      const key = result?.error?.[name]?.[0];
      return key === undefined ? undefined : say(key);
    },
  };
}
