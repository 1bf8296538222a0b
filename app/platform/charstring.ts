/** A step of an outline as a font reader gives it; coordinates are in the font's units. */
export interface OutlineStep {
  command: "moveTo" | "lineTo" | "bezierCurveTo" | "quadraticCurveTo" | "closePath";
  args: readonly number[];
}

const op = { rlineto: 5, hlineto: 6, vlineto: 7, rrcurveto: 8, endchar: 14, rmoveto: 21 } as const;
const curve = { vv: 26, hh: 27, vh: 30, hv: 31 } as const;

/**
 * An outline as a Type 2 charstring without hints and subroutines. `width` is the difference to the font's nominal
 * width, or null for its default one. A font's own charstrings call subroutines by their place in tables of tens of
 * thousands, whose empty remains are most of a small subset.
 */
export function charstring(outline: readonly OutlineStep[], width: number | null): Uint8Array {
  const bytes: number[] = width === null ? [] : number(Math.round(width));
  let [x, y] = [0, 0];
  let start = [0, 0];
  let lines: number[][] = [];
  const flush = () => {
    bytes.push(...straight(lines));
    lines = [];
  };
  outline.forEach(({ command, args }, at) => {
    const points = args.map(Math.round);
    const by = (i: number, fromX: number, fromY: number) => [
      (points[i] ?? 0) - fromX,
      (points[i + 1] ?? 0) - fromY,
    ];
    const [toX = x, toY = y] = points.slice(-2);
    if (command === "moveTo") {
      flush();
      bytes.push(...by(0, x, y).flatMap(number), op.rmoveto);
      start = [toX, toY];
    } else if (command === "lineTo") {
      // A contour closes by itself.
      const last = outline[at + 1]?.command !== "lineTo" && outline[at + 1]?.command !== "bezierCurveTo";
      if (last && toX === start[0] && toY === start[1]) return;
      lines.push(by(0, x, y));
    } else if (command === "bezierCurveTo") {
      flush();
      const [ax = 0, ay = 0, bx = 0, by2 = 0] = points;
      bytes.push(...bent([...by(0, x, y), ...by(2, ax, ay), ...by(4, bx, by2)]));
    } else return;
    [x, y] = [toX, toY];
  });
  flush();
  return Uint8Array.from([...bytes, op.endchar]);
}

/** Lines one after the other: across and up by turns are a number each, others two. At most 48 numbers an operator. */
function straight(lines: readonly number[][]): number[] {
  const bytes: number[] = [];
  let at = 0;
  while (at < lines.length) {
    const level = (i: number) => (lines[i]?.[1] === 0 ? "h" : lines[i]?.[0] === 0 ? "v" : "");
    const first = level(at);
    let end = at + 1;
    if (first) {
      while (end < lines.length && end - at < 48 && level(end) && level(end) !== level(end - 1)) end++;
      const along = lines.slice(at, end).map(([dx = 0, dy = 0]) => (dy === 0 ? dx : dy));
      bytes.push(...along.flatMap(number), first === "h" ? op.hlineto : op.vlineto);
    } else {
      while (end < lines.length && end - at < 24 && !level(end)) end++;
      bytes.push(...lines.slice(at, end).flat().flatMap(number), op.rlineto);
    }
    at = end;
  }
  return bytes;
}

/** A curve whose ends go straight across or up needs four numbers instead of six. */
function bent([dx1 = 0, dy1 = 0, dx2 = 0, dy2 = 0, dx3 = 0, dy3 = 0]: readonly number[]): number[] {
  const say = (numbers: readonly number[], operator: number) => [...numbers.flatMap(number), operator];
  if (dy1 === 0 && dx3 === 0) return say([dx1, dx2, dy2, dy3], curve.hv);
  if (dx1 === 0 && dy3 === 0) return say([dy1, dx2, dy2, dx3], curve.vh);
  if (dy1 === 0 && dy3 === 0) return say([dx1, dx2, dy2, dx3], curve.hh);
  if (dx1 === 0 && dx3 === 0) return say([dy1, dx2, dy2, dy3], curve.vv);
  return say([dx1, dy1, dx2, dy2, dx3, dy3], op.rrcurveto);
}

function number(value: number): number[] {
  if (value >= -107 && value <= 107) return [value + 139];
  if (value >= 108 && value <= 1131) return [247 + ((value - 108) >> 8), (value - 108) & 255];
  if (value <= -108 && value >= -1131) return [251 + ((-value - 108) >> 8), (-value - 108) & 255];
  return [28, (value >> 8) & 255, value & 255];
}
