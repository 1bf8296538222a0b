import { crc32, deflateRawSync, deflateSync } from "node:zlib";

/** Files of each kind as small as they can be, made here byte by byte. */

const latin = (text: string) => Buffer.from(text, "latin1");

/** A PDF of one page with these lines, in the Chinese font that every reader has. `extra` are more objects. */
export function aPdf(lines: readonly string[] = ["示例"], extra: readonly (string | Buffer)[] = []): Buffer {
  const hex = (line: string) => Buffer.from(line, "utf16le").swap16().toString("hex").toUpperCase();
  const text = lines.map((line, i) => `${i ? "0 -28 Td " : ""}<${hex(line)}> Tj`).join("\n");
  const page = `BT /F1 14 Tf 72 760 Td\n${text}\nET`;
  const objects: (string | Buffer)[] = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R /DW 1000 >>",
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ...extra,
  ];
  const parts = [latin("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")];
  let at = parts[0]?.length ?? 0;
  const offsets = objects.map((object, i) => {
    const bytes = Buffer.concat([latin(`${i + 1} 0 obj\n`), Buffer.from(object), latin("\nendobj\n")]);
    parts.push(bytes);
    at += bytes.length;
    return at - bytes.length;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  parts.push(
    latin(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** Objects of a PDF packed into a stream, where a search for their names finds nothing. */
export function packedObjects(text: string, dictionary = "/Filter /FlateDecode"): Buffer {
  const body = deflateSync(latin(`8 0 ${text}`));
  return Buffer.concat([
    latin(`<< /Type /ObjStm /N 1 /First 4 /Length ${body.length} ${dictionary} >>\nstream\n`),
    body,
    latin("\nendstream"),
  ]);
}

/** An archive with these entries, in order. */
export function aZip(entries: readonly (readonly [name: string, text: string])[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of entries) {
    const [bytes, label] = [Buffer.from(text), Buffer.from(name)];
    const packed = deflateRawSync(bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(label.length, 22);
    const local = Buffer.concat([latin("PK\x03\x04"), common, label, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([latin("PK\x01\x02\x14\x00"), common, rest, label]));
    locals.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, list, end]);
}

const office = {
  docx: ["word/document.xml", "wordprocessingml.document.main+xml"],
  xlsx: ["xl/workbook.xml", "spreadsheetml.sheet.main+xml"],
  pptx: ["ppt/presentation.xml", "presentationml.presentation.main+xml"],
} as const;

/** A document or table as an office program lays it out, with `more` entries. */
export function anOfficeFile(
  kind: keyof typeof office,
  more: readonly (readonly [string, string])[] = [],
  mainType = `application/vnd.openxmlformats-officedocument.${office[kind][1]}`,
): Buffer {
  const types = `<?xml version="1.0"?><Types><Override PartName="/${office[kind][0]}" ContentType="${mainType}"/></Types>`;
  return aZip([["[Content_Types].xml", types], ["_rels/.rels", "<x/>"], [office[kind][0], "<x/>"], ...more]);
}

export function aPng(width = 2, height = 2): Buffer {
  const chunk = (type: string, body: Buffer) => {
    const typed = Buffer.concat([latin(type), body]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(body.length);
    sum.writeUInt32BE(crc32(typed));
    return Buffer.concat([length, typed, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.writeUInt8(8, 8);
  return Buffer.concat([
    latin("\x89PNG\r\n\x1a\n"),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(Buffer.alloc(6))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

export function aJpeg(width = 2, height = 2): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  const app = Buffer.concat([Buffer.from([0xff, 0xe0, 0, 16]), latin("JFIF\0\x01\x01\0\0\x01\0\x01\0\0")]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), app, frame, Buffer.from([0xff, 0xda, 0, 2, 0xff, 0xd9])]);
}

export function aGif(width = 2, height = 2): Buffer {
  const head = Buffer.concat([latin("GIF89a"), Buffer.alloc(7)]);
  head.writeUInt16LE(width, 6);
  head.writeUInt16LE(height, 8);
  return Buffer.concat([head, latin(";")]);
}

export function aWebp(width = 2, height = 2): Buffer {
  const body = Buffer.alloc(18);
  body.write("VP8X", "latin1");
  body.writeUInt32LE(10, 4);
  body.writeUIntLE(width - 1, 12, 3);
  body.writeUIntLE(height - 1, 15, 3);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length + 4);
  return Buffer.concat([latin("RIFF"), size, latin("WEBP"), body]);
}

export function anMp4(brand = "isom"): Buffer {
  return Buffer.concat([latin(`\0\0\0\x18ftyp${brand}\0\0\0\0${brand}mp41`), Buffer.alloc(64)]);
}

export function aWebm(type = "webm"): Buffer {
  const doctype = Buffer.concat([Buffer.from([0x42, 0x82, 0x80 | type.length]), latin(type)]);
  return Buffer.concat([
    Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x80 | doctype.length]),
    doctype,
    Buffer.alloc(64),
  ]);
}

/** A `multipart/form-data` body as a browser sends it. */
export function aForm(
  fields: Record<string, string>,
  files: readonly { field?: string; name: string; bytes: Buffer; type?: string }[] = [],
): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const { field = "file", name, bytes, type = "application/octet-stream" } of files)
    form.append(field, new File([Uint8Array.from(bytes)], name, { type }));
  return form;
}
