import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { dayMs } from "~/lib/dates";
import { now } from "~/platform/clock.server";
import { filePurposes, type FileKind } from "~/platform/file-kinds";
import { inspectFile } from "~/platform/inspect-file.server";
import { readMultipart, type ReceivedFile } from "~/platform/multipart.server";
import { db } from "~/platform/store.server";
import { transact } from "~/platform/transact.server";
import {
  keepUpload,
  readUpload,
  receiveUpload,
  releaseUpload,
  serveUpload,
  sweepUploads,
  uploadsOf,
  useUpload,
  useUploadDir,
  type UploadSubject,
} from "~/platform/uploads.server";
import { atOnce, changes, withoutInsertsInto } from "../factories/changes";
import {
  aForm,
  aGif,
  aJpeg,
  anMp4,
  anOfficeFile,
  aPdf,
  aPng,
  aWebm,
  aWebp,
  aZip,
  packedObjects,
} from "../factories/files";

const owner = crypto.randomUUID();
const subject = (): UploadSubject => `test:${crypto.randomUUID()}`;
let data = "";

beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), "nuanxin-uploads-"));
  useUploadDir(data);
});
afterAll(async () => {
  useUploadDir(undefined);
  await rm(data, { recursive: true });
});

const posted = (body: FormData) => new Request("http://here/", { method: "POST", body });
const send = (bytes: Buffer, name = "a.pdf") =>
  receiveUpload(posted(aForm({ note: "n" }, [{ name, bytes }])), "document");

/** Every file below the data directory, without the empty folders. */
async function files(): Promise<string[]> {
  const found = await readdir(data, { recursive: true, withFileTypes: true });
  return found.filter((each) => each.isFile()).map((each) => path.join(each.parentPath, each.name));
}

const keep = (file: ReceivedFile, subjectOf: UploadSubject) =>
  transact((tx) => keepUpload(tx, file, { ownerId: owner, subject: subjectOf }), {
    isolation: "ReadCommitted",
  });

/** One of our pages adds a file: received, kept, tidied up. */
async function add(bytes: Buffer, subjectOf = subject(), name?: string) {
  const { file, discard } = await send(bytes, name);
  try {
    if (!file || file.refusal) throw new Error(`refused: ${file?.refusal}`);
    return { ...(await keep(file, subjectOf)), sha256: file.sha256 };
  } finally {
    await discard();
  }
}

const age = async (file: string) => {
  const then = new Date(Date.now() - 2 * dayMs);
  await utimes(file, then, then);
};
const placed = (sha256: string) => path.join(data, "uploads", sha256.slice(0, 2), sha256);
let unique = 0;
const document = () => aPdf([`文件 ${++unique}`]);

