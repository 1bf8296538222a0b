// @ts-nocheck
// Serves downloaded courses when there is no network, and a page that says so for everything else. Courses are put into
// their caches by the page (app/features/courses/offline/download.ts), one cache for each person, course and edition.
// It answers page views and their files only; nothing else that belongs to a person is kept, and no POST.

const shell = "nuanxin-shell-1";
const courses = "nuanxin-course:";
const fallback = "/offline";
/** A network that takes longer than this is none, where there is a copy. */
const patienceMs = 4000;

self.addEventListener("install", (event) => {
  event.waitUntil(keepShell().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    dropCaches((name) => name.startsWith("nuanxin-shell-") && name !== shell).then(() =>
      self.clients.claim(),
    ),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  // What was downloaded is of the person who signs out.
  if (request.method === "POST" && /^\/logout(\.data)?$/.test(url.pathname)) {
    event.waitUntil(dropCaches((name) => name.startsWith(courses)));
  }
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(event, url));
  else if (/^\/assets\/|^\/courses\/[^/]+\/files\/|^\/favicon\.svg$/.test(url.pathname)) {
    event.respondWith(file(request));
  }
});

async function keepShell() {
  const answer = await fetch(fallback, { cache: "reload" });
  if (!answer.ok) throw new Error("the page without a network is not there");
  const markup = await answer.clone().text();
  const cache = await caches.open(shell);
  await cache.put(fallback, answer);
  const files = Array.from(markup.matchAll(/href="(\/assets\/[^"]+|\/favicon\.svg)"/g), (match) => match[1]);
  await cache.addAll(files);
}

async function dropCaches(which) {
  const names = await caches.keys();
  await Promise.all(names.filter(which).map((name) => caches.delete(name)));
}

async function page(event, url) {
  const copy = await copyOf(url.pathname);
  const asked = fetch(event.request);
  if (!copy) return asked.catch(noNetwork);
  event.waitUntil(asked.then((answer) => renew(copy.name, url.pathname, answer.clone())).catch(() => {}));
  const late = new Promise((resolve) => setTimeout(() => resolve(copy.answer), patienceMs));
  return Promise.race([asked, late]).catch(() => copy.answer);
}

/** A page that was read online is the newer copy, if it is still the same person's. */
async function renew(name, path, answer) {
  const person = name.split(":")[1];
  const reader = answer.headers.get("X-Nuanxin-Reader");
  if (reader !== null && reader !== person) {
    return dropCaches((each) => each.startsWith(courses) && each.split(":")[1] !== reader);
  }
  if (answer.ok && !answer.redirected && reader === person && (await caches.has(name))) {
    const cache = await caches.open(name);
    // After a release a page names other styles and scripts, in a newer version other pictures: without them the copy
    // from before is the better one.
    for (const file of filesOf(await answer.clone().text(), path)) {
      if (!(await cache.match(file, { ignoreVary: true }))) await cache.add(file);
    }
    await cache.put(path, answer);
  }
}

/** Styles, scripts and pictures of a lesson's page, as it names them. */
function filesOf(markup, path) {
  const named = markup.matchAll(/(?:src|href)="(\/assets\/[^"]+)"|<img\b[^>]*\ssrc="([^"]+)"/g);
  return Array.from(named, ([, asset, picture]) => new URL(asset || picture, location.origin + path))
    .filter(({ origin }) => origin === location.origin)
    .map(({ pathname }) => pathname);
}

async function copyOf(path) {
  for (const name of await caches.keys()) {
    if (!name.startsWith(courses)) continue;
    const answer = await (await caches.open(name)).match(path, { ignoreVary: true });
    if (answer) return { name, answer };
  }
  return null;
}

/** A file of a name never changes: what is here need not be asked for. */
async function file(request) {
  return (await caches.match(request.url, { ignoreVary: true })) || fetch(request);
}

/** The page that says so, with the courses that can be read. */
async function noNetwork() {
  const kept = await caches.match(fallback, { ignoreVary: true });
  if (!kept) return Response.error();
  const markup = await kept.text();
  const rows = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith(courses)) continue;
    const about = await (await caches.open(name)).match("/offline/about");
    if (!about) continue;
    const { slug, title } = await about.json();
    rows.push(`<li><a class="go" href="/courses/${slug}">${escaped(title)}</a></li>`);
  }
  const headers = new Headers(kept.headers);
  headers.delete("Content-Length");
  headers.delete("Content-Encoding");
  const body =
    rows.length === 0 ? markup : markup.replace(/<!--courses-->[^]*<!--\/courses-->/, rows.join(""));
  return new Response(body, { status: 503, headers });
}

function escaped(text) {
  return String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
