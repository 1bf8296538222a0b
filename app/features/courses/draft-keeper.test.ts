import { beforeEach, describe, expect, test } from "vitest";
import { DraftKeeper, type SendAnswer, type Sent } from "./draft-keeper";

/** Local storage as a browser has it. */
class Shelf implements Storage {
  [name: string]: unknown;
  private readonly held = new Map<string, string>();
  get length() {
    return this.held.size;
  }
  key(index: number) {
    return [...this.held.keys()][index] ?? null;
  }
  getItem(name: string) {
    return this.held.get(name) ?? null;
  }
  setItem(name: string, value: string) {
    this.held.set(name, value);
  }
  removeItem(name: string) {
    this.held.delete(name);
  }
  clear() {
    this.held.clear();
  }
}

const start = { versionId: "v", number: 2, revision: 3, source: "原文", savedAt: "2026-11-24T01:00:00.000Z" };
const offline: SendAnswer = { kind: "offline" };
const saved = (revision: number): SendAnswer => ({
  kind: "saved",
  ...{ versionId: "v", number: 2, revision, savedAt: "2026-11-24T01:05:00.000Z" },
});
const theirs = { ...start, revision: 9, source: "别人的", author: "陈静" };

const quiet = {
  send: async () => offline,
  wait: () => () => {},
  now: () => new Date(0),
  changed: () => {},
};

let shelf: Shelf;
let sent: Sent[];
let answers: SendAnswer[];
let waiting: { ms: number; work: () => void }[];
let clock: number;
beforeEach(() => {
  shelf = new Shelf();
  sent = [];
  answers = [];
  waiting = [];
  clock = Date.parse("2026-11-24T01:00:00.000Z");
});

const keeper = (tab = "one", storage: Storage | null = shelf) =>
  new DraftKeeper(
    "draft.",
    tab,
    {
      storage,
      send: async (asked) => {
        sent.push(asked);
        return answers.shift() ?? offline;
      },
      wait: (ms, work) => {
        const entry = { ms, work };
        waiting.push(entry);
        return () => {
          waiting = waiting.filter((each) => each !== entry);
        };
      },
      now: () => new Date(clock),
      changed: () => {},
    },
    start,
  );

/** Lets what waits happen, and the answers to it arrive. */
async function rest() {
  const due = waiting;
  waiting = [];
  for (const { ms, work } of due) {
    clock += ms;
    work();
  }
  for (let i = 0; i < 10; i++) await Promise.resolve();
}
const here = () =>
  Array.from({ length: shelf.length }, (_, i) => JSON.parse(shelf.getItem(shelf.key(i) ?? "") ?? ""));

