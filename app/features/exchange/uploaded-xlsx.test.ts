import { describe, expect, test } from "vitest";
import { aZip } from "../../../tests/factories/files";
import { readTable } from "./read-table.server";
import { receiveTable } from "./receive-table.server";
import { readHeader } from "./rules/header";
import { readRows } from "./rules/row";

const main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
const declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

interface Made {
  /** Rows as XML. */
  rows: string;
  strings?: string;
  styles?: string;
  workbook?: string;
  mainType?: string;
  /** Behind the rows, and more parts. */
  behind?: string;
  more?: readonly (readonly [string, string])[];
}

function parts({ rows, strings, styles, workbook = "", mainType = main, behind = "", more = [] }: Made) {
  return [
    ["[Content_Types].xml", `${declared}<Types><Override ContentType="${mainType}"/></Types>`],
    [
      "xl/workbook.xml",
      `${declared}<workbook>${workbook}<sheets><sheet name="人员" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      `${declared}<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
    ],
    ["xl/worksheets/sheet1.xml", `${declared}<worksheet><sheetData>${rows}</sheetData>${behind}</worksheet>`],
    ...(strings === undefined ? [] : [["xl/sharedStrings.xml", `${declared}<sst>${strings}</sst>`] as const]),
    ...(styles === undefined
      ? []
      : [["xl/styles.xml", `${declared}<styleSheet>${styles}</styleSheet>`] as const]),
    ...more,
  ] as (readonly [string, string])[];
}

const inline = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const heads = ["工号", "姓名", "所属社区", "岗位", "入职日期", "身份证号", "手机", "性别"];
const letter = (at: number) => String.fromCharCode(65 + at);
const headRow = (row = 1) =>
  `<row r="${row}">${heads.map((head, at) => inline(`${letter(at)}${row}`, head)).join("")}</row>`;
/** The second row of a file, which begins with a number, a name and a community. */
const person = (cells: string, row = 2) =>
  `<row r="${row}">${inline(`A${row}`, `W${row}`)}${inline(`B${row}`, "何秀兰")}${inline(`C${row}`, "和平社区")}${cells}</row>`;
/** Style 1 is a built-in date, 2 a Chinese one, 3 a time, 4 an own format, 5 an own one without a day in it. */
const styles = `<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="165" formatCode="0.00&quot;d&quot;;[Red]-0"/></numFmts>
  <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
  <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="31"/><xf numFmtId="20"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>`;

/** What becomes of the bytes that somebody sends: the file's refusal, the table's fault, or its rows. */
async function sent(bytes: Buffer, name = "人员.xlsx") {
  const body = new FormData();
  body.set("kind", "people");
  body.set("file", new File([new Uint8Array(bytes)], name));
  const { table, refusal } = await receiveTable(
    new Request("http://localhost/desk/import", { method: "POST", body }),
  );
  if (!table) return { refusal };
  const read = readTable(table.kind, table.bytes);
  if ("fault" in read) return { fault: read.fault };
  const header = readHeader("people", read.head.cells, () => true);
  if ("fault" in header) return { header: header.fault };
  const rows = readRows("people", header.columns, read.rows);
  return { rows, otherSheets: read.otherSheets };
}

/** The values of one row, with its refusals as "row column reason". */
async function row(made: Partial<Made> & { cells: string }) {
  const result = await sent(aZip(parts({ styles, ...made, rows: headRow() + person(made.cells) })));
  const [first] = result.rows ?? [];
  if (!first) throw new Error(JSON.stringify(result));
  return {
    ...first.values,
    refused: first.refusals.map(({ column, reason }) => `${first.row} ${column} ${reason}`),
  };
}

const serial = (day: string) =>
  (Date.parse(`${day}T00:00:00Z`) - Date.parse("1899-12-30T00:00:00Z")) / 86_400_000;

