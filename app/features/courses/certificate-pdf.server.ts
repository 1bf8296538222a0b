import PDFDocument from "pdfkit";
import { civilDate, formatDay } from "~/lib/dates";
import { texts } from "~/platform/i18n/texts.server";
import { pdfText, type Style } from "~/platform/pdf-text.server";
import { qrCode } from "~/platform/qr.server";
import type { CertificateSheet } from "./course-certificate.server";
import { classHours, minutesEach } from "./rules/class-hours";

const ink = "#16212b";
const grey = "#43505b";
const hair = "#d3d9da";
const vermilion = "#b3311b";
const [width, height] = [841.89, 595.28]; // A4, lying
const edge = 34;
const left = 84;
const right = width - left;

/**
 * A certificate as a PDF (A4, tagged, Chinese), the same bytes for the same sheet, origin and fonts. `origin` is where
 * `/verify/<number>` answers.
 */
export async function certificatePdf(sheet: CertificateSheet, origin: string): Promise<Buffer> {
  const { t } = texts("zh");
  const document = new PDFDocument({
    ...{ size: "A4", layout: "landscape", margin: 0, pdfVersion: "1.7" },
    ...{ tagged: true, lang: "zh-CN", displayTitle: true },
    info: {
      Title: t("certificates:paper.documentTitle", { title: sheet.title, number: sheet.number }),
      Author: t("brand.name"),
      Subject: t("certificates:paper.title"),
      Keywords: sheet.number,
      Creator: t("brand.name"),
      Producer: t("brand.name"),
      // When it was issued, not when it was asked for: the same certificate is the same file.
      CreationDate: sheet.issuedAt,
      ModDate: sheet.issuedAt,
    },
  });
  const chunks: Buffer[] = [];
  document.on("data", (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<void>((resolve, reject) => document.on("end", resolve).on("error", reject));
  draw(document, sheet, origin);
  document.end();
  await done;
  return Buffer.concat(chunks);
}

function draw(document: PDFKit.PDFDocument, sheet: CertificateSheet, origin: string): void {
  const { t } = texts("zh");
  const set = pdfText(document, (code) => t("certificates:paper.lacking", { code }));
  const whole = document.struct("Document");
  document.addStructure(whole);
  const tagged = (tag: string, work: () => void, options: { alt?: string } = {}) =>
    whole.add(document.struct(tag, options, work));
  const say = (tag: string, text: string, x: number, y: number, style: Style) =>
    tagged(tag, () => set.line(text, x, y, style));
  const address = `${origin}/verify/${sheet.number}`;

  document.markContent("Artifact", { type: "Layout" });
  frame(document);
  document.endMarkedContent();

  // The head: who gives it, and what it is.
  seal(document, set, [...t("brand.name")]);
  say("P", t("brand.name"), left + 62, 80, { size: 15, weight: "Bold" });
  say("P", t("certificates:paper.house"), left + 62, 102, { size: 9.5, colour: grey });
  say("P", t("certificates:paper.number", { number: sheet.number }), right, 88, {
    ...{ size: 10.5, align: "end", colour: grey },
  });
  say("H1", t("certificates:paper.title"), width / 2, 142, {
    ...{ size: 32, weight: "Bold", align: "middle", spacing: 8 },
  });

  // Who has learnt what. A long name or title is set smaller before it is broken.
  const fitting = (text: string, style: Style, room: number): Style => {
    let { size } = style;
    while (size > 12 && set.widthOf(text, { ...style, size }) > room) size -= 1;
    return { ...style, size };
  };
  const name = fitting(sheet.name, { size: 30, weight: "Bold", align: "middle" }, right - left);
  say("P", sheet.name, width / 2, 210 + (30 - name.size), name);
  if (sheet.unit)
    say("P", t("certificates:paper.unit", { unit: sheet.unit.name }), width / 2, 257, {
      ...fitting(sheet.unit.name, { size: 12, align: "middle", colour: grey }, right - left),
    });
  say("P", t("certificates:paper.completed"), width / 2, 286, { size: 13, align: "middle" });
  const title = t("certificates:paper.course", { title: sheet.title });
  const titleStyle = fitting(title, { size: 22, weight: "Bold", align: "middle" }, right - left);
  set
    .broken(title, right - left, titleStyle)
    .slice(0, 2)
    .forEach((line, at) => say("P", line, width / 2, 312 + at * (titleStyle.size + 6), titleStyle));
  say(
    "P",
    t("certificates:paper.minutes", { minutes: sheet.minutes, hours: classHours(sheet.minutes) }),
    width / 2,
    354,
    { size: 13, align: "middle" },
  );

  // What it rests on, at the left of the code.
  const notes = [
    t("certificates:paper.partner", { partner: sheet.partner.name, part: sheet.partnerPart }),
    t("certificates:paper.rule", { minutes: minutesEach }),
    t("certificates:paper.versions", {
      versions: sheet.versions.map(({ version }) => version).join(t("certificates:paper.and")),
    }),
  ];
  const small: Style = { size: 9.5, colour: grey };
  let y = 404;
  for (const note of notes) {
    for (const line of set.broken(note, 390, small).slice(0, 3)) {
      say("P", line, left, y, small);
      y += 15;
    }
    y += 3;
  }
  const day = formatDay(civilDate(sheet.issuedAt), "zh");
  say("P", t("certificates:paper.issued", { day }), right - 132, 452, { size: 12, align: "end" });
  say("P", t("brand.name"), right - 132, 430, { size: 12, weight: "Bold", align: "end" });

  tagged("Figure", () => qr(document, address, right - 112, 396, 112), {
    alt: t("certificates:paper.codeAlt", { address }),
  });
  say("P", t("certificates:paper.code"), right - 56, 512, { size: 8.5, align: "middle", colour: grey });
  say("P", address, left, 520, { size: 8.5, colour: grey });
  if (set.missing.size > 0) say("P", t("certificates:paper.missing"), left, 506, { size: 8.5, colour: grey });
  whole.end();
}

/** Two hairlines and four corners of vermilion. */
function frame(document: PDFKit.PDFDocument): void {
  const [w, h] = [width - 2 * edge, height - 2 * edge];
  document.lineWidth(1.5).strokeColor(ink).rect(edge, edge, w, h).stroke();
  document
    .lineWidth(0.5)
    .strokeColor(hair)
    .rect(edge + 6, edge + 6, w - 12, h - 12)
    .stroke();
  document.lineWidth(2.5).strokeColor(vermilion);
  const arm = 22;
  for (const [x, y, dx, dy] of [
    [edge, edge, 1, 1],
    [width - edge, edge, -1, 1],
    [edge, height - edge, 1, -1],
    [width - edge, height - edge, -1, -1],
  ] as const)
    document
      .moveTo(x, y + dy * arm)
      .lineTo(x, y)
      .lineTo(x + dx * arm, y)
      .stroke();
  document.lineWidth(0.5).strokeColor(hair).moveTo(left, 388).lineTo(right, 388).stroke();
}

/** The house's square mark; no official seal, which is round and names who may use it. */
function seal(document: PDFKit.PDFDocument, set: ReturnType<typeof pdfText>, signs: string[]): void {
  document.markContent("Artifact", { type: "Layout" });
  document.roundedRect(left, 74, 48, 48, 4).fill(vermilion);
  signs.slice(0, 4).forEach((sign, at) => {
    const [column, row] = [at % 2, Math.floor(at / 2)];
    set.line(sign, left + 13.5 + column * 21, 77 + row * 20, {
      ...{ size: 18, weight: "Bold", colour: "#ffffff", align: "middle" },
    });
  });
  document.endMarkedContent();
}

function qr(document: PDFKit.PDFDocument, address: string, x: number, y: number, side: number): void {
  const { path, size } = qrCode(address);
  document
    .save()
    .translate(x, y)
    .scale(side / size)
    .path(path)
    .fill(ink)
    .restore();
}
