import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { addDays } from "~/lib/dates";
import {
  afterAct,
  freeCode,
  treeOn,
  unitRefusals,
  type UnitAct,
  type UnitFacts,
  type UnitPeriod,
  type UnitRefusal,
  type UnitWorld,
} from "./unit-history";

const units: UnitFacts[] = [
  { id: "d", code: "district", kind: "district" },
  { id: "u", code: "uni", kind: "university" },
  { id: "s", code: "hepan", kind: "street" },
  { id: "t", code: "yuntai", kind: "street" },
  { id: "a", code: "hepan-01", kind: "community" },
  { id: "b", code: "hepan-02", kind: "community" },
  { id: "x", code: "hepan-03", kind: "community" },
];
const whole = (unitId: string, parentId: string | null, over: Partial<UnitPeriod> = {}): UnitPeriod => ({
  unitId,
  startsOn: "2020-01-01",
  endsOn: null,
  name: `单位 ${unitId}`,
  nameEn: `Unit ${unitId}`,
  parentId,
  ...over,
});
const periods: UnitPeriod[] = [
  whole("d", null),
  whole("u", "d"),
  whole("s", "d"),
  whole("t", "d", { startsOn: "2024-01-01" }),
  whole("a", "s"),
  whole("b", "s", { endsOn: "2025-06-30", name: "旧名" }),
  whole("b", "s", { startsOn: "2025-07-01", name: "新名" }),
  whole("x", "s", { endsOn: "2025-12-31" }),
];
const world: UnitWorld = { today: "2026-11-23", units, periods, people: 0, references: 0 };
const day = "2026-07-01";
const openedToday = {
  today: "2025-07-01",
  periods: [whole("s", "d"), whole("b", "s", { startsOn: "2025-07-01" })],
};
const opening = {
  act: "open",
  unitId: "n",
  kind: "community",
  code: "n",
  name: "新社区",
  nameEn: "New",
} as const;

describe("an act that is refused", () => {
  const cases: [string, UnitAct, UnitRefusal, Partial<UnitWorld>?][] = [
    ["a unit without a name", { ...opening, parentId: "s", day, name: "  " }, "name-empty"],
    ["a name of 41 characters", { ...opening, parentId: "s", day, name: "长".repeat(41) }, "name-long"],
    ["a sister's name", { ...opening, parentId: "s", day, name: "单位 a" }, "name-taken"],
    [
      "a name that a sister had on the day, though no longer today",
      { ...opening, parentId: "s", day: "2025-01-01", name: "旧名" },
      "name-taken",
    ],
    ["a code with capitals", { ...opening, parentId: "s", day, code: "N-1" }, "code-shape"],
    [
      "a code that a unit has, be it closed",
      { ...opening, parentId: "s", day, code: "hepan-03" },
      "code-taken",
    ],
    ["opening ahead", { ...opening, parentId: "s", day: "2026-11-24" }, "future"],
    ["renaming ahead", { act: "rename", unitId: "a", name: "甲", nameEn: "A", day: "2026-11-24" }, "future"],
    ["below nothing", { ...opening, parentId: "?", day }, "no-parent"],
    ["below a unit that opened later", { ...opening, parentId: "t", day: "2023-12-31" }, "no-parent"],
    ["a community below the district", { ...opening, parentId: "d", day }, "wrong-parent"],
    ["a street below a street", { ...opening, kind: "street", parentId: "s", day }, "wrong-parent"],
    ["a community below a university", { ...opening, parentId: "u", day }, "wrong-parent"],
    ["a kind that nobody knows", { ...opening, kind: "team", parentId: "s", day }, "wrong-parent"],
    ["a second district", { ...opening, kind: "district", parentId: null, day }, "district"],
    ["a community to the district", { act: "move", unitId: "a", parentId: "d", day }, "wrong-parent"],
    ["a street below its community", { act: "move", unitId: "s", parentId: "a", day }, "cycle"],
    ["a unit below itself", { act: "move", unitId: "a", parentId: "a", day }, "cycle"],
    ["moving the district", { act: "move", unitId: "d", parentId: "s", day }, "district"],
    ["closing the district", { act: "close", unitId: "d", day }, "district"],
    [
      "renaming on the day of the last change, later on",
      { act: "rename", unitId: "b", name: "又名", nameEn: "B", day: "2025-07-01" },
      "before-last-change",
    ],
    [
      "moving before the last change",
      { act: "move", unitId: "b", parentId: "t", day: "2025-06-30" },
      "before-last-change",
    ],
    ["closing on the first day", { act: "close", unitId: "a", day: "2020-01-01" }, "before-last-change"],
    ["renaming what is closed", { act: "rename", unitId: "x", name: "甲", nameEn: "A", day }, "closed"],
    ["closing again on another day", { act: "close", unitId: "x", day }, "closed"],
    ["closing a street with communities", { act: "close", unitId: "s", day }, "open-children"],
    ["closing where people work", { act: "close", unitId: "a", day }, "people", { people: 1 }],
    ["taking back what was opened before today", { act: "take-back", unitId: "a", day }, "not-first-day"],
    [
      "taking back what something names",
      { act: "take-back", unitId: "b", day: "2025-07-01" },
      "referred",
      { ...openedToday, references: 1 },
    ],
    [
      "taking back what something hangs below",
      { act: "take-back", unitId: "b", day: "2025-07-01" },
      "referred",
      { ...openedToday, periods: [...openedToday.periods, whole("x", "b", { startsOn: "2025-07-01" })] },
    ],
    ["taking the district back", { act: "take-back", unitId: "d", day }, "district"],
  ];
  it.each(cases)("%s", (_, act, refusal, over) => {
    expect(afterAct({ ...world, ...over }, act)).toEqual({ refusal });
  });
  it("has a case for each reason", () =>
    expect([...new Set(cases.map(([, , refusal]) => refusal))].sort()).toEqual([...unitRefusals].sort()));
});

