import { expect, it } from "vitest";
import { classHours } from "./class-hours";

it.each([
  [0, 0],
  [4, 0],
  [5, 0.1],
  [45, 1],
  [67, 1.4],
  [135, 3],
  [1000, 22.2],
])("%i minutes are %d 学时", (minutes, hours) => expect(classHours(minutes)).toBe(hours));
