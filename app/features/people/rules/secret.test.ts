import { expect, it } from "vitest";
import { normaliseSecret } from "./secret";

it.each([
  ["id-number", "990102 19800101 123x", "99010219800101123X"],
  ["id-number", "９９０１０２１９８００１０１１２３Ｘ", "99010219800101123X"],
  ["payee-account", "6222 0000-0000\u200b 0000", "6222000000000000"],
  ["payee-account", "  ", ""],
] as const)("%s %j is kept as %s", (kind, text, kept) => {
  expect(normaliseSecret(kind, text)).toBe(kept);
});
