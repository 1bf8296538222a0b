import { inflateSync } from "node:zlib";

/**
 * The text of a PDF that pdfkit wrote, as somebody copies it: glyphs by their `/ToUnicode`. Another writer's PDF is
 * beyond this.
 */
export function pdfText(pdf: Buffer): string {
  const raw = pdf.toString("latin1");
  const objects = new Map(
    [...raw.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = "", body = ""]) => [id, body]),
  );
  const stream = (id: string) => {
    const [, , body = ""] =
      /^(<<[\s\S]*?>>)\nstream\n([\s\S]*)\nendstream$/.exec(objects.get(id) ?? "") ?? [];
    return inflateSync(Buffer.from(body, "latin1")).toString("latin1");
  };
  const fonts = new Map<string, string[]>();
  const [, resources = ""] = /\/Font <<([\s\S]*?)>>/.exec(raw) ?? [];
  for (const [, name = "", id = ""] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const [, map = ""] = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? "") ?? [];
    const signs: string[] = [];
    for (const [, from = "", list = ""] of stream(map).matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g))
      [...list.matchAll(/<([\w ]+)>/g)].forEach(([, hex = ""], at) => {
        const units = hex.replaceAll(" ", "").match(/.{4}/g) ?? [];
        signs[parseInt(from, 16) + at] = String.fromCharCode(...units.map((unit) => parseInt(unit, 16)));
      });
    fonts.set(name, signs);
  }
  const [, contents = ""] = /\/Contents (\d+) 0 R/.exec(raw) ?? [];
  let font: string[] = [];
  let text = "";
  for (const [, name, shown, ended] of stream(contents).matchAll(
    /\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ|(\bEMC\b)/g,
  )) {
    if (name) font = fonts.get(name) ?? [];
    if (ended) text += "\n";
    for (const [, glyphs = ""] of (shown ?? "").matchAll(/<(\w*)>/g))
      for (const glyph of glyphs.match(/.{4}/g) ?? []) text += font[parseInt(glyph, 16)] ?? "";
  }
  return text;
}
