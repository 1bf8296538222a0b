/**
 * The number of a course certificate: "NX26-7K3F-9QXM". Two digits of the year, then eight signs drawn by chance (one
 * of 850,000,000,000), without 0, O, 1, I and L, which are mistaken for each other on paper.
 */
export const version = "courses.certificate-number@1";

const signs = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const shape = new RegExp(`^NX(\\d\\d)([${signs}]{4})([${signs}]{4})$`);

/** `random`: eight bytes, far more than a number holds, so that all numbers are as likely. */
export function certificateNumber(year: number, random: Uint8Array): string {
  let left = random.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const drawn = Array.from({ length: 8 }, () => {
    const sign = signs.charAt(Number(left % 31n));
    left /= 31n;
    return sign;
  }).join("");
  return `NX${String(year % 100).padStart(2, "0")}-${drawn.slice(0, 4)}-${drawn.slice(4)}`;
}

/** The number that somebody typed, however spaced, hyphened or in small letters; null when it can be none. */
export function readCertificateNumber(typed: string): string | null {
  const plain = typed
    .normalize("NFKC")
    .replace(/[\s\p{Pd}\p{Cf}−·._]/gu, "")
    .toUpperCase();
  const [, year, first, last] = shape.exec(plain) ?? [];
  return year === undefined ? null : `NX${year}-${first}-${last}`;
}
