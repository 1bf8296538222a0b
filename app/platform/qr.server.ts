import { encode } from "uqr";

export interface QrCode {
  /** The dark modules as the data of an SVG path, in a square of `size` units with its quiet zone. */
  path: string;
  size: number;
}

export function qrCode(text: string): QrCode {
  const { data, size } = encode(text, { ecc: "M", border: 4 });
  // A piece for each run of dark modules: a page of slips has hundreds of codes.
  const runs = (row: boolean[], y: number) =>
    [
      ...row
        .map((dark) => (dark ? "#" : " "))
        .join("")
        .matchAll(/#+/g),
    ].map(({ index, 0: { length } }) => `M${index} ${y}h${length}v1h-${length}z`);
  const path = data.flatMap(runs).join("");
  return { path, size };
}
