import { beforeAll, expect, test } from "vitest";
import { db } from "~/platform/store.server";
import { run, digestOf } from "~/features/exchange/runs.server";
import { result } from "~/features/exchange/result.server";
import { takeImport } from "~/workflows/take-import.server";
import { tryImport } from "~/workflows/try-import.server";
import { aTable } from "../factories/sheets";
import { aWorld, type World } from "../factories/world";
let world: World; let hr: string;
beforeAll(async () => { world = await aWorld(); hr = await world.person(world.street);
  await db().unit.update({ where: { id: world.here }, data: { code: "here-01", name: "和平社区" } }); });
test("times", { timeout: 900_000 }, async () => {
  const heads = ["工号", "姓名", "所属社区", "岗位", "入职日期", "手机", "收款账号", "考核年度", "考核等次"];
  const rows = Array.from({ length: 20000 }, (_, i) => [`N${i}`, "何秀兰", "和平社区", "网格员", "2020-01-01", "13800000000", `6222${String(i).padStart(8, "0")}`, "2025", "合格"]);
  for (const n of [2000, 20000]) {
    const file = await aTable(heads, rows.slice(0, n), "xlsx");
    let t = performance.now(); const lap = (s: string) => { process.stdout.write(`${n} ${s} ${((performance.now() - t) / 1000).toFixed(1)} s\n`); t = performance.now(); };
    t = performance.now();
    const trial = await tryImport({ actorId: hr, units: [world.district], kind: "people", file, requestId: "t" });
    lap("dry"); if (!("runId" in trial)) throw new Error(JSON.stringify(trial));
    await result(hr, trial.runId, { page: 3 }); lap("page");
    const kept = await run(db(), hr, trial.runId); lap("read");
    const size = (await db().importRun.findUniqueOrThrow({ where: { id: trial.runId } })).payload?.length;
    process.stdout.write(`payload ${size}\n`);
    t = performance.now();
    const done = await takeImport({ actorId: hr, units: [world.district], runId: trial.runId, digest: digestOf(kept!.tried!), which: "good", requestId: "t" });
    lap("take"); expect(done).toHaveProperty("taken");
  }
});
