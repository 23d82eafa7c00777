// Serves a page without network. EDITION stands above: {version, home, pages: {vi, en}, files: [...]}.
"use strict";

const OURS = "khue" + EDITION.home.replaceAll("/", "-") + "-";
const CACHE = OURS + EDITION.version;
const CHOICE = OURS + "choice";

self.addEventListener("install", event => event.waitUntil(fill()));
self.addEventListener("activate", event => event.waitUntil(takeOver()));
self.addEventListener("message", event => event.waitUntil(told(event.data)));
self.addEventListener("fetch", event => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  // Others begin with the scope too, as "/verify" does, and are nothing of ours.
  if (address.pathname === EDITION.home) event.respondWith(page(event.request, address));
  else if (EDITION.files.includes(address.pathname)) event.respondWith(file(event.request));
});

/** All or nothing: a page that is kept in part is no page. Nobody's cookies are sent, so that nobody's name is kept. */
async function fill() {
  const cache = await caches.open(CACHE);
  const all = [...Object.values(EDITION.pages), ...EDITION.files];
  await Promise.all(all.map(async path => {
    const answer = await fetch(path, { credentials: "omit" });
    if (!answer.ok) throw new Error(path + ": " + answer.status);
    await cache.put(path, answer);
  }));
}

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name.startsWith(OURS) && name !== CACHE && name !== CHOICE) await caches.delete(name);
  }
  await self.clients.claim();
}

async function told({ kind, language }) {
  if (kind === "activate") await self.skipWaiting();
  if (kind === "language" && language in EDITION.pages) await (await caches.open(CHOICE)).put("/language", new Response(language));
}

async function page(request, address) {
  const asked = address.searchParams.get("lang");
  if (asked in EDITION.pages) await told({ kind: "language", language: asked });
  const chosen = await (await (await caches.open(CHOICE)).match("/language"))?.text() ?? "vi";
  const cache = await caches.open(CACHE);
  return await cache.match(EDITION.pages[chosen]) ?? fetch(request);
}

async function file(request) {
  return await (await caches.open(CACHE)).match(request, { ignoreVary: true }) ?? fetch(request);
}
