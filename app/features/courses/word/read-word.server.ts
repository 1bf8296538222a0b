import { zipSync } from "fflate";
import mammoth from "mammoth";
import { openZip, ZipFault } from "~/platform/zip-file.server";
import { writeMdx, type WordLoss, type WordText } from "./write-mdx";

export interface WordDocument extends WordText {
  /** The bytes of each picture, in the order of their tokens. */
  pictures: { name: string; bytes: Buffer }[];
}

export type WordRefusal = "unreadable" | "too-much" | "empty";

/** What a document may unpack to, in all and for one of its parts of text. */
const most = { entries: 2_000, bytes: 80 * 1024 * 1024, text: 12 * 1024 * 1024, pictures: 100 };
/** Parts that are read; macros, fonts, embedded files and the like stay packed. */
const wanted =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|word\/(document|styles|numbering|footnotes|endnotes)\d*\.xml|word\/_rels\/[^/]+\.rels|word\/media\/[^/]+)$/;

/**
 * Reads a Word file (.docx): its text as a lesson's, its pictures beside it, and what was lost. It is unpacked here, part by
 * part and never to more than it states, and given to the reader without packing: the reader has no bound of its own.
 */
export async function readWord(file: string): Promise<WordDocument | { refusal: WordRefusal }> {
  const zip = await openZip(file, most);
  if (zip === "bomb") return { refusal: "too-much" };
  if (zip === null || zip === "unsafe") return { refusal: "unreadable" };
  try {
    const parts: Record<string, Uint8Array> = {};
    for (const [name, size] of zip.sizes) {
      if (!wanted.test(name)) continue;
      const isText = !name.startsWith("word/media/");
      if (isText && size > most.text) return { refusal: "too-much" };
      parts[name] = await zip.bytes(name);
      // Entities that grow when they are read are declared there.
      if (isText && /<!(DOCTYPE|ENTITY)/i.test(text(parts[name]))) return { refusal: "unreadable" };
    }
    const document = parts["word/document.xml"];
    if (!document) return { refusal: "unreadable" };
    const { html, pictures } = await toHtml(Buffer.from(zipSync(parts, { level: 0 })));
    const written = writeMdx(html);
    if (!written.body.trim()) return { refusal: "empty" };
    const losses = { ...written.losses, ...lossesOf(text(document), [...zip.sizes.keys()]) };
    return { ...written, pictures, losses };
  } catch (error) {
    // Elements nested thousandfold exhaust the reader's stack; anything else it says is about the file.
    if (error instanceof ZipFault || error instanceof RangeError || isReaders(error))
      return { refusal: "unreadable" };
    throw error;
  }
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("utf8");

/** Errors of the system carry a code; those of the reader do not. */
function isReaders(error: unknown): boolean {
  return error instanceof Error && !("code" in error && "syscall" in error);
}

const styleMap = [
  "p[style-name='Title'] => h1.title:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  "strike => s",
];

async function toHtml(buffer: Buffer) {
  const pictures: WordDocument["pictures"] = [];
  const { value: html } = await mammoth.convertToHtml(
    { buffer },
    {
      styleMap,
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      convertImage: mammoth.images.imgElement(async (image) => {
        const bytes = await image.readAsBuffer().catch(() => null);
        if (!bytes || pictures.length >= most.pictures || !isPicture(bytes)) return { src: "" };
        pictures.push({ name: `picture-${pictures.length + 1}`, bytes: Buffer.from(bytes) });
        return { src: String(pictures.length) };
      }),
    },
  );
  return { html, pictures };
}

/** PNG, JPEG, GIF or WebP by their first bytes; drawings of Windows (EMF, WMF) are shown by no browser. */
function isPicture(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 12)).toString("latin1");
  return /^(\x89PNG\r\n|\xff\xd8\xff|GIF8|RIFF....WEBP)/s.test(head);
}

/** What the document has that lessons do not, by its marks in the text. */
function lossesOf(document: string, names: readonly string[]): Partial<Record<WordLoss, number>> {
  const count = (mark: RegExp) => document.match(mark)?.length ?? 0;
  const found: Partial<Record<WordLoss, number>> = {
    colours:
      count(/<w:color [^>]*w:val="(?!auto|000000)[^"]/g) +
      count(/<w:highlight /g) +
      count(/<w:shd [^>]*w:fill="(?!auto|FFFFFF)/gi),
    textBoxes: count(/<(?:wps:txbx|v:textbox)[ >]/g),
    changes: count(/<w:(?:ins|del) /g),
    comments: count(/<w:commentReference /g),
    margins: names.filter((name) => /^word\/(header|footer)\d*\.xml$/.test(name)).length,
    formulas: count(/<m:oMath[ >]/g),
    charts: count(/<(?:c:chart|dgm:relIds) /g),
  };
  return Object.fromEntries(Object.entries(found).filter(([, number]) => number > 0));
}
