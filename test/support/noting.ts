import { openDatabase } from '../../src/store/database.ts'
import { looksIn } from '../../src/store/looks.ts'

/** Notes looks for ever, several askers at once, and prints what each was of as soon as it is told that it is kept. Run as a process of its own. */
const [, , url = '', run = ''] = process.argv
const looks = looksIn(openDatabase(url, 'unfolding_looks'))
const person = '00000000-0000-4000-8000-000000000001'

async function asker(name: string): Promise<void> {
  for (let i = 0; ; i += 1) {
    const what = `${run} ${name} ${i}`
    await looks.note([{ person, at: new Date().toISOString(), by: { sub: name, role: 'reviewer' }, what, why: 'area' }])
    process.stdout.write(`${what}\n`)
  }
}
await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(asker))
