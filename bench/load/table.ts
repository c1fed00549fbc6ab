import type { Rows } from '../part.ts'
import { median, quantile } from '../table.ts'
import type { Asked } from './offering.ts'

const columns: Rows['columns'] = {
  who: 'words',
  asked: 'a second',
  answered: 'a second',
  'sent away': 'words',
  failed: 'words',
  half: 'ms',
  p95: 'ms',
  p99: 'ms',
  longest: 'ms',
}

/**
 * How it went with what was asked, a row for each kind: what was answered, sent away with when to come again, or failed; and how long the answers took. It was asked for `lasts` seconds, and
 * after `lasted` all was answered.
 */
export function table(asked: readonly Asked[], { lasts, lasted }: { lasts: number; lasted: number }): Rows {
  const rows = [...Map.groupBy(asked, ({ about }) => about)].map(([who, all]) => {
    const answered = all.filter(({ status }) => status !== 'none' && status < 300)
    const sentAway = all.filter(({ status, retryAfter = 0 }) => status === 503 && retryAfter > 0)
    const took = answered.map(({ ms }) => ms)
    return {
      who,
      asked: all.length / lasts,
      answered: answered.length / lasted,
      'sent away': `${sentAway.length} of ${all.length}`,
      failed: String(all.length - answered.length - sentAway.length),
      half: median(took),
      p95: quantile(took, 0.95),
      p99: quantile(took, 0.99),
      longest: Math.max(...took),
    }
  })
  return { columns, rows }
}
