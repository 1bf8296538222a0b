import { constants, inflate } from "node:zlib";
import { promisify } from "node:util";

const inflated = promisify(inflate);
const mostUnpacked = 64 * 1024 * 1024;

/** Names under which a PDF carries a program, another file or something locked. */
const anywhere = /\/(JavaScript|Launch|EmbeddedFiles?|RichMedia|GoToE)(?![A-Za-z0-9])/;
/** Short names, which the packed bytes of a picture may contain by chance. */
const outside = /\/(JS|Encrypt)(?![A-Za-z0-9])/;

/**
 * Whether a PDF is a document and nothing more. Names may be written with escapes (`/J#61vaScript`), and objects lie in
 * packed streams: both are undone first. One that is locked or packed in a way that is not undone here is not safe.
 */
export async function isSafePdf(bytes: Buffer): Promise<boolean> {
  const text = bytes.toString("latin1");
  if (!text.slice(-2048).includes("%%EOF")) return false;
  if (anywhere.test(named(text))) return false;
  let left = mostUnpacked;
  let at = 0;
  for (;;) {
    const start = text.indexOf("stream", at);
    const plain = named(text.slice(at, start < 0 ? undefined : start));
    if (outside.test(plain)) return false;
    if (start < 0) return true;
    const end = text.indexOf("endstream", start + 6);
    if (end < 0) return false;
    if (/\/ObjStm(?![A-Za-z0-9])/.test(plain.slice(Math.max(0, plain.lastIndexOf(" obj"))))) {
      const objects = /\/Predictor|\/Crypt/.test(plain)
        ? null
        : await unpacked(bytes, start + 6, end, plain, left);
      if (objects === null || anywhere.test(objects) || outside.test(objects)) return false;
      left -= objects.length;
    }
    at = end + 9;
  }
}

/** The text with the escapes of its names undone. */
function named(text: string): string {
  return text.replace(/#([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

async function unpacked(
  bytes: Buffer,
  start: number,
  end: number,
  dictionary: string,
  maxOutputLength: number,
): Promise<string | null> {
  // The bytes begin after the end of the line that says "stream".
  const from = start + (bytes[start] === 0x0d ? 1 : 0);
  const body = bytes.subarray(bytes[from] === 0x0a ? from + 1 : from, end);
  if (!dictionary.includes("/Filter")) return named(body.toString("latin1"));
  if (maxOutputLength <= 0) return null;
  const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength };
  return inflated(body, options).then(
    (objects) => named(objects.toString("latin1")),
    () => null,
  );
}
