import { expect, test } from "vitest";
import { placed } from "./surface";

test.each([
  ["a word stays in its line", "<Term />", "说", "话", "<Term />"],
  ["a block gets empty lines", "<Law />\n", "说", "话", "\n\n<Law />\n\n"],
  ["and no more than it needs", "<Law />\n", "说\n\n", "\n\n话", "<Law />\n"],
  [
    "an id is used once",
    '<Check id="check-1">\n',
    '<Check id="check-1"> <Check id="check-2">\n\n',
    "",
    '<Check id="check-3">\n',
  ],
  ["also one without a number", '<Note id="note">', '<Note id="note">', "", '<Note id="note-2">'],
])("%s", (_, snippet, before, after, result) => {
  expect(placed(snippet, before, after)).toBe(result);
});
