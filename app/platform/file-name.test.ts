import { describe, expect, test } from "vitest";
import { cleanFileName, contentDisposition } from "./file-name";

describe("a file's name", () => {
  test.each([
    ["共建协议.pdf", "pdf", "共建协议.pdf"],
    ["协议.PDF", "pdf", "协议.pdf"],
    ["C:\\Users\\me\\协议.pdf", "pdf", "协议.pdf"],
    ["../../etc/passwd", undefined, "passwd"],
    ["a/b/", undefined, "file"],
    ["", undefined, "file"],
    ["...", "pdf", "file.pdf"],
    [".pdf", "pdf", "pdf.pdf"],
    ["合同\u202Efdp.exe", "pdf", "合同fdp.exe.pdf"],
    ["a\u200B\u0000\r\nb.pdf", "pdf", "ab.pdf"],
    ['a"<b>|?*.pdf', "pdf", "a__b____.pdf"],
    ["photo.jpeg", "jpg", "photo.jpeg"],
    ["photo.png", "jpg", "photo.png.jpg"],
    ["两  个　空格.docx", "docx", "两 个 空格.docx"],
  ] as const)("%j of kind %s is kept as %s", (given, kind, kept) => {
    expect(cleanFileName(given, kind)).toBe(kept);
  });

  test("is cut to 120 characters before its ending, and no character in half", () => {
    expect(cleanFileName(`${"长".repeat(200)}.pdf`, "pdf")).toBe(`${"长".repeat(116)}.pdf`);
    expect(cleanFileName(`${"a".repeat(115)}𠮷.pdf`, "pdf")).toBe(`${"a".repeat(115)}.pdf`);
  });
});

describe("a disposition", () => {
  test("names a Chinese file for browsers of any age", () => {
    expect(contentDisposition("attachment", "协议 (1).pdf")).toBe(
      `attachment; filename="__ (1).pdf"; filename*=UTF-8''%E5%8D%8F%E8%AE%AE%20%281%29.pdf`,
    );
  });
  test("lets no quote or line out of its place", () => {
    expect(contentDisposition("inline", 'a"\\%.png')).toBe(
      `inline; filename="a___.png"; filename*=UTF-8''a%22%5C%25.png`,
    );
  });
});
