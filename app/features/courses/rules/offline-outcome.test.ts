import { expect, test } from "vitest";
import { joinNotes } from "./offline-outcome";

test.each([
  ["two texts stand one under the other", "甲", "乙", "甲\n\n乙"],
  ["a text that was written on is one text", "甲", "甲，还有乙", "甲，还有乙"],
  ["what is there already is not written twice", "甲和乙", "乙", "甲和乙"],
])("%s", (_, there, here, both) => expect(joinNotes(there, here)).toBe(both));
