import { describe, expect, it } from "vitest";
import {
  cancelRefusal,
  joinRefusal,
  leaveRefusal,
  postsAround,
  returnRefusal,
  transferRefusal,
  unitRefusal,
  type Employed,
  type PostDays,
} from "./employment";

const today = "2026-11-24";
const open = { openedOn: "2020-01-01", closedOn: null };
const post = (over: Partial<PostDays> = {}): PostDays => ({
  ...{ unitId: "here", title: "社区工作者", startsOn: "2020-01-01", endsOn: null },
  ...over,
});
const employed = (over: Partial<Employed> = {}): Employed => ({
  ...{ joinedOn: "2020-01-01", leftOn: null, posts: [post()] },
  ...over,
});
const left = employed({ leftOn: "2026-10-31", posts: [post({ endsOn: "2026-10-31" })] });
const ahead = employed({
  posts: [post({ endsOn: "2026-11-30" }), post({ unitId: "there", startsOn: "2026-12-01" })],
});
const leaving = employed({ leftOn: "2026-12-31", posts: [post({ endsOn: "2026-12-31" })] });

describe("a unit", () => {
  it.each([
    ["that is there", open, "2026-11-24", null],
    ["on its first day", { openedOn: "2026-11-24", closedOn: null }, "2026-11-24", null],
    ["the day before its first", { openedOn: "2026-11-24", closedOn: null }, "2026-11-23", "unit-not-open"],
    ["on its last day", { openedOn: "2020-01-01", closedOn: "2026-11-24" }, "2026-11-24", null],
    ["the day after", { openedOn: "2020-01-01", closedOn: "2026-11-24" }, "2026-11-25", "unit-not-open"],
    ["that is unknown", null, "2026-11-24", "unit-unknown"],
  ])("%s", (_, unit, day, refusal) => expect(unitRefusal(unit, day)).toBe(refusal));
});

describe("joining", () => {
  const asked = {
    employeeNo: "W2001",
    taken: false,
    name: "李明",
    title: "社区工作者",
    unit: open,
    day: today,
    today,
  };
  it.each([
    ["is possible today", {}, null],
    ["and a year ahead", { day: "2027-11-25" }, null],
    ["not further ahead", { day: "2027-11-26" }, "day-far"],
    ["nor before anybody worked", { day: "1949-12-31" }, "day-early"],
    ["not with a space in the number", { employeeNo: "W 2001" }, "number-shape"],
    ["nor an empty one", { employeeNo: "" }, "number-shape"],
    ["nor a hyphen at its end", { employeeNo: "W2001-" }, "number-shape"],
    ["nor full-width digits", { employeeNo: "W２００１" }, "number-shape"],
    ["nor one of 41 characters", { employeeNo: "1".repeat(41) }, "number-shape"],
    ["one of 40 is possible", { employeeNo: "1".repeat(40) }, null],
    ["not with a taken number", { taken: true }, "number-taken"],
    ["not without a name", { name: " " }, "name-missing"],
    ["not without a post", { title: " " }, "title-missing"],
    [
      "not in a unit that is not there yet",
      { unit: { openedOn: "2027-01-01", closedOn: null } },
      "unit-not-open",
    ],
  ])("%s", (_, over, refusal) => expect(joinRefusal({ ...asked, ...over })).toBe(refusal));
});

