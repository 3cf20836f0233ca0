// The files of this folder, from the network when there is one, else as they were last. It keeps files, never data: the
// page sends none.

const CACHE = "regulars-1";
const FILES = ["./", "index.html", "regulars.html", "element.html", "frame.html", "form-tool.html", "form-tool.js", "board.global.js", "install.js", "manifest.webmanifest", "icon.svg"];

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES))));

addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("regulars-") && name !== CACHE);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))));
});

addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method !== "GET" || !url.startsWith(registration.scope)) return;
  event.respondWith(fresh(event.request).catch(() => caches.match(event.request, { ignoreSearch: true })));
});

async function fresh(request) {
  const response = await fetch(request);
  if (response.ok) {
    const cache = await caches.open(CACHE);
    // Without the query: it names the host of a frame, not another file.
    await cache.put(new URL(request.url).pathname, response.clone());
  }
  return response;
}
