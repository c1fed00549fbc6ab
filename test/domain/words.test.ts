import { readFileSync } from 'node:fs'
import t from 'tap'
import { storyKinds } from '../../src/domain/catalogue.ts'
import { lifeArea } from '../../src/domain/lists.ts'
import { placeEntries } from '../../src/domain/place.ts'

const words = readFileSync(new URL('../../docs/words.md', import.meta.url), 'utf8')

t.test('the glossary has a sentence for every kind of entry, and for none that is not', async (t) => {
  const explained = [...words.matchAll(/^\| `([A-Z]\w+)` \| .+\. \|$/gm)].map(([, type]) => type)
  const all = new Set<string>([...storyKinds, ...placeEntries].map(({ type }) => type))
  t.same(explained.sort(), [...all].sort())
})

t.test('the glossary finds a place in the Care Act for every life area', async (t) => {
  const rows = words.split('\n').filter((line) => /^\| \([a-i]\)/.test(line))
  t.equal(rows.length, 9, 'nine areas of wellbeing')
  for (const area of lifeArea)
    t.ok(
      rows.some((row) => row.includes(`\`${area}\``)),
      area,
    )
})