describe("cells as programs write them", () => {
  test.each<[string, string, object]>([
    [
      "a formula, with its result beside it",
      '<c r="D2" t="str"><f>A1&amp;B1</f><v>网格员</v></c>',
      { refused: ["2 title formula"] },
    ],
    [
      "a shared formula without a text",
      '<c r="D2"><f t="shared" si="0"/><v>1</v></c>',
      { refused: ["2 title formula"] },
    ],
    ["an error", '<c r="D2" t="e"><v>#REF!</v></c>', { refused: ["2 title error-cell"] }],
    [
      "a day in a built-in format",
      `<c r="E2" s="1"><v>${serial("2026-01-05")}</v></c>`,
      { joinedOn: "2026-01-05" },
    ],
    [
      "a day in a Chinese format",
      `<c r="E2" s="2"><v>${serial("2026-01-05")}</v></c>`,
      { joinedOn: "2026-01-05" },
    ],
    [
      "a day in a format of one's own",
      `<c r="E2" s="4"><v>${serial("2024-02-29")}</v></c>`,
      { joinedOn: "2024-02-29" },
    ],
    [
      "a number whose format only quotes a d",
      '<c r="E2" s="5"><v>46027</v></c>',
      { refused: ["2 joinedOn day-number"] },
    ],
    [
      "a day with a time",
      `<c r="E2" s="1"><v>${serial("2026-01-05") + 0.5}</v></c>`,
      { refused: ["2 joinedOn day-time"] },
    ],
    ["a day of ISO 8601", '<c r="E2" t="d"><v>2026-01-05T00:00:00</v></c>', { joinedOn: "2026-01-05" }],
    ["the first day of the calendar", '<c r="E2" s="1"><v>1</v></c>', { joinedOn: "1900-01-01" }],
    [
      "the last day before the one that never was",
      '<c r="E2" s="1"><v>59</v></c>',
      { joinedOn: "1900-02-28" },
    ],
    ["the day that never was", '<c r="E2" s="1"><v>60</v></c>', { refused: ["2 joinedOn no-such-day"] }],
    ["the day after it", '<c r="E2" s="1"><v>61</v></c>', { joinedOn: "1900-03-01" }],
    ["a day before the calendar", '<c r="E2" s="1"><v>-3</v></c>', { refused: ["2 joinedOn no-such-day"] }],
    [
      "an ID number in the format of a day",
      '<c r="E2" s="1"><v>110101199002150000</v></c>',
      { refused: ["2 joinedOn day-number"] },
    ],
    ["a number as a text", inline("G2", "13800000001"), { phone: "13800000001" }],
    ["a number as a number", '<c r="G2"><v>13800000001</v></c>', { phone: "13800000001" }],
    [
      "an ID number as a number",
      '<c r="F2"><v>1.1010119900215E+17</v></c>',
      { refused: ["2 idNumber digits-lost"] },
    ],
    [
      "a text in runs",
      '<c r="D2" t="inlineStr"><is><r><rPr><b/></rPr><t>网格</t></r><r><t xml:space="preserve">员 </t></r></is></c>',
      { title: "网格员" },
    ],
    ["a character that XML cannot hold", inline("D2", "网格_x0007_员"), { refused: ["2 title control"] }],
    ["a control character that cleaning removes", inline("D2", "网格员_x000D_"), { title: "网格员" }],
    ["what looks like one and is a text", inline("D2", "_x005F_x000D_"), { title: "_x000D_" }],
    ["an empty cell with a format far to the right", '<c r="XFD2" s="1"/>', { refused: [] }],
  ])("%s", async (_, cells, expected) => {
    expect(await row({ cells })).toMatchObject({ refused: [], ...expected });
  });

  test("days since 1904", async () => {
    const cells = `<c r="E2" s="1"><v>${serial("2026-01-05") - 1462}</v></c>`;
    expect(await row({ cells, workbook: '<workbookPr date1904="1"/>' })).toMatchObject({
      ...{ joinedOn: "2026-01-05", refused: [] },
    });
  });

  test("shared texts, with runs and without what is written above them to be read aloud", async () => {
    const strings =
      '<si><t>网格员</t><rPh sb="0" eb="1"><t>ワンゲ</t></rPh><phoneticPr fontId="1"/></si><si><r><t>女</t></r></si>';
    const cells = '<c r="D2" t="s"><v>0</v></c><c r="H2" t="s"><v>1</v></c>';
    expect(await row({ strings, cells })).toMatchObject({ title: "网格员", gender: "female", refused: [] });
  });

  test("empty rows before the header, and rows keep the numbers of the sheet", async () => {
    const rows = `<row r="1"/><row r="2"><c r="A2" s="1"/></row>${headRow(4)}${person("", 9)}`;
    const { rows: read } = await sent(aZip(parts({ rows, styles })));
    expect(read).toMatchObject([{ row: 9, values: { employeeNo: "W9", name: "何秀兰" }, refusals: [] }]);
  });

  test("of merged cells the first has the text, the others are empty and are refused where they are needed", async () => {
    const merged = `<row r="3">${inline("A3", "W3")}${inline("B3", "何秀菊")}<c r="C3"/></row>`;
    const behind = '<mergeCells count="1"><mergeCell ref="C2:C3"/></mergeCells>';
    const { rows } = await sent(aZip(parts({ rows: headRow() + person("") + merged, behind })));
    expect(rows?.map(({ refusals }) => refusals)).toEqual([[], [{ column: "unit", reason: "required" }]]);
  });

  test("a title above the header is no header, and is named", async () => {
    const title = `<row r="1">${inline("A1", "2026 年人员名单")}</row>`;
    const { header } = await sent(aZip(parts({ rows: title + headRow(2) + person("", 3) })));
    expect(header).toMatchObject({ unknown: ["2026年人员名单"], missing: ["工号", "姓名", "所属社区"] });
  });
});

