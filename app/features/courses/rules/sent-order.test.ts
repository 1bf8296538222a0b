import { expect, test } from "vitest";
import { sentOrder } from "./sent-order";

test.each<[string, Record<string, string>, string[] | null]>([
  ["a number for each", { place_A: "2", place_B: "1", place_C: "3", check: "x" }, ["B", "A", "C"]],
  ["a number twice", { place_A: "1", place_B: "1" }, null],
  ["a number that leaves a gap", { place_A: "1", place_B: "3" }, null],
  ["one without a number", { place_A: "1", place_B: "" }, null],
  ["words", { place_A: "one" }, null],
  ["no field of an order", { check: "x" }, null],
])("%s", (_, fields, order) => {
  expect(sentOrder(Object.entries(fields))).toEqual(order);
});
