import { spawnSync } from "node:child_process";
import { mkdtempSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { isFull, openStore } from "~/platform/store.server";
import { kind } from "../setup/fresh-store";

const dir = mkdtempSync(join(tmpdir(), "nuanxin-full-"));
const mounted =
  kind === "embedded" && spawnSync("mount", ["-t", "tmpfs", "-o", "size=200m", "tmpfs", dir]).status === 0;
afterAll(() => {
  if (mounted) spawnSync("umount", ["-l", dir]);
  rmdirSync(dir);
});

// A disk of 200 MB takes the rights of root; a server of PostgreSQL looks after its own.
describe.skipIf(!mounted)("a full disk", () => {
  it("refuses what is written, lets reading go on, and takes writes again when there is space", async () => {
    const open = () => openStore({ dataDir: join(dir, "data") });
    let store = await open();
    const write = (version: string) =>
      store.db.policy.create({
        data: {
          version,
          kind: "points",
          effectiveFrom: new Date("2026-01-01"),
          document: {},
          hash: version,
          loadedAt: new Date(),
        },
      });
    const filler = join(dir, "filler");
    try {
      await write("before");
      const free = Buffer.alloc(8 * 1024 * 1024, 1);
      for (let full = false, i = 0; !full && i < 40; i++) {
        try {
          writeFileSync(filler, free, { flag: "a" });
        } catch {
          full = true;
        }
      }
      let tried = 0;
      const refusal = () =>
        write(`full ${tried++}`).then(
          () => null,
          (error: unknown) => error,
        );
      // The guard looks twice a second.
      await vi.waitFor(async () => expect(isFull(await refusal())).toBe(true), 5_000);
      const rows = await store.db.policy.count();
      const inTransaction = store.db.$transaction(async (tx) => {
        await tx.policy.count();
        await tx.policy.deleteMany({ where: { version: "before" } });
      });
      await expect(inTransaction).rejects.toSatisfy(isFull);
      expect(isFull(await refusal())).toBe(true);
      expect(await store.db.policy.count()).toBe(rows);
      rmSync(filler);
      await vi.waitFor(() => write("after"), 5_000);
      await store.close();
      store = await open();
      expect(await store.db.policy.count()).toBe(rows + 1);
    } finally {
      await store.close();
    }
  });
});