describe("a file that is not taken", () => {
  const good = { rows: headRow() + person("") };
  /** The archive with what its directory states changed, at an offset of the entry of a name. */
  function lying(archive: Buffer, name: string, at: number, value: number): Buffer {
    const changed = Buffer.from(archive);
    const label = changed.lastIndexOf(name, undefined, "utf8");
    changed.writeUInt32LE(value, label - 46 + at);
    return changed;
  }
  const sheet = "xl/worksheets/sheet1.xml";
  const megabytes = (count: number) => " ".repeat(count * 1024 * 1024);

  test.each<[string, () => Buffer, object]>([
    [
      "with macros",
      () => aZip(parts({ ...good, more: [["xl/vbaProject.bin", "x"]] })),
      { refusal: "unsafe" },
    ],
    [
      "of the kind that may have macros",
      () => aZip(parts({ ...good, mainType: "application/vnd.ms-excel.sheet.macroEnabled.main+xml" })),
      { refusal: "unsafe" },
    ],
    [
      "in the old format, or with a password",
      () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array<number>(4096).fill(0)]),
      { refusal: "type" },
    ],
    [
      "with a password of the archive",
      () => {
        const archive = aZip(parts(good));
        archive.writeUInt16LE(1, archive.lastIndexOf(sheet, undefined, "utf8") - 46 + 8);
        return archive;
      },
      { refusal: "unsafe" },
    ],
    ["of one huge part", () => aZip(parts({ ...good, behind: megabytes(121) })), { fault: "bomb" }],
    [
      "of many parts that are huge together",
      () =>
        aZip(
          parts({
            ...good,
            more: Array.from({ length: 121 }, (_, i) => [`xl/media/${i}.xml`, megabytes(1)] as const),
          }),
        ),
      { fault: "bomb" },
    ],
    [
      "of too many parts",
      () =>
        aZip(
          parts({
            ...good,
            more: Array.from({ length: 5001 }, (_, i) => [`xl/media/${i}.xml`, ""] as const),
          }),
        ),
      { refusal: "unsafe" },
    ],
    [
      "whose directory states less than there is",
      () => lying(aZip(parts({ ...good, behind: megabytes(20) })), sheet, 24, 1000),
      { fault: "unreadable" },
    ],
    [
      "whose directory states more than there is",
      () => lying(aZip(parts(good)), sheet, 24, 1_000_000),
      { fault: "unreadable" },
    ],
    [
      "whose directory points elsewhere",
      () => lying(aZip(parts(good)), sheet, 42, 4_000_000),
      { fault: "unreadable" },
    ],
    ["that breaks off", () => aZip(parts(good)).subarray(0, -30), { refusal: "type" }],
    [
      "whose part does not unpack",
      () => {
        const archive = aZip(parts(good));
        const packed = archive.indexOf(sheet, 0, "utf8") + sheet.length;
        return Buffer.concat([
          archive.subarray(0, packed),
          Buffer.alloc(16, 0xff),
          archive.subarray(packed + 16),
        ]);
      },
      { fault: "unreadable" },
    ],
    [
      "with entities of its own",
      () => aZip(parts({ rows: `${headRow()}<!DOCTYPE x [<!ENTITY a "b">]>${person("")}` })),
      { fault: "unreadable" },
    ],
    [
      "whose rows go backwards",
      () => aZip(parts({ rows: headRow(2) + person("", 1) })),
      { fault: "unreadable" },
    ],
    [
      "with 61 columns",
      () => aZip(parts({ rows: headRow() + person(inline("BI2", "x")) })),
      { fault: "too-many-columns" },
    ],
    ["without rows", () => aZip(parts({ rows: headRow() })), { fault: "no-rows" }],
    [
      "with more rows than are taken",
      () =>
        aZip(
          parts({ rows: headRow() + Array.from({ length: 20_001 }, (_, i) => person("", i + 2)).join("") }),
        ),
      { fault: "too-many-rows" },
    ],
  ])(
    "%s",
    async (_, make, expected) => {
      expect(await sent(make())).toEqual(expected);
    },
    30_000,
  );

  // Tens of megabytes that come as some kilobytes: nothing of it may keep the server busy or fill its memory.
  const many = 5_000_000;
  test.each<[string, Partial<Made>, string]>([
    ["empty texts", { strings: "<si/>".repeat(many) }, "unreadable"],
    ["empty rows", { rows: "<row/>".repeat(many) }, "unreadable"],
    ["empty cells", { rows: `<row r="1">${"<c/>".repeat(many)}</row>` }, "unreadable"],
    ["formats", { styles: `<cellXfs>${"<xf/>".repeat(many)}</cellXfs>` }, "unreadable"],
    ["runs", { rows: `<row><c r="A1" t="inlineStr">${"<t/>".repeat(many)}</c></row>` }, "unreadable"],
    ["a tag without an end", { rows: `<row ${"a".repeat(4 * many)}` }, "no-rows"],
  ])(
    "filled with %s",
    async (_, made, fault) => {
      const archive = aZip(parts({ ...good, ...made }));
      const [began, before] = [performance.now(), process.memoryUsage().heapUsed];
      expect(await sent(archive)).toEqual({ fault });
      // Far above what it takes, so that a busy machine fails nothing.
      expect(performance.now() - began).toBeLessThan(20_000);
      expect(process.memoryUsage().heapUsed - before).toBeLessThan(400 * 1024 * 1024);
    },
    60_000,
  );
});
