"use strict";
/* Keeps the frame and the program of a screen, so that it starts without the network. */
const kept = {{ kept|safe }};
const cacheName = `program-${kept.kind}-${kept.version}`;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(cacheName).then((cache) => cache.addAll(kept.files)).then(() => self.skipWaiting())
  );
});

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name.startsWith(`program-${kept.kind}-`) && name !== cacheName) await caches.delete(name);
  }
  await self.clients.claim();
}
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function frame(request) {
  const cache = await caches.open(`frame-${kept.kind}`);
  const key = new URL(request.url).pathname;
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(key, answer.clone());
    if (answer.status === 404) await cache.delete(key);
    if (answer.status < 500) return answer;
  } catch (error) {
    /* No network: what was kept. */
  }
  return (await cache.match(key)) || Response.error();
}

async function file(request) {
  return (await caches.match(request, { ignoreVary: true })) || fetch(request);
}

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(frame(event.request));
  else if (address.pathname.startsWith("/static/")) event.respondWith(file(event.request));
});
