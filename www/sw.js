/**
 * Keeps the demo for offline use: one visit is enough for the page, its modules and styles, and the launcher of the
 * assistant; the engine and its model are kept once the chat was opened. What belongs together is found by following the
 * addresses in the files themselves, so that there is no list to keep. It never touches the API.
 */

const CACHE = "erp-demo-1";
/** The page's own files must all be there; the package may be missing, as in a checkout that was not built. */
const PAGES = ["/", "/dashboard"];
const PACKAGE = "/erp-chat/erp-chat-element-define.js";
/** The browser keeps the worker itself. */
const WORKER = self.location.pathname;
/** Never kept: the answers of the backend. */
const LIVE = ["/api/", "/v1/", "/healthz", "/readyz"];
/** The engine and its model, which nobody downloads who does not chat. */
const HEAVY = /\.(?:wasm|bundle)$/;
/** After this time without an answer, what was kept will do. */
const PATIENCE_MS = 4000;

/** Addresses inside a file: quoted paths with an ending that a page can load. */
const ADDRESS = /["'`]((?:\.{1,2})?\/[\w./-]+\.(?:js|css|svg|wasm|bundle))["'`]/g;
const READABLE = /\.(?:js|css)$|^\/(?:dashboard)?$/;

self.addEventListener("install", (event) => {
  event.waitUntil(keepAll().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOthers().then(() => self.clients.claim()));
});

/** The page says that the chat was opened. */
self.addEventListener("message", (event) => {
  if (event.data === "keep-engine") event.waitUntil(keepEngine());
});

self.addEventListener("fetch", (event) => {
  if (isShell(event.request)) event.respondWith(answer(event));
});

async function keepAll() {
  const cache = await caches.open(CACHE);
  const walk = { seen: new Set([WORKER]), isWanted: (path) => !HEAVY.test(path) };
  await Promise.all([...PAGES, PACKAGE].map((path) => keep(cache, path, walk)));
}

/** Most of it is there already, because the page has fetched it through this worker. */
async function keepEngine() {
  const cache = await caches.open(CACHE);
  const isMissing = async (path) => !HEAVY.test(path) || !(await cache.match(path));
  await keep(cache, PACKAGE, { seen: new Set([WORKER]), isWanted: isMissing });
}

/** Keeps a file and all that it names, each once, as far as it is wanted. */
async function keep(cache, path, walk) {
  if (walk.seen.has(path)) return;
  walk.seen.add(path);
  if (!(await walk.isWanted(path))) return;
  const response = await fetch(path, { cache: "no-cache" }).catch(() => null);
  if (!response?.ok) return missing(path);
  await cache.put(path, response.clone());
  if (!READABLE.test(path)) return;
  const text = await response.text();
  await Promise.all(addresses(text, path).map((other) => keep(cache, other, walk)));
}

function missing(path) {
  if (!path.startsWith("/erp-chat/")) throw new Error(`${path} is missing`);
}

/** The paths of this origin that a text names, relative to its own. */
function addresses(text, path) {
  const base = new URL(path, self.location.origin);
  return [...text.matchAll(ADDRESS)].map(([, found]) => new URL(found, base).pathname);
}

async function dropOthers() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("erp-demo-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

function isShell({ method, url }) {
  const { origin, pathname } = new URL(url);
  return method === "GET" && origin === self.location.origin && !LIVE.some((prefix) => pathname.startsWith(prefix));
}

/** The network first, so that a new version is seen at once; what was kept when the network fails or is slow. */
async function answer(event) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(keyOf(event.request));
  const fresh = fetch(event.request).then((response) => {
    if (response.ok && response.type === "basic") event.waitUntil(cache.put(keyOf(event.request), response.clone()));
    return response;
  });
  if (!kept) return fresh;
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, kept));
  return Promise.race([fresh.catch(() => kept), late]);
}

/** A page is the same whatever its query is, and by all its names. */
function keyOf({ url }) {
  const { pathname } = new URL(url);
  return pathname.replace(/\/index\.html$/, "/").replace(/\.html$/, "");
}
