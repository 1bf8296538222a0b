/** Names and sizes of a course's files. A name is an address in every browser and every archive: `[a-z0-9._-]`. */

export const courseFileShape = /^[a-z0-9][a-z0-9_-]*\.[a-z0-9]{1,5}$/;
export const longestFileName = 80;

/** Kinds as `platform/file-kinds` calls them, by what they are in a lesson. */
export const courseFileGroups = {
  picture: ["jpg", "png", "webp", "gif"],
  film: ["mp4", "webm"],
  sound: ["mp3", "m4a", "ogg"],
  document: ["pdf", "docx", "xlsx", "pptx"],
  captions: ["vtt"],
} as const;
export type CourseFileGroup = keyof typeof courseFileGroups;
export type CourseFileKind = (typeof courseFileGroups)[CourseFileGroup][number];

const megabyte = 1024 * 1024;
/** How large each may be, in megabytes. */
export const courseFileMegabytes: Record<CourseFileGroup, number> = {
  picture: 5,
  film: 300,
  sound: 50,
  document: 20,
  captions: 1,
};

export function courseFileGroup(kind: string): CourseFileGroup | null {
  const found = Object.entries(courseFileGroups).find(([, kinds]) =>
    (kinds as readonly string[]).includes(kind),
  );
  return found ? (found[0] as CourseFileGroup) : null;
}

export function isTooLarge(group: CourseFileGroup, bytes: number): boolean {
  return bytes > courseFileMegabytes[group] * megabyte;
}

/** The group of a file by its name's ending; null for endings that no course file has. */
export function groupByName(name: string): CourseFileGroup | null {
  const ending = name.slice(name.lastIndexOf(".") + 1);
  return courseFileGroup(ending === "jpeg" ? "jpg" : ending === "oga" ? "ogg" : ending);
}

/** "门口 Photo (1).JPG" → "photo-1.jpg"; a name without Latin letters becomes "picture.jpg", "document.docx", … */
export function courseFileName(given: string, kind: string): string {
  const group = courseFileGroup(kind) ?? "document";
  const stem = given
    .replace(/\.[a-z0-9]{1,5}$/i, "")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, "-")
    .replace(/^[-_]+|[-_]+$/g, "")
    .slice(0, longestFileName - 10)
    .replace(/[-_]+$/, "");
  return `${stem || group}.${kind}`;
}

/** The wanted name, or the first of "a-2.png", "a-3.png", … that is free: a name is given once. */
export function freeFileName(wanted: string, isTaken: (name: string) => boolean): string {
  const dot = wanted.lastIndexOf(".");
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted.slice(0, dot)}-${n}${wanted.slice(dot)}`;
    if (!isTaken(name)) return name;
  }
}

/** The files that a text mentions as `files/<name>`, whether or not it compiles: rather one too many. */
export function mentionedFiles(source: string): Set<string> {
  const found = new Set<string>();
  for (const [, raw = ""] of source.matchAll(/files\/([^\s"'<>()[\]{}\\`]+)/g)) {
    for (const text of [raw, decoded(raw)]) {
      const name = /^[a-z0-9][a-z0-9_-]*\.[a-z0-9]{1,5}/.exec(text)?.[0];
      if (name) found.add(name);
    }
  }
  return found;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What to paste into a lesson to show the file. `title` is what readers hear or see in its place. */
export function snippetOf(name: string, title: string): string {
  const group = groupByName(name);
  const text = title.replace(/["<>{}\\[\]]/g, "");
  if (group === "film") return `<Video src="files/${name}" title="${text}" />`;
  if (group === "sound") return `<Audio src="files/${name}" title="${text}" />`;
  if (group === "picture") return `![${text}](files/${name})`;
  if (group === "captions") return `captions="files/${name}"`;
  return `<Download src="files/${name}" title="${text}" />`;
}
