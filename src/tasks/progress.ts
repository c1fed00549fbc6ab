/** How wide the bar is, in characters. */
const width = 30

/** Shows on standard error how far something long has come: a bar in a terminal, a line every tenth elsewhere. */
export function progressBar(what: string, unit: string, now: () => number = Date.now) {
  const began = now()
  const terminal = process.stderr.isTTY === true
  let shown = -1
  return {
    at(done: number, of: number): void {
      const share = of === 0 ? 1 : Math.min(1, done / of)
      const step = Math.floor(share * (terminal ? 200 : 10))
      if (step === shown) return
      shown = step
      const seconds = Math.max(0.001, (now() - began) / 1000)
      const rate = Math.round(done / seconds)
      const left = rate > 0 ? Math.ceil((of - done) / rate) : 0
      const bar = '█'.repeat(Math.round(share * width)).padEnd(width, '░')
      const text = `${what} ${bar} ${done.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')} ${unit}, ${rate.toLocaleString('en-GB')} a second, ${left} s left`
      process.stderr.write(terminal ? `\r${text}\x1b[K${share === 1 ? '\n' : ''}` : `${text}\n`)
    },
  }
}
