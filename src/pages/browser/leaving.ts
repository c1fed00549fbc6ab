import { closeShelf } from './device.ts'

// On every page: whoever signs out leaves nothing behind that can be read.

for (const form of document.querySelectorAll<HTMLFormElement>('form[action="/leave"]')) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    await closeShelf().finally(() => form.submit())
  })
}
