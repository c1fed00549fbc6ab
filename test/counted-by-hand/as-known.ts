import type { MeasureName } from '../../src/domain/measures.ts'

/** What was known at the end of a month of a period before it, and is known otherwise since. Line as in the tables: a place, or a key in the county. */
export interface Known {
  measure: MeasureName
  line: string
  period: string
  /** What was known, by the month at the end of which it was: `0` where nobody was counted. */
  known: Readonly<Record<string, string>>
}

export const asKnown: readonly Known[] = [
  // Jo’s goal was under money until 20 June.
  { measure: 'goals-voiced', line: 'lifeArea money', period: '2024-04', known: { '2024-04': '1', '2024-05': '1', '2024-06': '0' } },
  { measure: 'goals-voiced', line: 'lifeArea health', period: '2024-04', known: { '2024-05': '0', '2024-06': '1' } },
  // Jo’s conversation was in May until 1 July; Bert’s was in May all along.
  { measure: 'people-heard', line: 'county', period: '2024-05', known: { '2024-04': '0', '2024-05': '2', '2024-06': '2', '2024-07': '1' } },
  { measure: 'people-heard', line: 'Mill Lane', period: '2024-04', known: { '2024-06': '0', '2024-07': '1' } },
  // Jo’s want was withdrawn on 12 August; Lou’s stays. What was open then was not.
  { measure: 'wants-voiced', line: 'county', period: '2024-05', known: { '2024-05': '2', '2024-07': '2', '2024-08': '1' } },
  { measure: 'wants-open', line: 'county', period: '2024-05', known: { '2024-05': '5', '2024-07': '5', '2024-08': '4' } },
  // Jo’s two decisions: one kept out from the month it was made until December; one used until January.
  { measure: 'decisions', line: 'county', period: '2024-09', known: { '2024-09': '0', '2024-11': '0', '2024-12': '1/1' } },
  { measure: 'decisions', line: 'county', period: '2024-10', known: { '2024-10': '1/1', '2024-12': '1/1', '2025-01': '0' } },
  // Gwen’s review of March was written down in June.
  { measure: 'reviews-held', line: 'county', period: '2025-03', known: { '2025-05': '0', '2025-06': '1/1' } },
  // That Finn had died was written down on 7 October: until then home care had ended, and his want was open.
  { measure: 'sudden-changes', line: 'county', period: '2024-09', known: { '2024-09': '2/1', '2024-10': '1/1' } },
  { measure: 'wants-open', line: 'Mill Lane', period: '2024-09', known: { '2024-09': '1', '2024-10': '0' } },
]
