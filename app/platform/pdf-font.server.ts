import { charstring, type OutlineStep } from "./charstring";

/** What pdfkit keeps of a font that it has opened (fontkit's); its types say nothing of it. */
export interface OpenFont {
  hasGlyphForCodePoint(point: number): boolean;
}

interface Private {
  defaultWidthX: number;
  nominalWidthX: number;
}

interface Subset {
  glyphs: number[];
  font: { getGlyph(id: number): { advanceWidth: number; path: { commands: OutlineStep[] } } };
  cff?: { privateDictForGlyph(id: number): Private };
  charstrings: Uint8Array[];
  gsubrs: unknown[];
  subsetCharstrings(): void;
  subsetSubrs(): unknown[];
}

interface Drawing {
  _font: { font: OpenFont; subset?: Subset };
}

/**
 * Opened fonts by name: opening one of 8 MB and its tables takes half a second, drawing with it a tenth of that. Only
 * names of our own are asked for.
 */
const opened = new Map<string, OpenFont>();

/** Makes a font of a file known to a document under a name of our own. */
export function registerFont(
  document: PDFKit.PDFDocument,
  name: string,
  { file, face }: { file: string; face?: string },
): void {
  // pdfkit takes an opened font too.
  document.registerFont(name, (opened.get(name) ?? file) as string, face);
}

/** Draws with a registered font from here on. */
export function chooseFont(document: PDFKit.PDFDocument, name: string): OpenFont {
  document.font(name);
  const { font, subset } = (document as unknown as Drawing)._font;
  opened.set(name, font);
  if (subset?.cff && !Object.hasOwn(subset, "subsetCharstrings")) makeSmall(subset);
  return font;
}

/** Lets a subset hold its glyphs alone: without the tables of subroutines it is a third as large. */
function makeSmall(subset: Subset): void {
  subset.subsetCharstrings = () => {
    subset.charstrings = subset.glyphs.map((id) => {
      const { advanceWidth, path } = subset.font.getGlyph(id);
      const { defaultWidthX, nominalWidthX } = subset.cff?.privateDictForGlyph(id) ?? noWidths;
      return charstring(path.commands, advanceWidth === defaultWidthX ? null : advanceWidth - nominalWidthX);
    });
    subset.gsubrs = [];
  };
  subset.subsetSubrs = () => [];
}

const noWidths: Private = { defaultWidthX: 0, nominalWidthX: 0 };
