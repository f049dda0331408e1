// Keeps the site for when there is no network. A file under a hashed name never changes and is taken from what is kept; the
// page itself is asked for anew each time, so that a newer site comes by itself, and its worker takes over at once.

const KEPT = "sciatica-atlas-$version";
const FIRST = $kept;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(FIRST)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const others = (names) => names.filter((name) => name.startsWith("sciatica-atlas-") && name !== KEPT);
  event.waitUntil(caches.keys().then((names) => Promise.all(others(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(self.registration.scope)) return;
  event.respondWith(request.mode === "navigate" ? newest(request) : kept(request));
});

async function newest(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match("./")) ?? Response.error();
  }
}

async function kept(request) {
  const found = await caches.match(request);
  if (found) return found;
  const answer = await fetch(request);
  const path = new URL(request.url).pathname;
  if (answer.ok && /\/(assets|edition|geometry)\//.test(path)) {
    const copy = answer.clone();
    caches.open(KEPT).then((cache) => cache.put(request, copy));
  }
  return answer;
}
