import { encode } from "uqr";

export interface QrCode {
  /** The dark modules as the data of an SVG path, in a square of `size` units with its quiet zone. */
  path: string;
  size: number;
}

export function qrCode(text: string): QrCode {
  const { data, size } = encode(text, { ecc: "M", border: 4 });
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])))
    .join("");
  return { path, size };
}
