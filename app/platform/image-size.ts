import type { FileKind } from "./file-kinds";

export interface ImageSize {
  width: number;
  height: number;
}

/** Width and height as the head of an image states them; null when it states none. `head` is its first bytes. */
export function imageSize(kind: FileKind, head: Uint8Array): ImageSize | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  try {
    if (kind === "png") return pngSize(view);
    if (kind === "jpg") return jpegSize(view);
    if (kind === "webp") return webpSize(view);
    if (kind === "gif") return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // the bytes end before the size is told
  }
  return null;
}

function text(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
}

function pngSize(view: DataView): ImageSize | null {
  return text(view, 12) === "IHDR" ? { width: view.getUint32(16), height: view.getUint32(20) } : null;
}

/** Walks the segments to the frame header: SOF0 to SOF15 without DHT, JPG and DAC. */
function jpegSize(view: DataView): ImageSize | null {
  let at = 2;
  while (view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at += 1;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    else if (marker === 0xda || marker === 0xd9) return null;
    else at += 2 + view.getUint16(at + 2);
  }
  return null;
}

function webpSize(view: DataView): ImageSize | null {
  const chunk = text(view, 12);
  if (chunk === "VP8X") return { width: 1 + int24(view, 24), height: 1 + int24(view, 27) };
  if (chunk === "VP8L") {
    const bits = view.getUint32(21, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  if (chunk === "VP8 ")
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  return null;
}

function int24(view: DataView, at: number): number {
  return view.getUint8(at) | (view.getUint8(at + 1) << 8) | (view.getUint8(at + 2) << 16);
}
