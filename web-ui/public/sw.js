// The service worker. It does one thing: while the server cannot be reached, a page that is opened says so. It keeps
// nothing else, so that a new release is there at the next load.
const CACHE = 'offline-1';
const PAGE = '/offline.html';

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([PAGE, '/offline.css', '/icon.svg'])));
  self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
      // The page need not wait until this worker has started.
      await self.registration.navigationPreload?.enable();
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('fetch', (event) => {
  const { request, preloadResponse } = event;
  if (request.mode === 'navigate') event.respondWith(page(request, preloadResponse));
  else if (isOfOfflinePage(request)) event.respondWith(orCached(request));
});

async function page(request, preloaded) {
  try {
    return (await preloaded) ?? (await fetch(request));
  } catch {
    return (await caches.match(PAGE)) ?? Response.error();
  }
}

function isOfOfflinePage({ url }) {
  const { origin, pathname } = new URL(url);
  return origin === self.location.origin && (pathname === '/offline.css' || pathname === '/icon.svg');
}

async function orCached(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(request)) ?? Response.error();
  }
}
