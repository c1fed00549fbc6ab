import type { Page } from 'playwright-core'

/** Where somebody wants to look at it: PAGES_SHOTS names the folder. */
export async function shoot(page: Page, name: string): Promise<void> {
  const { PAGES_SHOTS: shots } = process.env
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
}

/** All that the device keeps, as text: what is binary letter by letter. */
export async function keptOn(page: Page): Promise<string> {
  return page.evaluate(`(async () => {
    const answered = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result) })
    const inLetters = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? new TextDecoder('latin1').decode(value) : value
    const found = []
    const database = await answered(indexedDB.open('unfolding'))
    for (const name of database.objectStoreNames) {
      const store = database.transaction(name).objectStore(name)
      const rows = [await answered(store.getAll()), await answered(store.getAllKeys())]
      found.push(name, JSON.stringify(rows, (_name, value) => inLetters(value)))
    }
    for (const name of await caches.keys()) {
      const kept = await caches.open(name)
      for (const request of await kept.keys()) found.push(await (await kept.match(request)).text())
    }
    return found.join('\\n')
  })()`)
}
