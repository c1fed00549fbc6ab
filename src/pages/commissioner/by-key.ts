import type { Dimension } from '../../domain/measures.ts'
import { linePicture } from '../svg.ts'
import { eventsBeside, inPeriods, numbersInShort, type Series, says, shortly, signalsOf, type Trend } from './in-short.ts'
import { keyInWords } from './keys.ts'
import { sharedOut } from './tables.ts'

/** How many keys stand beside each other in one table: more would be cut off on paper. */
const columnsInTable = 5

/** A trend of several keys: a small picture of each of which anything is shown, all numbers in tables of a few keys, and the names of those of which nothing is. */
export function keysShown(trend: Trend, { by, title }: { by: Dimension; title: string }) {
  const isShown = ({ points }: Series) => points.some(({ value }) => value !== null)
  const nameOf = ({ key = '' }: Series) => keyInWords(by, key)
  const keys = trend.series.filter(isShown).map((series, i) => keyShown(trend, series, { id: `key-${i + 1}`, name: nameOf(series), title }))
  const periods = trend.series[0]?.points.map(({ period }) => inPeriods(period)) ?? []
  return {
    events: eventsBeside(trend),
    isRead: keys.some(({ isRead }) => isRead),
    isUnread: keys.some(({ isUnread }) => isUnread),
    keys,
    unshown: trend.series.filter((one) => !isShown(one)).map(nameOf),
    tables: sharedOut(keys, columnsInTable).map((some) => ({
      names: some.map(({ name }) => name),
      rows: periods.map((period, i) => ({ period, cells: some.map(({ cells }) => cells[i]) })),
    })),
  }
}

function keyShown(trend: Trend, series: Series, { id, name, title }: { id: string; name: string; title: string }) {
  const one = { ...trend, series: [series], ...(series.spc && { spc: series.spc }) }
  const signals = signalsOf(series.spc)
  const read = series.spc && 'mean' in series.spc ? series.spc : undefined
  const inShort = numbersInShort(one)
  return {
    name,
    inShort,
    isRead: read !== undefined,
    isUnread: series.spc !== undefined && read === undefined,
    cells: series.points.map(({ period, value, why }) => {
      const reading = signals.get(period)?.reading
      return { value, why, reading: reading && says[reading] }
    }),
    picture: linePicture({
      id,
      title: `${name}: ${title}`,
      describes: inShort.join(' '),
      points: series.points.map(({ period, value }) => ({ label: shortly(period), value, mark: signals.get(period)?.reading })),
      across: read && { mean: read.mean, lower: read.limits?.lower, upper: read.limits?.upper },
      beside: eventsBeside(one),
      isSmall: true,
    }),
  }
}