describe("the kind of a file is read from its bytes", () => {
  const all = Object.values(filePurposes).flatMap((each) => [...each.accept] as FileKind[]);
  const inspect = async (bytes: Buffer, accept: readonly FileKind[] = all) => {
    const file = path.join(data, "inspected");
    await writeFile(file, bytes);
    const { kind, refusal } = await inspectFile(file, accept);
    await rm(file);
    return kind ?? refusal;
  };
  const mp3 = Buffer.concat([
    Buffer.from("ID3\x03\0\0\0\0\0\0", "latin1"),
    Buffer.from([0xff, 0xfb, 0x90, 0x64]),
    Buffer.alloc(413),
  ]);
  const ogg = Buffer.concat([
    Buffer.from("OggS\0\x02", "latin1"),
    Buffer.alloc(20),
    Buffer.from("\x01\x1e\x01vorbis", "latin1"),
    Buffer.alloc(32),
  ]);

  test.each<[string, Buffer, string]>([
    ["a PDF", aPdf(["协议"]), "pdf"],
    ["a PDF with packed objects", aPdf(["协议"], [packedObjects("<< /Type /Metadata >>")]), "pdf"],
    ["a document", anOfficeFile("docx"), "docx"],
    ["a table", anOfficeFile("xlsx", [["xl/printerSettings/printerSettings1.bin", "x"]]), "xlsx"],
    ["a PNG", aPng(), "png"],
    ["a JPEG", aJpeg(), "jpg"],
    ["a WebP", aWebp(), "webp"],
    ["a GIF", aGif(2, 2), "gif"],
    ["a presentation", anOfficeFile("pptx"), "pptx"],
    ["captions", Buffer.from("WEBVTT\n\n00:00.000 --> 00:02.000\n您好\n"), "vtt"],
    ["an MP4", anMp4(), "mp4"],
    ["a WebM", aWebm(), "webm"],
    ["an M4A", anMp4("M4A "), "m4a"],
    ["an MP3", mp3, "mp3"],
    ["an Ogg", ogg, "ogg"],
    ["a table in UTF-8", Buffer.from("\ufeff工号,姓名\r\nW1,林\r\n"), "csv"],
    ["a table in GB18030", Buffer.from([0xb9, 0xa4, 0xba, 0xc5, 0x2c, 0x31, 0x0a]), "csv"],
  ])("%s", async (_, bytes, kind) => expect(await inspect(bytes)).toBe(kind));

  const programs = "\u0000\u0001";
  test.each<[string, Buffer, string]>([
    ["a page", Buffer.from("<!doctype html><script>1</script>"), "type"],
    ["a page after blank lines", Buffer.from("\n \n<html></html>"), "type"],
    ["an SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'), "type"],
    ["an SVG behind a declaration", Buffer.from('<?xml version="1.0"?><svg/>'), "type"],
    ["a Windows program", Buffer.from(`MZ${programs.repeat(100)}`), "type"],
    ["a Linux program", Buffer.from(`\x7fELF\x02\x01\x01${programs.repeat(100)}`, "latin1"), "type"],
    ["captions with bytes of no text", Buffer.from("WEBVTT\n\0"), "type"],
    ["a GIF of 60000 × 60000", aGif(60_000, 60_000), "pixels"],
    ["a BMP", Buffer.concat([Buffer.from("BM"), Buffer.alloc(60)]), "type"],
    [
      "an old Word file",
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array(600).fill(0)]),
      "type",
    ],
    ["an archive", aZip([["a.txt", "x"]]), "type"],
    ["an archive that calls itself a document", aZip([["word/document.xml", "<x/>"]]), "type"],
    [
      "a Java archive",
      aZip([
        ["META-INF/MANIFEST.MF", "x"],
        ["A.class", "x"],
      ]),
      "type",
    ],
    [
      "an Android package with a list of contents",
      aZip([
        ["[Content_Types].xml", "<x/>"],
        ["classes.dex", "x"],
      ]),
      "type",
    ],
    ["a document with macros", anOfficeFile("docx", [["word/vbaProject.bin", "x"]]), "unsafe"],
    [
      "a table with macros by its list of contents",
      anOfficeFile("xlsx", [], "application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
      "unsafe",
    ],
    ["a table with old macros", anOfficeFile("xlsx", [["xl/macrosheets/sheet1.xml", "<x/>"]]), "unsafe"],
    ["a document with a control", anOfficeFile("docx", [["word/activeX/activeX1.xml", "x"]]), "unsafe"],
    [
      "a document with a program inside",
      anOfficeFile("docx", [["word/embeddings/oleObject1.bin", "x"]]),
      "unsafe",
    ],
    ["a document that writes outside", anOfficeFile("docx", [["../../x.xml", "x"]]), "unsafe"],
    ["a document with one entry twice", anOfficeFile("docx", [["WORD/document.xml", "x"]]), "unsafe"],
    [
      "a template",
      anOfficeFile(
        "docx",
        [],
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
      ),
      "type",
    ],
    ["a PDF with a script", aPdf(["a"], ["<< /S /JavaScript /JS (app.alert\\(1\\)) >>"]), "unsafe"],
    [
      "a PDF with a script under another spelling",
      aPdf(["a"], ["<< /S /J#61vaScr#69pt /J#53 (x) >>"]),
      "unsafe",
    ],
    ["a PDF with a packed script", aPdf(["a"], [packedObjects("<< /S /JavaScript /JS (x) >>")]), "unsafe"],
    [
      "a PDF with a script packed unreadably",
      aPdf(
        ["a"],
        [packedObjects("<<>>", "/Filter [/ASCIIHexDecode /FlateDecode] /DecodeParms << /Predictor 12 >>")],
      ),
      "unsafe",
    ],
    ["a PDF that starts a program", aPdf(["a"], ["<< /S /Launch /F (cmd.exe) >>"]), "unsafe"],
    [
      "a PDF with a file inside",
      aPdf(["a"], ["<< /Type /EmbeddedFile /Length 1 >>\nstream\nx\nendstream"]),
      "unsafe",
    ],
    ["a locked PDF", aPdf(["a"], ["<< /Encrypt 9 0 R >>"]), "unsafe"],
    ["a PDF without an end", aPdf().subarray(0, 60), "unsafe"],
    ["a PDF behind a page", Buffer.concat([Buffer.from("<html>"), aPdf()]), "type"],
    ["a picture of 50000 × 50000", aPng(50_000, 50_000), "pixels"],
    ["a JPEG of 65500 × 65500", aJpeg(65_500, 65_500), "pixels"],
    ["a WebP of 10000 × 10000", aWebp(10_000, 10_000), "pixels"],
    ["a picture without width", aPng(0, 10), "type"],
    ["a picture that ends in its head", aPng().subarray(0, 12), "type"],
    ["a Matroska film", aWebm("matroska"), "type"],
    ["a film of QuickTime", anMp4("qt  "), "type"],
    ["a text with bytes of no text", Buffer.from("a,b\0c\n"), "type"],
    ["a table in UTF-16", Buffer.from("\ufeffa,b\n", "utf16le"), "type"],
  ])("%s is not what it says", async (_, bytes, refusal) => expect(await inspect(bytes)).toBe(refusal));

  test("what is good elsewhere is refused where it is not asked for", async () => {
    expect(await inspect(anMp4(), filePurposes.document.accept)).toBe("type");
    expect(await inspect(Buffer.from("a,b\n"), filePurposes.document.accept)).toBe("type");
    expect(await inspect(aPng(8000, 5000), filePurposes.document.accept)).toBe("png");
    expect(await inspect(aPng(8000, 5001), filePurposes.document.accept)).toBe("pixels");
  });
});

