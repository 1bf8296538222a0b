import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { streamXlsx, type Row } from "~/platform/sheet-stream.server";
import { readXlsx } from "./read-xlsx.server";
import { shownCell } from "./rules/cell";

const head = ["编号", "内容"];
const rows: Row[] = [
  [1, "“引号” <b>&amp;</b>"],
  [2, "=1+1"],
  [3, "𠮷\n第二行 _x0041_"],
  [4.5, "a\0b\ud800c"],
  [-5, "、".repeat(40_000)],
];

async function* inBatches(all: readonly Row[], size = 2) {
  for (let from = 0; from < all.length; from += size) yield all.slice(from, from + size);
}

async function written(all: readonly Row[], rowsOfSheet?: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of streamXlsx(head, inBatches(all), { count: all.length, rowsOfSheet }))
    chunks.push(chunk);
  return Buffer.concat(chunks);
}

function read(file: Buffer) {
  const sheet = readXlsx(file, { rows: 100, columns: 10 });
  if (typeof sheet === "string") throw new Error(sheet);
  return { ...sheet, cells: sheet.rows.map(({ cells }) => cells.map(shownCell)) };
}

test("what was streamed is read back, texts as texts", async () => {
  const { cells, otherSheets } = read(await written(rows));
  expect(cells).toEqual([
    head,
    ...rows.slice(0, 3).map((row) => row.map(String)),
    ["4.5", "abc"],
    ["-5", "、".repeat(32_767)],
  ]);
  expect(otherSheets).toEqual([]);
});

test("more rows than a sheet takes go on in the next; no row is a sheet with a head", async () => {
  const numbers = Array.from({ length: 7 }, (_, index) => [index, "x"] as const);
  const { cells, otherSheets } = read(await written(numbers, 3));
  expect(cells).toEqual([head, ["0", "x"], ["1", "x"], ["2", "x"]]);
  expect(otherSheets).toEqual(["Sheet2", "Sheet3"]);
  expect(read(await written([])).cells).toEqual([head]);
});

test("another program finds the archive whole", async () => {
  const dir = mkdtempSync(join(tmpdir(), "nuanxin-xlsx-"));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const path = join(dir, "a.xlsx");
  writeFileSync(path, await written(rows));
  const script = "import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).testzip())";
  try {
    expect(execFileSync("python3", ["-c", script, path], { encoding: "utf8" })).toBe("None\n");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error; // no Python here: the readers above are enough
  }
});