describe("a transfer", () => {
  const asked = { unitId: "there", unit: open, title: "社区工作者", from: "2026-12-01", today };
  it.each([
    ["is possible ahead", employed(), {}, null],
    ["and from a day that has passed", employed(), { from: "2020-01-02" }, null],
    ["not from the first day of the post", employed(), { from: "2020-01-01" }, "before-post"],
    ["to the same unit with another post", employed(), { unitId: "here", title: "副主任" }, null],
    ["not to the same unit and post", employed(), { unitId: "here" }, "same-post"],
    ["not while another lies ahead", ahead, {}, "planned"],
    ["not of somebody who has left", left, {}, "has-left"],
    ["before the last day of somebody who leaves", leaving, { from: "2026-12-31" }, null],
    ["not after it", leaving, { from: "2027-01-01" }, "after-leaving"],
    ["not without any post", employed({ posts: [] }), {}, "no-post"],
    [
      "of somebody who has not begun yet",
      employed({ posts: [post({ startsOn: "2026-12-01" })] }),
      { from: "2026-12-15" },
      null,
    ],
    [
      "not before such a first day",
      employed({ posts: [post({ startsOn: "2026-12-01" })] }),
      {},
      "before-post",
    ],
    [
      "not to a unit that has closed",
      employed(),
      { unit: { ...open, closedOn: "2026-11-30" } },
      "unit-not-open",
    ],
    ["not more than a year ahead", employed(), { from: "2028-01-01" }, "day-far"],
    ["not without a post's name", employed(), { title: "" }, "title-missing"],
  ] as const)("%s", (_, who, over, refusal) =>
    expect(transferRefusal(who, { ...asked, ...over })).toBe(refusal),
  );
});

describe("leaving", () => {
  const asked = { lastDay: today, reason: "辞职", was: "", today };
  it.each([
    ["is possible today", employed(), {}, null],
    ["on a day that has passed", employed(), { lastDay: "2026-11-01" }, null],
    ["and ahead", employed(), { lastDay: "2026-12-31" }, null],
    ["not before the post began", employed(), { lastDay: "2019-12-31" }, "before-post"],
    ["not twice", left, {}, "has-left"],
    ["another day instead of the one ahead", leaving, { lastDay: "2026-12-15" }, null],
    ["the same day with another reason", leaving, { lastDay: "2026-12-31", was: "退休" }, null],
    ["not the same day for the same reason", leaving, { lastDay: "2026-12-31", was: "辞职" }, "same-day"],
    ["before a transfer that lies ahead, which then goes", ahead, { lastDay: "2026-11-28" }, null],
    ["not more than a year ahead", employed(), { lastDay: "2028-01-01" }, "day-far"],
    ["not without any post", employed({ posts: [] }), {}, "no-post"],
  ] as const)("%s", (_, who, over, refusal) =>
    expect(leaveRefusal(who, { ...asked, ...over })).toBe(refusal),
  );
});

describe("coming back", () => {
  const asked = { unit: open, title: "社区工作者", from: today, today };
  it.each([
    ["is possible for somebody who has left", left, {}, null],
    ["the day after the last one", left, { from: "2026-11-01" }, null],
    ["not on the last day", left, { from: "2026-10-31" }, "before-leaving"],
    ["not ahead", left, { from: "2026-11-25" }, "ahead"],
    ["not for somebody in post", employed(), {}, "in-post"],
    ["nor for somebody whose last day lies ahead", leaving, {}, "in-post"],
    ["not into a closed unit", left, { unit: { ...open, closedOn: "2026-11-01" } }, "unit-not-open"],
  ] as const)("%s", (_, who, over, refusal) =>
    expect(returnRefusal(who, { ...asked, ...over })).toBe(refusal),
  );
});

describe("taking back", () => {
  it.each([
    ["a transfer ahead", ahead, "transfer", null],
    ["no transfer that there is not", employed(), "transfer", "nothing-planned"],
    [
      "not the first post of somebody who comes",
      employed({ posts: [post({ startsOn: "2026-12-01" })] }),
      "transfer",
      "nothing-planned",
    ],
    ["a leaving ahead", leaving, "leaving", null],
    ["a leaving on its last day", { ...leaving, leftOn: today }, "leaving", null],
    ["none that has passed", left, "leaving", "nothing-planned"],
    ["none that there is not", employed(), "leaving", "nothing-planned"],
  ] as const)("%s", (_, who, what, refusal) => expect(cancelRefusal(who, what, today)).toBe(refusal));
});

it("tells the post of today from the one ahead", () => {
  expect(postsAround(ahead.posts, today)).toEqual({ current: ahead.posts[0], ahead: ahead.posts[1] });
  expect(postsAround(ahead.posts, "2026-12-01")).toEqual({ current: ahead.posts[1], ahead: null });
});