describe("an act that is done", () => {
  it("opens a unit on a day in the past", () =>
    expect(afterAct(world, { ...opening, parentId: "t", day: "2024-01-01" })).toMatchObject({
      isNew: true,
      periods: [{ startsOn: "2024-01-01", endsOn: null, parentId: "t" }],
    }));

  it("opens the district of an empty tree", () =>
    expect(
      afterAct({ ...world, units: [], periods: [] }, { ...opening, kind: "district", parentId: null, day }),
    ).toMatchObject({ isNew: true }));

  it("renames from the day on and keeps what was before", () =>
    expect(afterAct(world, { act: "rename", unitId: "a", name: "甲", nameEn: "A", day })).toEqual({
      isNew: true,
      periods: [
        whole("a", "s", { endsOn: "2026-06-30" }),
        whole("a", "s", { startsOn: day, name: "甲", nameEn: "A" }),
      ],
    }));

  it("replaces a period on its own day, and takes it back when it says what was before", () => {
    const today = { ...world, today: "2025-07-01" };
    const rename = (name: string) =>
      afterAct(today, { act: "rename", unitId: "b", name, nameEn: "Unit b", day: "2025-07-01" });
    expect(rename("又名")).toMatchObject({
      periods: [
        { name: "旧名", endsOn: "2025-06-30" },
        { name: "又名", startsOn: "2025-07-01" },
      ],
    });
    expect(rename("旧名")).toEqual({ isNew: true, periods: [whole("b", "s", { name: "旧名" })] });
  });

  it("closes with the day before, and on the day of a change as if that had not been", () => {
    expect(afterAct(world, { act: "close", unitId: "a", day })).toEqual({
      isNew: true,
      periods: [whole("a", "s", { endsOn: "2026-06-30" })],
    });
    const today = { ...world, today: "2025-07-01" };
    expect(afterAct(today, { act: "close", unitId: "b", day: "2025-07-01" })).toMatchObject({
      periods: [{ name: "旧名", endsOn: "2025-06-30" }],
    });
  });

  it("takes back what was opened today, and nothing is left of it", () =>
    expect(
      afterAct({ ...world, ...openedToday }, { act: "take-back", unitId: "b", day: "2025-07-01" }),
    ).toEqual({ isNew: true, periods: [] }));

  it.each([
    ["renaming", { act: "rename", unitId: "a", name: "单位 a", nameEn: "Unit a", day }],
    ["moving", { act: "move", unitId: "a", parentId: "s", day }],
    ["closing", { act: "close", unitId: "x", day: "2026-01-01" }],
  ] as [string, UnitAct][])("%s to what is so already changes nothing", (_, act) => {
    expect(afterAct(world, act)).toMatchObject({ isNew: false });
  });
});

test("a community's free code counts on from its street's, any other's from its kind", () => {
  expect(freeCode("community", "hepan", ["hepan-01", "hepan-02"])).toBe("hepan-03");
  expect(freeCode("street", "district", ["street-02"])).toBe("street-01");
});

