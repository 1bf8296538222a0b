/** One cache for each person, course and edition: `public/service-worker.js` serves from it. */
const prefix = "nuanxin-course:";
const aboutPlace = "/offline/about";

/** A course as it can be downloaded. */
export interface Download {
  person: string;
  slug: string;
  title: string;
  /** Changes when any of its lessons has another version for this person. */
  edition: string;
  lessons: string[];
}

export interface Downloaded {
  slug: string;
  title: string;
  edition: string;
  bytes: number;
}

/** Whether this browser can keep pages and serve them without a network. */
export const canDownload = () => "serviceWorker" in navigator && "caches" in window;

export const registerWorker = () => navigator.serviceWorker.register("/service-worker.js");

/** What is here of a course, or null. */
export async function downloaded({
  person,
  slug,
}: Pick<Download, "person" | "slug">): Promise<Downloaded | null> {
  for (const name of await own(person, slug)) {
    const about = await (await caches.open(name)).match(aboutPlace);
    if (about) return (await about.json()) as Downloaded;
  }
  return null;
}

/** Keeps the pages of a course with what they show and run; `told` hears how many are here. Rejects, leaving nothing. */
export async function download(
  course: Download,
  told: (done: number, of: number) => void,
): Promise<Downloaded> {
  const { person, slug, title, edition, lessons } = course;
  await registerWorker();
  const before = await own(person, slug);
  // Beside the one that is here: a network that ends in the middle leaves that one as it was.
  const name = `${prefix}${person}:${slug}:${edition}.${Date.now()}`;
  const cache = await caches.open(name);
  let bytes = 0;
  try {
    const files = new Set(scriptsOfThisPage());
    const keep = async (path: string) => {
      const answer = await fetch(path, { headers: { "X-Nuanxin-Background": "1" } });
      if (!answer.ok || answer.redirected) throw new Error(`${path}: ${answer.status}`);
      const copy = answer.clone();
      bytes += (await answer.blob()).size;
      await cache.put(path, copy);
    };
    const pages = [`/courses/${slug}`, ...lessons.map((lesson) => `/courses/${slug}/${lesson}`)];
    for (const [index, path] of pages.entries()) {
      told(index, pages.length);
      await keep(path);
      const markup = await (await cache.match(path, { ignoreVary: true }))?.text();
      for (const file of filesOf(markup ?? "", path)) files.add(file);
    }
    for (const file of Array.from(files)) await keep(file);
    const about: Downloaded = { slug, title, edition, bytes };
    await cache.put(aboutPlace, new Response(JSON.stringify(about)));
    await Promise.all(before.map((old) => caches.delete(old)));
    return about;
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
}

export async function removeDownload(person: string, slug: string): Promise<void> {
  await Promise.all((await own(person, slug)).map((name) => caches.delete(name)));
}

/** What others downloaded on this device goes when somebody else signs in. */
export async function dropDownloadsOfOthers(person: string): Promise<void> {
  if (!("caches" in window)) return;
  const others = (await caches.keys()).filter(
    (name) => name.indexOf(prefix) === 0 && name.indexOf(`${prefix}${person}:`) !== 0,
  );
  await Promise.all(others.map((name) => caches.delete(name)));
}

async function own(person: string, slug: string): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.indexOf(`${prefix}${person}:${slug}:`) === 0);
}

/** Pictures, styles and scripts of a page; films and sound are too large to come along. */
function filesOf(markup: string, path: string): string[] {
  const page = new DOMParser().parseFromString(markup, "text/html");
  const wanted = "img[src], script[src], link[rel=stylesheet], link[rel=modulepreload], link[rel=icon]";
  return Array.from(page.querySelectorAll(wanted)).flatMap((element) => {
    const address = element.getAttribute("src") ?? element.getAttribute("href") ?? "";
    const url = new URL(address, new URL(path, location.origin));
    return url.origin === location.origin ? [url.pathname] : [];
  });
}

/** The course page runs these, among them the texts of its language, which no tag names. */
function scriptsOfThisPage(): string[] {
  return performance
    .getEntriesByType("resource")
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && /^\/assets\/.*\.js$/.test(pathname))
    .map(({ pathname }) => pathname);
}
