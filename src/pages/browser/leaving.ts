import { closeShelf } from './device.ts'

// On every page: whoever signs out leaves nothing behind that can be read. Signing out waits for nothing; where it leads to, it is made sure of.

for (const form of document.querySelectorAll('form[action="/leave"]')) form.addEventListener('submit', () => void close())

const here = new URL(location.href)
if (here.searchParams.has('left')) {
  await close()
  here.searchParams.delete('left')
  history.replaceState(null, '', here)
}

/** A browser that keeps nothing has nothing to be closed. */
function close(): Promise<void> {
  return closeShelf().catch(() => {})
}