describe("keeping a draft", () => {
  test("what is typed is on the device at once, on the server after a rest, and then no longer here", async () => {
    const draft = keeper();
    draft.change("原文，加");
    expect(here()).toMatchObject([{ source: "原文，加", versionId: "v", revision: 3 }]);
    expect(draft.state.at).toBe("typing");
    answers = [saved(4)];
    await rest();
    expect(sent).toMatchObject([{ source: "原文，加", revision: 3, kind: "auto" }]);
    expect([draft.state.at, draft.basis.revision, here()]).toEqual(["saved", 4, []]);
  });

  test("typing on does not put it off for ever", () => {
    const draft = keeper();
    for (let i = 0; i < 12; i++) {
      draft.change(`原文${i}`);
      clock += 2_000;
    }
    expect(waiting).toHaveLength(1);
    expect(waiting[0]?.ms).toBeLessThanOrEqual(0);
  });

  test("what is typed while a save is under way follows it on the new basis", async () => {
    const draft = keeper();
    answers = [saved(4), saved(5)];
    draft.change("一");
    draft.save();
    draft.change("一二");
    await rest();
    await rest();
    expect(sent.map(({ source, revision, kind }) => [source, revision, kind])).toEqual([
      ["一", 3, "hand"],
      ["一二", 4, "auto"],
    ]);
    expect([draft.isSaved, here()]).toEqual([true, []]);
  });

  test("without a network it stays here and is sent when the network is back", async () => {
    const draft = keeper();
    draft.change("断网时写的");
    await rest();
    expect(draft.state.at).toBe("offline");
    expect(here()).toHaveLength(1);
    answers = [{ kind: "signed-out" }];
    await rest();
    expect(draft.state.at).toBe("signed-out");
    answers = [saved(4)];
    draft.retry();
    await rest();
    expect([draft.state.at, here()]).toEqual(["saved", []]);
  });

  test("a closed tab's text is offered to the next one, which takes it with its basis", async () => {
    keeper("closed").change("关掉以前写的");
    waiting = [];
    const draft = keeper("next");
    expect(draft.text).toBe("原文");
    const [kept] = draft.left;
    if (!kept) throw new Error("nothing is offered");
    answers = [{ kind: "conflict", theirs }];
    draft.take(kept);
    await rest();
    expect(sent).toMatchObject([{ source: "关掉以前写的", revision: 3 }]);
    expect(draft.state).toMatchObject({ at: "conflict", theirs: { source: "别人的" } });
    expect(here()).toMatchObject([{ source: "关掉以前写的" }]);
  });

  test("taking a text back leaves what stood here for another time", () => {
    keeper("closed").change("甲");
    const draft = keeper("next");
    draft.change("乙");
    const [kept] = draft.left;
    if (!kept) throw new Error("nothing is offered");
    draft.take(kept);
    expect(draft.text).toBe("甲");
    expect(draft.left.map((each) => each.source)).toEqual(["乙"]);
  });

  test("two tabs do not overwrite each other's text, and dropping removes one", () => {
    keeper("one").change("甲");
    keeper("two").change("乙");
    const third = keeper("three");
    expect(third.left.map((each) => each.source).sort()).toEqual(["乙", "甲"].sort());
    const [kept] = third.left;
    if (kept) third.drop(kept);
    expect(here()).toHaveLength(1);
  });

  test("in a conflict nothing is sent until somebody chooses; then both texts are", async () => {
    const draft = keeper();
    answers = [{ kind: "conflict", theirs }];
    draft.change("我的");
    await rest();
    draft.change("我的，再加");
    draft.save();
    draft.retry();
    await rest();
    expect(sent).toHaveLength(1);
    answers = [offline, saved(11)];
    draft.settle("别人的", "我的，再加");
    await rest();
    expect(draft.state).toMatchObject({ at: "conflict", trouble: "offline" });
    draft.settle("别人的", "我的，再加");
    await rest();
    expect(sent[2]).toMatchObject({ source: "别人的", aside: "我的，再加", revision: 9, kind: "choice" });
    expect([draft.text, draft.state.at, draft.basis.revision, here()]).toEqual(["别人的", "saved", 11, []]);
  });

  test("a newer text is taken over only when nothing typed here waits", () => {
    const draft = keeper();
    const newer = { ...start, revision: 4, source: "新的" };
    expect(draft.adopt({ ...start, revision: 2, source: "更旧" })).toBe(false);
    expect(draft.adopt(newer)).toBe(true);
    expect([draft.text, draft.basis.revision]).toEqual(["新的", 4]);
    draft.change("我在写");
    expect(draft.adopt({ ...newer, revision: 5 })).toBe(false);
  });

  test("where a device keeps nothing, the page knows", async () => {
    const draft = keeper("one", null);
    draft.change("字");
    await rest();
    expect([draft.state.at, draft.keepsHere]).toEqual(["offline", false]);
  });

  test("what the server turns out to have is not offered, and goes", () => {
    keeper("closed").change("新的");
    const around = { ...quiet, storage: shelf };
    expect(new DraftKeeper("draft.", "next", around, { ...start, source: "新的" }).left).toEqual([]);
    expect(here()).toEqual([]);
  });

  test("what is unreadable was not left here", () => {
    shelf.setItem("draft.x", "{");
    shelf.setItem("draft.y", JSON.stringify({ source: 1 }));
    shelf.setItem("other", "x");
    expect(keeper().left).toEqual([]);
  });
});
