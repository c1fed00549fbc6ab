import type { Logger } from 'pino'
import { makeReleases } from '../../../projections/area-release.ts'
import { projections } from '../../../projections/index.ts'
import { type Id, londonDay } from '../../domain/values.ts'
import type { House } from '../../open.ts'
import { catchUp } from '../../projecting/projector.ts'
import { importLines } from '../importing.ts'
import { progressBar } from '../progress.ts'
import type { ImportLine } from './kinds.ts'
import { openReview } from './reviewed.ts'

/** How many entries a view takes at once: as many as there are, or each story would be read again for every batch. */
const atOnce = 100_000

/** Puts made-up lives on the record, by the way any import goes, opens the review of one of them, and brings every view and every release up to date. */
export async function fill(house: House, lines: readonly ImportLine[], reviewed: Id, log: Logger): Promise<void> {
  const of = lines.reduce((sum, { body }) => sum + body.entries.length, 0)
  const recording = progressBar('recording ', 'entries')
  await importLines(house, lines, (entries) => recording.at(entries, of))
  await openReview(house, reviewed, () => new Date())
  const projecting = progressBar('projecting', 'views')
  for (const [i, projection] of projections.entries()) {
    const caughtUp = await catchUp({ db: house.projector, record: house.record, log }, projection, { atOnce })
    if (!caughtUp) throw new Error(`${projection.name} could not be filled.`)
    projecting.at(i + 1, projections.length + 1)
  }
  await makeReleases(house.projector, { areas: house.areas, month: londonDay(new Date()).slice(0, 7), head: () => house.record.head() })
  projecting.at(projections.length + 1, projections.length + 1)
}
