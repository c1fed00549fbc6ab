// Keeps the page for logging on the device, so that it opens without a network. It tells of nobody; what is somebody's is sealed elsewhere.

/** What is kept, and under which name: another one whenever any of it changes. Said above this script by whoever serves it. */
declare const keeps: { name: string; page: string; files: string[] }

/** How long the network may take, in milliseconds: one that is hardly there is none. */
const answersWithin = 3_000

interface Happening extends Event {
  waitUntil(work: Promise<unknown>): void
  request: Request
  respondWith(answer: Promise<Response>): void
}

const here = self as unknown as {
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
  addEventListener(kind: string, listener: (happening: Happening) => void): void
}

here.addEventListener('install', (happening) =>
  happening.waitUntil(
    caches
      .open(keeps.name)
      .then((kept) => kept.addAll([keeps.page, ...keeps.files]))
      .then(() => here.skipWaiting()),
  ),
)

here.addEventListener('activate', (happening) =>
  happening.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== keeps.name).map((name) => caches.delete(name))))
      .then(() => here.clients.claim()),
  ),
)

here.addEventListener('fetch', (happening) => {
  const { request } = happening
  const { pathname } = new URL(request.url)
  if (request.method !== 'GET') return
  if (keeps.files.includes(pathname)) happening.respondWith(kept(request, pathname))
  else if (pathname === keeps.page) happening.respondWith(pageFor(request))
  else if (request.mode === 'navigate' && /^\/my-people(\/|$)/.test(pathname))
    happening.respondWith(fetch(request).catch(() => Response.redirect(instead(pathname))))
})

/** As the service has it; where it is out of reach, too slow or too busy, as it is kept. */
async function pageFor(request: Request): Promise<Response> {
  const answer = await fetch(request, { signal: AbortSignal.timeout(answersWithin) }).catch(() => undefined)
  return answer?.ok ? answer : kept(request, keeps.page)
}

async function kept(request: Request, path: string): Promise<Response> {
  return (await caches.match(path)) ?? fetch(request)
}

/** Where there is no network, a page of somebody is the one for logging a conversation with them. */
function instead(pathname: string): string {
  const [, person] = /^\/my-people\/([0-9a-f-]{36})(\/|$)/.exec(pathname) ?? []
  return person === undefined ? keeps.page : `${keeps.page}?person=${person}`
}