test("the tree of a day has the names and places of that day, and nothing that was not there", () => {
  const names = (on: string) => [...treeOn(periods, on).values()].map(({ unitId, name }) => [unitId, name]);
  expect(names("2019-12-31")).toEqual([]);
  expect(names("2025-06-30")).toContainEqual(["b", "旧名"]);
  expect(names("2025-07-01")).toContainEqual(["b", "新名"]);
  expect(treeOn(periods, "2025-12-31").has("x")).toBe(true);
  expect(treeOn(periods, "2026-01-01").has("x")).toBe(false);
});

/** Who was called what and hung where on a day, in one order. */
const placesOn = (all: readonly UnitPeriod[], on: string) =>
  [...treeOn(all, on).values()].map(({ unitId, name, parentId }) => [unitId, name, parentId].join()).sort();

test("after any series of acts the periods have no gap and no overlap, and every day's tree is one", () => {
  const ids = units.map(({ id }) => id);
  const when = fc.integer({ min: -30, max: 3 }).map((days) => addDays(world.today, days));
  const act: fc.Arbitrary<UnitAct> = fc.oneof(
    fc.record({
      act: fc.constant("open" as const),
      unitId: fc.constantFrom("n1", "n2", "n3"),
      kind: fc.constantFrom("street", "community", "university"),
      code: fc.constantFrom("n1", "n2", "n3"),
      name: fc.constantFrom("甲", "乙", "丙"),
      nameEn: fc.constant("N"),
      parentId: fc.constantFrom(...ids, "n1"),
      day: when,
    }),
    fc.record({
      act: fc.constant("rename" as const),
      unitId: fc.constantFrom(...ids, "n1", "n2"),
      name: fc.constantFrom("甲", "乙", "丙"),
      nameEn: fc.constant("N"),
      day: when,
    }),
    fc.record({
      act: fc.constant("move" as const),
      unitId: fc.constantFrom("a", "b", "n1", "n2"),
      parentId: fc.constantFrom("s", "t", "n1", "d"),
      day: when,
    }),
    fc.record({ act: fc.constant("close" as const), unitId: fc.constantFrom(...ids, "n1"), day: when }),
    fc.record({
      act: fc.constant("take-back" as const),
      unitId: fc.constantFrom("a", "n1", "n2"),
      day: when,
    }),
  );
  const acts = fc.array(fc.record({ act, later: fc.integer({ min: 0, max: 4 }) }), { maxLength: 25 });
  fc.assert(
    fc.property(acts, (series) => {
      let state: UnitWorld = world;
      for (const { act: each, later } of series) {
        state = { ...state, today: addDays(state.today, later) };
        if (each.act !== "open" && !state.units.some(({ id }) => id === each.unitId)) continue;
        const outcome = afterAct(state, each);
        if ("refusal" in outcome) continue;
        const others = state.periods.filter(({ unitId }) => unitId !== each.unitId);
        const past = placesOn(state.periods, addDays(each.day, -1));
        state = { ...state, periods: [...others, ...outcome.periods] };
        if (each.act === "take-back")
          state = { ...state, units: state.units.filter(({ id }) => id !== each.unitId) };
        if (each.act === "open")
          state = {
            ...state,
            units: [...state.units, { id: each.unitId, code: each.code, kind: each.kind }],
          };
        // What was before the act's day stays as it was.
        expect(placesOn(state.periods, addDays(each.day, -1))).toEqual(past);
      }
      for (const { id, kind } of state.units) {
        const own = state.periods.filter(({ unitId }) => unitId === id);
        expect(own.length).toBeGreaterThan(0);
        own.forEach((period, i) => {
          const next = own[i + 1];
          expect(period.endsOn === null || period.endsOn >= period.startsOn).toBe(true);
          if (next) expect(next.startsOn).toBe(period.endsOn && addDays(period.endsOn, 1));
        });
        for (const at of [...state.periods.map(({ startsOn }) => startsOn), state.today]) {
          const tree = treeOn(state.periods, at);
          const period = tree.get(id);
          if (!period || kind === "district") continue;
          expect(period.parentId !== null && tree.has(period.parentId)).toBe(true);
          const sisters = [...tree.values()].filter(
            (each) => each.parentId === period.parentId && each.name === period.name,
          );
          expect(sisters).toHaveLength(1);
        }
      }
    }),
    { numRuns: 300 },
  );
});
