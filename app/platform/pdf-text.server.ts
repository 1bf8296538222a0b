import { existsSync } from "node:fs";
import { chooseFont, registerFont } from "./pdf-font.server";
import { installed } from "./root.server";

/** Noto Sans Hans, under the Open Font License: 30,789 characters, of which only those that are used get into a file. */
const own = (weight: string) => installed(`node_modules/@embedpdf/fonts-sc/fonts/NotoSansHans-${weight}.otf`);

/** Where Linux distributions keep Noto Sans CJK (the same licence), which has some rarer characters of names. */
const further = [
  "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
  "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
  "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
].filter((file) => existsSync(file));

export interface Style {
  size: number;
  weight?: "Regular" | "Bold";
  colour?: string;
  /** Where the text stands at `x`: begins, is centred, ends. */
  align?: "start" | "middle" | "end";
  /** Room between characters, in points. */
  spacing?: number;
}

interface Run {
  font: string;
  text: string;
}

/**
 * Sets text into a document, each character in a font that has it. What no font has is written as `named` names its
 * code ("21484"): a box is never printed.
 */
export function pdfText(document: PDFKit.PDFDocument, named: (code: string) => string) {
  const missing = new Set<string>();

  const has = (font: string, character: string) =>
    chooseFont(document, font).hasGlyphForCodePoint(character.codePointAt(0) ?? 0);

  for (const weight of ["Regular", "Bold"]) registerFont(document, weight, { file: own(weight) });
  further.forEach((file, at) =>
    registerFont(document, `Further ${at}`, { file, face: "NotoSansCJKsc-Regular" }),
  );

  /** A character with the font that has it. */
  function place(character: string, weight: string): Run {
    if (has(weight, character)) return { font: weight, text: character };
    const font = further.map((_, at) => `Further ${at}`).find((name) => has(name, character));
    if (font !== undefined) return { font, text: character };
    // What is not seen anyway: variation selectors, joiners, breaks of the line.
    if (/[\p{Cc}\p{Cf}\p{Mn}\p{Zl}\p{Zp}]/u.test(character)) return { font: weight, text: "" };
    missing.add(character);
    return { font: weight, text: named((character.codePointAt(0) ?? 0).toString(16).toUpperCase()) };
  }

  function runs(text: string, weight: string): Run[] {
    const joined: Run[] = [];
    for (const character of text.normalize("NFC")) {
      const { font, text: shown } = place(character, weight);
      const last = joined[joined.length - 1];
      if (last?.font === font) last.text += shown;
      else if (shown) joined.push({ font, text: shown });
    }
    return joined;
  }

  function widthOf(text: string, { size, weight = "Regular", spacing = 0 }: Style): number {
    return runs(text, weight).reduce((sum, run) => {
      chooseFont(document, run.font);
      return sum + document.fontSize(size).widthOfString(run.text) + spacing * [...run.text].length;
    }, 0);
  }

  return {
    /** Characters that no font has, as far as they were set. */
    missing,
    widthOf,

    /** One line; `y` is its upper edge. */
    line(text: string, x: number, y: number, style: Style): void {
      const { size, weight = "Regular", colour = "#16212b", align = "start", spacing = 0 } = style;
      const share = { start: 0, middle: 0.5, end: 1 }[align];
      let at = x - (widthOf(text, style) - spacing) * share;
      for (const run of runs(text, weight)) {
        chooseFont(document, run.font);
        document.fontSize(size).fillColor(colour);
        // Another font stands on the same line when its baseline does.
        document.text(run.text, at, y + size, {
          ...{ lineBreak: false, baseline: "alphabetic", characterSpacing: spacing },
        });
        at += document.widthOfString(run.text) + spacing * [...run.text].length;
      }
    },

    /** Breaks a text into lines of at most `width`; none begins with a mark that closes. Latin words stay whole. */
    broken(text: string, width: number, style: Style): string[] {
      const lines = [""];
      for (const piece of text.match(/[\p{Script=Latin}\d.,'’%-]+|./gsu) ?? []) {
        const last = lines.length - 1;
        const longer = `${lines[last]}${piece}`;
        const closes = /^[，。、；：？！）」』》〉】〕”’,.;:?!)]/.test(piece);
        if (lines[last] === "" || closes || widthOf(longer.trimEnd(), style) <= width) lines[last] = longer;
        else lines.push(piece.trimStart());
      }
      return lines.map((line) => line.trim());
    },
  };
}
