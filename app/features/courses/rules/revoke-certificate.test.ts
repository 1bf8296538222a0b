import { expect, it } from "vitest";
import { revokeRefusal } from "./revoke-certificate";

it.each([
  ["a", "a", "own"],
  ["a", "b", null],
])("%s may revoke the certificate of %s: %s", (actorId, personId, refusal) =>
  expect(revokeRefusal({ actorId, personId })).toBe(refusal),
);
