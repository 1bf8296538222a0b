/** What may be sent, told from the bytes alone. */
export const fileKinds = {
  pdf: { mime: "application/pdf", shown: false },
  docx: { mime: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", shown: false },
  xlsx: { mime: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", shown: false },
  pptx: {
    mime: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    shown: false,
  },
  csv: { mime: "text/csv", shown: false },
  zip: { mime: "application/zip", shown: false },
  jpg: { mime: "image/jpeg", shown: true },
  png: { mime: "image/png", shown: true },
  webp: { mime: "image/webp", shown: true },
  gif: { mime: "image/gif", shown: true },
  mp4: { mime: "video/mp4", shown: true },
  webm: { mime: "video/webm", shown: true },
  mp3: { mime: "audio/mpeg", shown: true },
  m4a: { mime: "audio/mp4", shown: true },
  ogg: { mime: "audio/ogg", shown: true },
  // Captions of a film.
  vtt: { mime: "text/vtt", shown: true },
} as const satisfies Record<string, { mime: string; shown: boolean }>;

export type FileKind = keyof typeof fileKinds;

const megabyte = 1024 * 1024;

/** What is sent for what, and how large a file may be in bytes. */
export const filePurposes = {
  document: { accept: ["pdf", "docx", "xlsx", "jpg", "png", "webp"], maxBytes: 20 * megabyte },
  import: { accept: ["xlsx", "csv"], maxBytes: 10 * megabyte },
  video: { accept: ["mp4", "webm"], maxBytes: 1024 * megabyte },
  audio: { accept: ["mp3", "m4a", "ogg"], maxBytes: 100 * megabyte },
  // What a lesson shows or gives; each kind has its own limit in `courses/rules/course-file.ts`.
  course: {
    accept: [
      ...(["jpg", "png", "webp", "gif", "mp4", "webm", "mp3", "m4a", "ogg"] as const),
      ...(["pdf", "docx", "xlsx", "pptx", "vtt"] as const),
    ],
    maxBytes: 300 * megabyte,
  },
  word: { accept: ["docx"], maxBytes: 20 * megabyte },
  /** A course in its file form. */
  package: { accept: ["zip"], maxBytes: 600 * megabyte },
} as const satisfies Record<string, { accept: readonly FileKind[]; maxBytes: number }>;

export type FilePurpose = keyof typeof filePurposes;

/** What a form has beside its files in bytes, at most: fields, headers and boundaries. */
export const formOverhead = megabyte;

/** The largest body in bytes of a form with one file. */
export function bodyOf(purpose: FilePurpose): number {
  return filePurposes[purpose].maxBytes + formOverhead;
}

/** Why a file is not taken. */
export type FileRefusal = "empty" | "too-large" | "type" | "unsafe" | "pixels" | "disk-full";

/** Whether a browser may show a stored type in the page; anything else it saves. */
export function isShown(mime: string): boolean {
  return Object.values(fileKinds).some((kind) => kind.mime === mime && kind.shown);
}