describe("a form with a file", () => {
  const limits = { maxBytes: 1000, maxFiles: 2, accept: ["png", "csv"] as const };
  const status = (work: Promise<unknown>) =>
    work.then(
      () => "no answer",
      (error: unknown) => (error instanceof Response ? error.status : error),
    );
  const raw = (body: string, type = "multipart/form-data; boundary=x") =>
    new Request("http://here/", { method: "POST", body, headers: { "Content-Type": type } });
  const part = (name: string, value = "v") =>
    `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

  test("gives fields and files, the name cleaned, and leaves nothing behind", async () => {
    const form = aForm({ number: "X-1" }, [{ field: "one", name: "../图.jpeg", bytes: aPng() }]);
    const {
      form: fields,
      files: [file],
      discard,
    } = await readMultipart(posted(form), { ...limits, directory: data });
    expect(Object.fromEntries(fields)).toEqual({ number: "X-1" });
    expect(file).toMatchObject({
      field: "one",
      name: "图.jpeg.png",
      size: aPng().length,
      kind: "png",
      refusal: null,
    });
    expect(await readFile(file?.path ?? "")).toEqual(aPng());
    await discard();
    expect(await files()).toEqual([]);
  });

  test("a field in which nothing was chosen is no file; an empty file is refused", async () => {
    const none = await readMultipart(
      posted(aForm({ a: "b" }, [{ name: "", bytes: Buffer.alloc(0) }])),
      limits,
    );
    expect(none.files).toEqual([]);
    const empty = await readMultipart(posted(aForm({}, [{ name: "a.png", bytes: Buffer.alloc(0) }])), limits);
    expect(empty.files).toMatchObject([{ refusal: "empty", path: "" }]);
    await Promise.all([none.discard(), empty.discard()]);
  });

  test("a file of just the size is taken, one of a byte more refused beside its field", async () => {
    const table = (bytes: number) => Buffer.from("a".repeat(bytes));
    const sent = [1000, 1001].map((bytes) => ({ name: `${bytes}.csv`, bytes: table(bytes) }));
    const { files: found, discard } = await readMultipart(posted(aForm({}, sent)), limits);
    expect(found).toMatchObject([
      { kind: "csv", refusal: null },
      { kind: null, refusal: "too-large" },
    ]);
    await discard();
  });

  test.each<[string, Request, number]>([
    ["no form", raw("{}", "application/json"), 400],
    ["no boundary", raw("x", "multipart/form-data"), 400],
    [
      "a body that breaks off",
      raw(`${part("a")}--x\r\nContent-Disposition: form-data; name="b"\r\n\r\nhalf`),
      400,
    ],
    [
      "a file that breaks off",
      raw('--x\r\nContent-Disposition: form-data; name="b"; filename="a.png"\r\n\r\nhalf'),
      400,
    ],
    ["a field with an index", raw(`${part("a[2000000]")}--x--\r\n`), 400],
    ["a file with an index", posted(aForm({}, [{ field: "a[1]", name: "a.png", bytes: aPng() }])), 400],
    ["a field of 64 KB and a byte", posted(aForm({ a: "x".repeat(64 * 1024 + 1) })), 413],
    ["101 fields", raw(`${Array.from({ length: 101 }, (_, i) => part(`f${i}`)).join("")}--x--\r\n`), 413],
    [
      "a third file",
      posted(
        aForm(
          {},
          ["1", "2", "3"].map((name) => ({ name, bytes: aPng() })),
        ),
      ),
      413,
    ],
  ])("%s is refused, and nothing stays", async (_, request, answer) => {
    expect(await status(readMultipart(request, { ...limits, directory: data }))).toBe(answer);
    expect(await files()).toEqual([]);
  });

  test("a body without end is stopped while it comes in", async () => {
    let sent = 0;
    const head = Buffer.from('--x\r\nContent-Disposition: form-data; name="b"; filename="a.png"\r\n\r\n');
    const endless = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(Uint8Array.from(head)),
      pull: (controller) => {
        sent += 64 * 1024;
        controller.enqueue(new Uint8Array(64 * 1024));
      },
    });
    const request = new Request("http://here/", {
      method: "POST",
      body: endless,
      headers: { "Content-Type": "multipart/form-data; boundary=x" },
      duplex: "half",
    } as RequestInit);
    expect(await status(readMultipart(request, { ...limits, directory: data }))).toBe(413);
    expect(sent).toBeLessThan(4 * 1024 * 1024);
    expect(await files()).toEqual([]);
  });
});

describe("keeping", () => {
  test("writes a row, a use and the bytes; the same for the same subject again changes nothing", async () => {
    const [bytes, to] = [document(), subject()];
    let first = { uploadId: "", sha256: "" };
    expect(await changes(async () => (first = await add(bytes, to, "协议.pdf")))).toEqual({
      upload: "+1",
      upload_use: "+1",
    });
    expect(
      await changes(async () =>
        expect(await add(bytes, to)).toMatchObject({ uploadId: first.uploadId, isNew: false }),
      ),
    ).toEqual({});
    expect(await readFile(placed(first.sha256))).toEqual(bytes);
    expect((await stat(placed(first.sha256))).mode & 0o777).toBe(0o600);
    expect(await uploadsOf([to])).toMatchObject([
      { name: "协议.pdf", mime: "application/pdf", size: bytes.length },
    ]);
  });

  test("eight at once of the same bytes: one file; for one subject one row, for eight eight", async () => {
    const [bytes, to] = [document(), subject()];
    const before = (await files()).length;
    expect(await changes(() => atOnce(8, () => add(bytes, to)))).toEqual({ upload: "+1", upload_use: "+1" });
    const others = Array.from({ length: 8 }, subject);
    expect(await changes(() => atOnce(8, (i) => add(bytes, others[i])))).toEqual({
      upload: "+8",
      upload_use: "+8",
    });
    expect(await files()).toHaveLength(before + 1);
  });

  test("an act that fails leaves no row, only a file that the sweep deletes", async () => {
    const bytes = document();
    const before = await files();
    expect(
      await changes(() => withoutInsertsInto("upload_use", () => expect(add(bytes)).rejects.toThrow())),
    ).toEqual({});
    const [orphan = ""] = (await files()).filter((file) => !before.includes(file));
    expect(await sweepUploads()).toEqual({ rows: 0, files: 0 });
    await age(orphan);
    expect(await sweepUploads()).toEqual({ rows: 0, files: 1 });
    expect(await files()).toEqual(before);
  });
});

describe("sweeping", () => {
  test("deletes what nothing refers to after a day, and the bytes with the last row", async () => {
    const [bytes, one, two] = [document(), subject(), subject()];
    const [first, second] = [await add(bytes, one), await add(bytes, two)];
    await age(placed(first.sha256));
    expect(await sweepUploads()).toEqual({ rows: 0, files: 0 });
    const release = (id: string, from: UploadSubject) => transact((tx) => releaseUpload(tx, id, from));
    expect(await release(first.uploadId, one)).toBe(true);
    expect(await release(first.uploadId, one)).toBe(false);
    expect(await sweepUploads()).toEqual({ rows: 0, files: 0 });
    await db().upload.updateMany({
      where: { sha256: first.sha256 },
      data: { createdAt: new Date(now().getTime() - 2 * dayMs) },
    });
    expect(await sweepUploads()).toEqual({ rows: 1, files: 0 });
    expect(await readUpload(first.uploadId)).toBeNull();
    await release(second.uploadId, two);
    expect(await sweepUploads()).toEqual({ rows: 1, files: 1 });
    await expect(stat(placed(first.sha256))).rejects.toThrow();
  });

  test("deletes what an interrupted request left", async () => {
    const { file } = await send(document());
    expect(await sweepUploads()).toEqual({ rows: 0, files: 0 });
    await age(file?.path ?? "");
    expect(await sweepUploads()).toEqual({ rows: 0, files: 1 });
  });

  test("while the same bytes are sent and used: no row without its file", async () => {
    for (let round = 0; round < 5; round++) {
      const bytes = document();
      const { uploadId, sha256 } = await add(bytes);
      await transact(async (tx) => {
        await tx.uploadUse.deleteMany({ where: { uploadId } });
        await tx.upload.update({ where: { id: uploadId }, data: { createdAt: new Date(0) } });
      });
      await age(placed(sha256));
      const again = subject();
      const [, , , used] = await Promise.all([
        sweepUploads(),
        add(bytes),
        sweepUploads(),
        transact((tx) => useUpload(tx, uploadId, again), { isolation: "ReadCommitted" }),
      ]);
      expect(await db().upload.count({ where: { sha256 } })).toBe(used ? 2 : 1);
      expect(await readFile(placed(sha256))).toEqual(bytes);
      expect((await uploadsOf([again])).length).toBe(used ? 1 : 0);
    }
  });
});

describe("serving", () => {
  let upload: Awaited<ReturnType<typeof readUpload>>;
  let bytes: Buffer;
  beforeEach(async () => {
    bytes ??= document();
    upload ??= await readUpload((await add(bytes, subject(), "共建协议 1.pdf")).uploadId);
  });
  const ask = async (headers: Record<string, string> = {}, method = "GET") => {
    if (!upload) throw new Error("no upload");
    return serveUpload(new Request("http://here/", { method, headers }), upload);
  };
  const body = async (response: Response) => Buffer.from(await response.arrayBuffer());

  test("the whole, as what it is and nothing that runs", async () => {
    const answer = await ask();
    expect([answer.status, await body(answer)]).toEqual([200, bytes]);
    expect(Object.fromEntries(answer.headers)).toEqual({
      "accept-ranges": "bytes",
      "cache-control": "private, no-transform",
      "content-disposition": `attachment; filename="____ 1.pdf"; filename*=UTF-8''%E5%85%B1%E5%BB%BA%E5%8D%8F%E8%AE%AE%201.pdf`,
      "content-length": String(bytes.length),
      "content-security-policy": "sandbox; default-src 'none'; img-src 'self'; media-src 'self'",
      "content-type": "application/pdf",
      etag: `"${upload?.sha256}"`,
      "x-content-type-options": "nosniff",
    });
  });

  test("a part, for one range alone", async () => {
    const size = bytes.length;
    const table: [Record<string, string>, number, string | null, Buffer][] = [
      [{ Range: "bytes=0-9" }, 206, `bytes 0-9/${size}`, bytes.subarray(0, 10)],
      [{ Range: "bytes=10-" }, 206, `bytes 10-${size - 1}/${size}`, bytes.subarray(10)],
      [{ Range: "bytes=-5" }, 206, `bytes ${size - 5}-${size - 1}/${size}`, bytes.subarray(size - 5)],
      [{ Range: "bytes=0-999999" }, 206, `bytes 0-${size - 1}/${size}`, bytes],
      [{ Range: "bytes=0-1,4-5" }, 200, null, bytes],
      [{ Range: "bytes=9-2" }, 200, null, bytes],
      [{ Range: `bytes=${size}-` }, 416, `bytes */${size}`, Buffer.alloc(0)],
      [
        { Range: "bytes=0-9", "If-Range": `"${upload?.sha256}"` },
        206,
        `bytes 0-9/${size}`,
        bytes.subarray(0, 10),
      ],
      [{ Range: "bytes=0-9", "If-Range": '"another"' }, 200, null, bytes],
      [{ Range: "bytes=0-9", "If-Range": "Mon, 23 Nov 2026 06:00:00 GMT" }, 200, null, bytes],
      [{ "If-None-Match": `W/"${upload?.sha256}"` }, 304, null, Buffer.alloc(0)],
      [{ "If-None-Match": '"another"' }, 200, null, bytes],
      [{ "If-Match": '"another"' }, 412, null, Buffer.alloc(0)],
    ];
    for (const [headers, status, range, part] of table) {
      const answer = await ask(headers);
      const got = [answer.status, answer.headers.get("Content-Range"), (await body(answer)).toString("hex")];
      expect(got, JSON.stringify(headers)).toEqual([status, range, part.toString("hex")]);
    }
  });

  test("HEAD tells the length without the bytes", async () => {
    const answer = await ask({ Range: "bytes=0-1" }, "HEAD");
    expect([answer.status, answer.headers.get("Content-Length"), answer.body]).toEqual([
      200,
      String(bytes.length),
      null,
    ]);
  });

  test("reads on only when the connection takes more, and stops with it", async () => {
    const large = await readUpload(
      (await add(Buffer.concat([bytes, Buffer.alloc(1024 * 1024, "\n"), Buffer.from("%%EOF\n")]))).uploadId,
    );
    if (!large) throw new Error("no upload");
    let waits = 0;
    const gone = new AbortController();
    const request = new Request("http://here/", { signal: gone.signal });
    const answer = await serveUpload(request, large, async () => void waits++);
    expect(waits).toBe(0);
    const reader = answer.body?.getReader();
    expect((await reader?.read())?.value?.length).toBe(64 * 1024);
    expect(waits).toBe(1);
    gone.abort();
    expect(await reader?.read()).toEqual({ done: true, value: undefined });
  });

  test("what is missing on the disk is not there", async () => {
    if (!upload) throw new Error("no upload");
    const lost = { ...upload, sha256: "0".repeat(64) };
    expect((await serveUpload(new Request("http://here/"), lost)).status).toBe(404);
  });
});

/** A file system of 256 KB of its own, where this machine lets us mount one. */
function smallDisk(dir: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", dir], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe("a full disk", () => {
  test("refuses the file beside its field, keeps the form, and leaves nothing", async (context) => {
    const dir = await mkdtemp(path.join(tmpdir(), "nuanxin-full-"));
    const mounted = smallDisk(dir);
    try {
      context.skip(!mounted, "mounting a small file system takes root");
      const filled = Buffer.concat([aPdf(), Buffer.alloc(600 * 1024), Buffer.from("%%EOF")]);
      const {
        form,
        files: [file],
        discard,
      } = await readMultipart(posted(aForm({ number: "X-1" }, [{ name: "a.pdf", bytes: filled }])), {
        accept: ["pdf"],
        maxBytes: 1024 * 1024,
        maxFiles: 1,
        directory: dir,
      });
      expect([form.get("number"), file?.refusal, file?.path]).toEqual(["X-1", "disk-full", ""]);
      expect(await readdir(dir)).toEqual([]);
      await discard();
    } finally {
      if (mounted) execFileSync("umount", [dir]);
      await rm(dir, { recursive: true });
    }
  });
});
