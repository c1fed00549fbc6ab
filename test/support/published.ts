import type { Test } from 'tap'
import type { ReleaseTables } from '../../projections/area-release.ts'
import { type TestApp, withApp } from './app.ts'

/** What is published in a line of these: `'supported sector home-care'` or `'supported'`, of a period, in the county unless it says otherwise. */
export type Line = [line: string, period: string, value: number | null, more?: { edition?: string; area?: string }]

/** The county that all of it is of. */
export const county = 'X10000001'
export const carol = { sub: 'carol', roles: ['commissioner'] }

/** A service of 10 June 2026, in which these numbers were published, and nothing else: in the edition of May unless it says otherwise. The first edition is April's. */
export async function withPublished(
  t: Pick<Test, 'teardown'>,
  lines: readonly Line[],
  more: Parameters<typeof withApp>[1] = {},
): Promise<TestApp> {
  const service = await withApp(t, { clock: () => new Date('2026-06-10T10:00:00.000Z'), ...more })
  const { db } = service.database.open<ReleaseTables>('unfolding_projector')
  await db
    .insertInto('edition_v1')
    .values(['2026-04', '2026-05'].map((edition) => ({ edition, position: 0n })))
    .execute()
  const rows = lines.map(([line, period, value, { edition = '2026-05', area = county } = {}]) => {
    const [measure = '', dim = '', key = ''] = line.split(' ')
    const per = period.includes('Q') ? 'quarter' : period.length === 4 ? 'year' : 'month'
    return { area, measure, dim, key, per, period, edition, value }
  })
  await db
    .insertInto('area_published_v1')
    .values(rows as ReleaseTables['area_published_v1'][])
    .execute()
  return service
}
