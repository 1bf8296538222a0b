import { expect, test } from "vitest";
import { streamCsv } from "./sheet-stream.server";

test("CSV: one head, guarded cells, line ends as Excel writes them", async () => {
  const batches = (async function* () {
    yield [
      [1, "“引号” <b>&amp;</b>"],
      [2, "=1+1"],
    ];
    yield [[3, "𠮷\n第二行 "]];
  })();
  let file = "";
  for await (const chunk of streamCsv(["编号", "内容"], batches)) file += Buffer.from(chunk).toString("utf8");
  expect(file).toBe('\ufeff编号,内容\r\n1,“引号” <b>&amp;</b>\r\n2,\'=1+1\r\n3,"𠮷\n第二行 "\r\n');
});
