import { pieceSign, stacksPicture } from '../pictures/stacks.ts'
import { inNumbers } from '../svg.ts'
import { inPeriods, type Shown, shortly, type Trend } from './in-short.ts'
import { keyInWords } from './keys.ts'

const none: Shown = { value: null, why: 'withheld' }

/** Who led changes, from a trend by who led and the one of all together: columns of shares, the table under them, and what the last of them comes to. */
export function leadersShown({ series }: Trend, all: Trend, { title }: { title: string }) {
  const totals = all.series[0]?.points ?? []
  const leaders = series.map(({ key = '', points }, part) => ({ name: keyInWords('ledBy', key), sign: pieceSign(part), points }))
  const stacks = totals.map(({ period, value }, i) => ({
    label: shortly(period),
    all: value,
    parts: leaders.map(({ points }) => points[i]?.value ?? null),
  }))
  const isShown = ({ points }: { points: readonly Shown[] }) => points.some(({ value }) => value !== null)
  const inShort = leadersInShort(totals, leaders)
  return {
    inShort,
    leaders: leaders.filter(isShown),
    unshown: leaders.filter((one) => !isShown(one)).map(({ name }) => name),
    rows: totals.map((total, i) => ({
      period: inPeriods(total.period),
      total,
      cells: leaders.filter(isShown).map(({ points }) => {
        const shown = points[i] ?? none
        return { ...shown, percent: shareOf(shown.value, total.value) }
      }),
    })),
    picture: stacks.some(({ all, parts }) => all !== null && parts.some((part) => part !== null))
      ? stacksPicture({ id: 'leaders', title, describes: inShort.join(' '), stacks })
      : undefined,
  }
}

interface Leader {
  name: string
  points: readonly Shown[]
}

/** What the last period of which anything can be told comes to, and of how many nothing can. */
function leadersInShort(totals: readonly (Shown & { period: string })[], leaders: readonly Leader[]): string[] {
  const canTell = totals.map(({ value }, i) => value !== null && leaders.some(({ points }) => points[i]?.value != null))
  const last = canTell.lastIndexOf(true)
  const { value: total, period } = totals[last] ?? {}
  if (total == null || period === undefined) {
    return [totals.some(({ why }) => why !== 'not-yet-in') ? 'Who led changes is withheld throughout.' : 'None of this is in yet.']
  }
  const led = leaders
    .flatMap(({ name, points }) => {
      const value = points[last]?.value ?? null
      return value === null ? [] : [{ name: name.charAt(0).toLowerCase() + name.slice(1), value }]
    })
    .sort((a, b) => b.value - a.value)
  const said = led.map(({ name, value }) => `${name} ${inNumbers(value)} (${shareOf(value, total)})`)
  const cannot = totals.filter(({ why }, i) => !canTell[i] && why !== 'not-yet-in').length
  return [
    `The last that can be told is ${inPeriods(period)}: ${inNumbers(total)} changes. Who led them: ${said.join(', ')}.`,
    ...(cannot === 0 ? [] : [`${cannot} of ${totals.length} cannot be told: ${cannot === 1 ? 'it is' : 'they are'} withheld.`]),
  ]
}

/** A share of all in words: numbers are rounded, so that it is no more than about so. */
function shareOf(value: number | null, total: number | null): string | undefined {
  if (value === null || total === null || total === 0) return undefined
  return `about ${Math.min(100, Math.round((value / total) * 100))} %`
}
