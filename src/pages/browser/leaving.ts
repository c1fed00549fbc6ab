import { closeShelf, closeShelfOfOthers } from './device.ts'

// On every page: whoever signs out leaves nothing behind that can be read, nor does whoever was here before somebody else signed in. Signing out waits for nothing; where it leads to, it is made sure of.

for (const form of document.querySelectorAll('form[action="/leave"]')) form.addEventListener('submit', () => void close())

const here = new URL(location.href)
const worker = document.querySelector<HTMLMetaElement>('meta[name=worker]')?.content
if (worker !== undefined) await closeShelfOfOthers(worker).catch(() => {})
else if (here.pathname === '/' && here.searchParams.has('left')) {
  await close()
  history.replaceState(null, '', '/')
}

/** A browser that keeps nothing has nothing to be closed. */
function close(): Promise<void> {
  return closeShelf().catch(() => {})
}
