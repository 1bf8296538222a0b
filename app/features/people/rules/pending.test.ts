import { expect, it } from "vitest";
import { pendingOf } from "./pending";

const nothing = { hasFactor: false, showedFactor: false, mustHaveFactor: false, passwordAged: false };

it.each([
  ["nothing", {}, null],
  ["a second factor that was not shown", { hasFactor: true, passwordAged: true }, "totp"],
  [
    "shown, but the password has aged",
    { hasFactor: true, showedFactor: true, passwordAged: true },
    "password",
  ],
  ["shown, and all is well", { hasFactor: true, showedFactor: true, mustHaveFactor: true }, null],
  ["an aged password before setting one up", { mustHaveFactor: true, passwordAged: true }, "password"],
  ["one to set up", { mustHaveFactor: true }, "enrol-totp"],
] as const)("%s", (_, facts, pending) => {
  expect(pendingOf({ ...nothing, ...facts })).toBe(pending);
});
