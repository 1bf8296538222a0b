import { strToU8, zipSync } from "fflate";

/** Parts of a Word file, as Word writes them but for what is not asked here. */

const ns =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ' +
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ' +
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' +
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"';
const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const main = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** A run of text; `style` are properties such as `<w:b/>`. */
export const aRun = (text: string, style = "") =>
  `<w:r><w:rPr>${style}</w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;

/** A paragraph of text or runs. `style`: "1" to "3" for headings, "a3" for the title. */
export const aParagraph = (inside: string, style = "") =>
  `<w:p>${style && `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}${inside.startsWith("<") ? inside : aRun(inside)}</w:p>`;

/** An item of a list: numbered or not, at a depth from 0. */
export const anItem = (text: string, { numbered = false, depth = 0 } = {}) =>
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${numbered ? 2 : 1}"/></w:numPr></w:pPr>${aRun(text)}</w:p>`;

export const aWordTable = (rows: readonly (readonly string[])[]) =>
  `<w:tbl>${rows
    .map((row) => `<w:tr>${row.map((cell) => `<w:tc>${aParagraph(cell)}</w:tc>`).join("")}</w:tr>`)
    .join("")}</w:tbl>`;

/** A picture of the document, by its number from 1. */
export const aWordPicture = (number: number, description = "") =>
  `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="${number}" name="p" descr="${description}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="img${number}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;

export const aLink = (text: string) => `<w:hyperlink r:id="link1">${aRun(text)}</w:hyperlink>`;
export const aNoteMark = (number: number) => `<w:r><w:footnoteReference w:id="${number}"/></w:r>`;

/** A Word file with these blocks, pictures, footnotes (by number from 1) and the address of its link. */
export function aWordFile(
  blocks: readonly string[],
  more: {
    pictures?: readonly Buffer[];
    notes?: readonly string[];
    link?: string;
    parts?: Record<string, string>;
  } = {},
): Buffer {
  const { pictures = [], notes = [], link = "https://example.cn/", parts = {} } = more;
  const style = (id: string, name: string) =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`;
  const level = (format: string) =>
    [0, 1, 2].map((n) => `<w:lvl w:ilvl="${n}"><w:numFmt w:val="${format}"/></w:lvl>`).join("");
  const relation = (id: string, type: string, target: string, outside = false) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${escaped(target)}"${outside ? ' TargetMode="External"' : ""}/>`;
  const relations = (inside: string) =>
    `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`;
  const files: Record<string, string | Buffer> = {
    "[Content_Types].xml":
      `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="png" ContentType="image/png"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Override PartName="/word/document.xml" ContentType="${main}.document.main+xml"/></Types>`,
    "_rels/.rels": relations(relation("r1", "officeDocument", "word/document.xml")),
    "word/document.xml": `${xml}<w:document ${ns}><w:body>${blocks.join("")}</w:body></w:document>`,
    "word/styles.xml": `${xml}<w:styles ${ns}>${style("a3", "Title")}${["1", "2", "3"].map((n) => style(n, `heading ${n}`)).join("")}</w:styles>`,
    "word/numbering.xml": `${xml}<w:numbering ${ns}><w:abstractNum w:abstractNumId="0">${level("bullet")}</w:abstractNum><w:abstractNum w:abstractNumId="1">${level("decimal")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`,
    "word/footnotes.xml": `${xml}<w:footnotes ${ns}>${notes.map((note, at) => `<w:footnote w:id="${at + 1}">${aParagraph(note)}</w:footnote>`).join("")}</w:footnotes>`,
    "word/_rels/document.xml.rels": relations(
      relation("s", "styles", "styles.xml") +
        relation("n", "numbering", "numbering.xml") +
        relation("f", "footnotes", "footnotes.xml") +
        relation("link1", "hyperlink", link, true) +
        pictures.map((_, at) => relation(`img${at + 1}`, "image", `media/image${at + 1}.png`)).join(""),
    ),
    ...parts,
  };
  for (const [at, picture] of pictures.entries()) files[`word/media/image${at + 1}.png`] = picture;
  return Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(files).map(([name, bytes]) => [
          name,
          typeof bytes === "string" ? strToU8(bytes) : bytes,
        ]),
      ),
    ),
  );
}
