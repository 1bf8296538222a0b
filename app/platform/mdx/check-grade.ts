import type { CheckKey } from "~/platform/mdx/lesson-body";

const longestAnswer = 200;

/**
 * What somebody sent, as it is kept: keys that exist, each once, sorted for a choice and as given for an order; for a
 * fill check the text that was typed.
 */
export function chosenOf(key: CheckKey, sent: readonly string[]): string[] {
  if (key.type === "fill") {
    // A control character or half a pair of surrogates is nothing the store could keep.
    const text = (sent[0] ?? "")
      .slice(0, longestAnswer)
      .replace(/[\p{Cc}\p{Cs}]/gu, " ")
      .trim();
    return text === "" ? [] : [text];
  }
  const known = [...new Set(sent)].filter((each) => Object.hasOwn(key.why, each));
  return key.type === "ordering" ? known : known.sort();
}

/** Whether an answer is right. `chosen` as `chosenOf` gives it, or raw. */
export function gradeCheck(key: CheckKey, chosen: readonly string[]): boolean {
  const given = chosenOf(key, chosen);
  if (key.type === "fill") {
    const answer = normalAnswer(given[0] ?? "");
    return answer !== "" && key.correct.some((each) => normalAnswer(each) === answer);
  }
  const wanted = key.type === "ordering" ? key.correct : [...key.correct].sort();
  return given.length === wanted.length && given.every((each, index) => each === wanted[index]);
}

/**
 * An answer as it is compared: full-width letters, digits and signs as half-width ones, small letters, no white space,
 * and no punctuation at its ends. Chinese numerals stay: an author who accepts 30 日 and 三十日 writes both.
 */
export function normalAnswer(text: string): string {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[\s\p{Cf}]+/gu, "")
      // What an invisible sign kept apart comes together now.
      .normalize("NFKC")
      .replace(/^[。，、；：？！“”‘’.,;:?!"']+|[。，、；：？！“”‘’.,;:?!"']+$/gu, "")
  );
}
