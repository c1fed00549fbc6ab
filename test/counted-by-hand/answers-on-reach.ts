import type { Answers } from './table.ts'

/** Where people went from one sector to another, and whom support reaches. */
export const answersOnReach: Answers = {
  // Finn, who died with home care; the day centre had ended eight days before, for nothing else. Lou, from the care home to a family.
  moves: `
    county               2024-09 2024-Q3 2024 1, 2025-09 2025-Q3 2025 1
    Mill Lane            2024-09 2024-Q3 2024 1
    Abbey Fields         2025-09 2025-Q3 2025 1
    outOf home-care      2024-09 2024-Q3 2024 1
    outOf residential    2025-09 2025-Q3 2025 1
    into died            2024-09 2024-Q3 2024 1
    into shared-lives    2025-09 2025-Q3 2025 1
    outOfInto home-care/died            2024-09 2024-Q3 2024 1
    outOfInto residential/shared-lives  2025-09 2025-Q3 2025 1
    age 18-64            2025-09 2025-Q3 2025 1
    age 65+              2024-09 2024-Q3 2024 1
  `,
  // Six months after it started: Cleo in January 2025 and, of the second club, from December; Finn in July and August 2024; Gwen and Pat
  // all along; Hal from August 2024; Ivy from July 2024 to September 2025, but for March; Lou from December 2024 to August, and of the
  // family from March 2026; Mo from October 2025; Nia from September to December 2024. Kit’s had ended by the last of the sixth month.
  'reach-supported': `
    county               2024-01..06 2, 2024-07 4, 2024-08..11 5, 2024-12..2025-01 6, 2025-02 5, 2025-03 4, 2025-04..08 5, 2025-09..11 4, 2025-12..2026-02 5, 2026-03 6
    Quayside             2024-01.. 1
    Mill Lane            2024-01..06 1, 2024-07..08 2, 2024-09.. 1
    Heath End            2024-07..12 1, 2025-01 2, 2025-02 1, 2025-04..11 1, 2025-12.. 2
    Abbey Fields         2024-08 1, 2024-09..11 2, 2024-12 3, 2025-01..08 2, 2025-09..2026-02 1, 2026-03 2
    sector community     2025-01 1, 2025-12.. 1
    sector home-care     2024-07..09 2, 2024-10..2025-02 1, 2025-04..09 1                # Finn or Nia beside Ivy
    sector day-support   2024-08 1
    sector residential   2024-01..11 1, 2024-12..2025-08 2, 2025-09.. 1
    sector shared-lives  2024-08..2026-02 1, 2026-03 2
    sector reablement    2025-10.. 1
    sector voluntary     2024-09..12 1
    sector personal-assistant  2024-01.. 1
    sectorAge community/18-64     2025-01 1, 2025-12.. 1
    sectorAge home-care/65+       2024-07..09 2, 2024-10..2025-02 1, 2025-04..09 1
    sectorAge day-support/65+     2024-08 1
    sectorAge residential/18-64   2024-01..11 1, 2024-12..2025-08 2, 2025-09.. 1
    sectorAge shared-lives/18-64  2024-08..2026-02 1, 2026-03 2
    sectorAge reablement/18-64    2025-10.. 1
    sectorAge voluntary/65+       2024-09..12 1
    adultAge 18-64            2024-01..07 1, 2024-08..11 2, 2024-12 3, 2025-01 4, 2025-02..08 3, 2025-09 2, 2025-10..11 3, 2025-12..2026-02 4, 2026-03 5
    adultAge 65+              2024-07..12 2, 2025-01..02 1, 2025-04..09 1
  `,
  // Hal’s until November 2025, when it is twelve months that he spoke of it. Mo’s, which he has picked up again. Pat’s, but for the
  // months in which it was twelve since he had spoken of it, and again since it was reached. Lou let go of hers; what her brother or
  // Pat’s family want is not theirs.
  'reach-heard': `
    county               2024-01..07 1, 2024-08..2025-02 2, 2025-03..05 1, 2025-06..09 2, 2025-10 3, 2025-11.. 2
    Mill Lane            2024-01..2025-02 1, 2025-06.. 1
    Heath End            2025-10.. 1
    Abbey Fields         2024-08..2025-10 1
    sector personal-assistant  2024-01..2025-02 1, 2025-06.. 1
    sector reablement    2025-10.. 1
    sector shared-lives  2024-08..2025-10 1
    sectorAge reablement/18-64    2025-10.. 1
    sectorAge shared-lives/18-64  2024-08..2025-10 1
    adultAge 18-64            2024-08..2025-09 1, 2025-10 2, 2025-11.. 1
  `,
  // Pat is nearer in March 2024, and has reached it in June 2025; Hal says in November that it holds. Mo was nearer, and then it is
  // another goal.
  'reach-moved': `
    county               2024-03..10 1, 2024-11..2025-02 2, 2025-03..05 1, 2025-06..10 2, 2025-11.. 1
    Mill Lane            2024-03..2025-02 1, 2025-06.. 1
    Abbey Fields         2024-11..2025-10 1
    sector personal-assistant  2024-03..2025-02 1, 2025-06.. 1
    sector shared-lives  2024-11..2025-10 1
    sectorAge shared-lives/18-64  2024-11..2025-10 1
    adultAge 18-64            2024-11..2025-10 1
  `,
}
