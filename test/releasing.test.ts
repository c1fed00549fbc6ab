import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { areaCounts } from '../projections/area-counts.ts'
import { treeOf } from '../src/domain/area.ts'
import { releaseApart } from '../src/releasing/apart.ts'
import { areasIn, withDefaultAreas } from '../src/store/areas.ts'
import { takeAll, withPeopleMet } from './support/projecting.ts'

/** Ten people met in Quayside in June 2026, counted, and how releases of it are made in a thread of their own. */
async function withReleases(t: Pick<Test, 'teardown'>) {
  const needs = await withPeopleMet(t, ...Array.from({ length: 10 }, (_, i) => `Ana ${i}`))
  await withDefaultAreas(needs.owner)
  await takeAll(needs, areaCounts)
  const made: string[] = []
  const ending = new AbortController()
  const asked = {
    url: needs.database.serviceUrl,
    areas: treeOf([...(await areasIn(needs.people)).areas.values()]),
    month: '2026-09',
    head: () => needs.record.head(),
    made: (edition: string) => void made.push(edition),
    signal: ending.signal,
  }
  /** What stands for the number of those who were met in the county in June: in a county of ten nothing is shown. */
  const standing = async () => {
    const { rows } = await sql<{ symbol: number }>`
      select symbol from area_symbol_v1
      where measure = 'people-met' and dim = '' and area = 'X10000001' and period = '2026-06'`.execute(needs.owner)
    return rows.map(({ symbol }) => symbol)
  }
  return { needs, asked, made, ending, standing }
}

t.test('in a thread of its own every edition is made that there can be, and none twice', async (t) => {
  const { needs, asked, made, standing } = await withReleases(t)
  await releaseApart(needs.db, asked)
  t.same(made, ['2026-06', '2026-07', '2026-08'])
  t.same(await standing(), [10])
  await releaseApart(needs.db, asked)
  t.equal(made.length, 3)
})

t.test('none is made before everything on the record is counted, as it is when the thread asks', async (t) => {
  const { needs, asked, made } = await withReleases(t)
  let times = 0
  const head = async () => {
    times += 1
    if (times === 2) await needs.meet('Ben')
    return needs.record.head()
  }
  await releaseApart(needs.db, { ...asked, head })
  t.same([made, times], [[], 2])
  await releaseApart(needs.db, { ...asked, head })
  t.same([made, times], [[], 3], 'and where it is known before that it is not, no thread begins')
})

t.test('a thread that is told to end ends at once, and nothing is half made', async (t) => {
  const { needs, asked, made, ending } = await withReleases(t)
  let times = 0
  const head = async () => {
    times += 1
    if (times === 1) return 0n
    ending.abort()
    await sleep(50)
    return 0n
  }
  await releaseApart(needs.db, { ...asked, head })
  t.same(made, [])
  await releaseApart(needs.db, asked)
  t.same(made, [], 'nor is another begun')
  await releaseApart(needs.db, { ...asked, signal: new AbortController().signal })
  t.equal(made.length, 3, 'nobody else is kept from it')
})

t.test('what goes wrong in the thread, or while it asks, is said', async (t) => {
  const { needs, asked } = await withReleases(t)
  await t.rejects(releaseApart(needs.db, { ...asked, url: asked.url.replace(/\/[^/]*$/, '/nowhere') }), /nowhere/)
  await t.rejects(
    releaseApart(needs.db, { ...asked, head: async () => Promise.reject(new Error('the record is out of reach')) }),
    /out of reach/,
  )
})
