import type { Answers } from './table.ts'

/** What services and workers did: reviewed, agreed, decided, missed, handed over, said no, came and went. */
export const answersOnServices: Answers = {
  // Gwen’s of May, and of March, written down in June; Kit’s two in two days of June.
  'reviews-held': `
    county               2024-05 1/1, 2024-06 2/1, 2024-Q2 2024 3/2, 2025-03 2025-Q1 2025 1/1
    Quayside             2024-05 2024-Q2 2024 1/1, 2025-03 2025-Q1 2025 1/1
    Abbey Fields         2024-06 2024-Q2 2024 2/1
    age under-18         2024-06 2024-Q2 2024 2/1
    age 18-64            2024-05 2024-Q2 2024 1/1, 2025-03 2025-Q1 2025 1/1
  `,
  // Kit moves 28 days after the second: something came of that one, and not of the one a day before.
  'reviews-without-change': `
    county               2024-05 2024-06 1/1, 2024-Q2 2024 2/2, 2025-03 2025-Q1 2025 1/1
    Quayside             2024-05 2024-Q2 2024 1/1, 2025-03 2025-Q1 2025 1/1
    Abbey Fields         2024-06 2024-Q2 2024 1/1
    age under-18         2024-06 2024-Q2 2024 1/1
    age 18-64            2024-05 2024-Q2 2024 1/1, 2025-03 2025-Q1 2025 1/1
  `,
  // What Jo never agreed to counts nowhere, nor that it was taken.
  'steps-agreed': `
    county               2024-05 2024-Q2 2/1, 2024-08 2024-Q3 1/1, 2024 3/2, 2025-01 2025-Q1 2025 1/1
    Mill Lane            2024-08 2024-Q3 2024 1/1
    Abbey Fields         2024-05 2024-Q2 2024 2/1, 2025-01 2025-Q1 2025 1/1
    who family           2024-05 2024-Q2 2024 1/1
    who worker           2024-05 2024-Q2 2024 1/1
    who service          2024-08 2024-Q3 2024 1/1
    who person           2025-01 2025-Q1 2025 1/1
    age under-18         2024-05 2024-Q2 2024 2/1, 2025-01 2025-Q1 2025 1/1
    age 65+              2024-08 2024-Q3 2024 1/1
  `,
  'steps-taken': `
    county               2024-08 2024-Q3 2024 1/1, 2025-02 2025-Q1 2025 1/1
    Abbey Fields         2024-08 2024-Q3 2024 1/1, 2025-02 2025-Q1 2025 1/1
    who family           2024-08 2024-Q3 2024 1/1
    who person           2025-02 2025-Q1 2025 1/1
    age under-18         2024-08 2024-Q3 2024 1/1, 2025-02 2025-Q1 2025 1/1
  `,
  // By 29 June: overdue at the end of June. By 30 June: not before July. Finn’s until he died.
  'steps-overdue': `
    county               2024-06 1/1, 2024-07 2/1, 2024-08 2/2, 2024-09 1/1
    Mill Lane            2024-08 1/1
    Abbey Fields         2024-06 1/1, 2024-07 2/1, 2024-08..09 1/1
    who family           2024-07 1/1
    who worker           2024-06..09 1/1
    who service          2024-08 1/1
    age under-18         2024-06 1/1, 2024-07 2/1, 2024-08..09 1/1
    age 65+              2024-08 1/1
  `,
  // Kit’s two, Jo’s on money (the answer was that it stays; that on care is not used), and Eve’s own.
  decisions: `
    county               2024-04 2024-Q2 2/1, 2024-09 2024-Q3 1/1, 2024 3/2, 2025-03 2025-Q1 2025 1/1
    Quayside             2025-03 2025-Q1 2025 1/1
    Mill Lane            2024-09 2024-Q3 2024 1/1
    Abbey Fields         2024-04 2024-Q2 2024 2/1
    decidedBy family     2024-04 2024-Q2 2024 2/1
    decidedBy panel      2024-09 2024-Q3 2024 1/1
    decidedBy person     2025-03 2025-Q1 2025 1/1
    personWanted yes     2024-04 2024-Q2 2024 1/1, 2025-03 2025-Q1 2025 1/1
    personWanted no      2024-04 2024-09 2024-Q2 2024-Q3 1/1, 2024 2/2
    about contact        2024-04 2024-Q2 2024 2/1
    about money          2024-09 2024-Q3 2024 1/1
    about home           2025-03 2025-Q1 2025 1/1
    age under-18         2024-04 2024-Q2 2024 2/1
    age 18-64            2024-09 2024-Q3 2024 1/1, 2025-03 2025-Q1 2025 1/1
  `,
  // Missed by both in June, by us in July, by Dev alone in August.
  'missed-by-us': `
    county               2024-06 2024-07 2024-Q2 2024-Q3 2024 1
    Abbey Fields         2024-06 2024-07 2024-Q2 2024-Q3 2024 1
    age not-known        2024-06 2024-07 2024-Q2 2024-Q3 2024 1
  `,
  'stories-retold': `
    county               2024-06 2024-Q2 2024 1
    Abbey Fields         2024-06 2024-Q2 2024 1
    age not-known        2024-06 2024-Q2 2024 1
  `,
  'hand-overs': `
    county               2024-09 2024-Q3 2024 1
    Abbey Fields         2024-09 2024-Q3 2024 1
    from health          2024-09 2024-Q3 2024 1
    to mental-health     2024-09 2024-Q3 2024 1
    age not-known        2024-09 2024-Q3 2024 1
  `,
  'turned-away': `
    county               2024-03 2024-05 2024-11 2024-Q1 2024-Q2 2024-Q4 1, 2024 2, 2025-01 2025-05 2025-06 2025-11 2025-Q1 2025-Q4 1, 2025-Q2 2025 2
    Quayside             2024-11 2024-Q4 2024 1, 2025-01 2025-06 2025-11 2025-Q1 2025-Q2 2025-Q4 2025 1
    Abbey Fields         2024-03 2024-05 2024-Q1 2024-Q2 2024 1, 2025-05 2025-Q2 2025 1
    by health            2025-05 2025-Q2 2025 1
    by mental-health     2024-03 2024-Q1 2024 1
    by drug-and-alcohol  2024-05 2024-Q2 2024 1
    by housing           2024-11 2024-Q4 2024 1
    by homelessness      2025-01 2025-06 2025-11 2025-Q1 2025-Q2 2025-Q4 2025 1
    reason must-do-something-first  2024-03 2024-05 2024-Q1 2024-Q2 2024 1
    reason no-reason-given  2025-01 2025-06 2025-Q1 2025-Q2 2025 1
    reason no-address    2024-11 2024-Q4 2024 1
    reason not-eligible  2025-05 2025-Q2 2025 1
    reason wrong-area    2025-11 2025-Q4 2025 1
    age 18-64            2024-11 2024-Q4 2024 1, 2025-01 2025-06 2025-11 2025-Q1 2025-Q2 2025-Q4 2025 1
    age not-known        2024-03 2024-05 2024-Q1 2024-Q2 2024 1, 2025-05 2025-Q2 2025 1
  `,
  // Dev’s on the day of the second no; Eve’s a year after the first to the day. A year and a day is none, nor is a no in between that
  // points nowhere, nor one of a service to which she was not sent.
  deadlocks: `
    county               2024-05 2024-Q2 2024 1, 2025-11 2025-Q4 2025 1
    Quayside             2025-11 2025-Q4 2025 1
    Abbey Fields         2024-05 2024-Q2 2024 1
    pair mental-health+drug-and-alcohol  2024-05 2024-Q2 2024 1
    pair homelessness+housing            2025-11 2025-Q4 2025 1
    age 18-64            2025-11 2025-Q4 2025 1
    age not-known        2024-05 2024-Q2 2024 1
  `,
  // Two navigators left Eve, the social worker Nia. Finn’s coordinator left after he had died.
  'workers-left': `
    county               2024-09 2024-Q3 2024 1, 2025-01 2025-02 1, 2025-Q1 2025 2
    Quayside             2024-09 2024-Q3 2024 1, 2025-01 2025-Q1 2025 1
    Abbey Fields         2025-02 2025-Q1 2025 1
    role navigator       2024-09 2024-Q3 2024 1, 2025-01 2025-Q1 2025 1
    role social-worker   2025-02 2025-Q1 2025 1
    age 18-64            2024-09 2024-Q3 2024 1, 2025-01 2025-Q1 2025 1
    age 65+              2025-02 2025-Q1 2025 1
  `,
  // Eve: from June, October and February, and when June is a year ago, there is May. Of three navigators in twelve months there is only
  // May 2025.
  'many-workers': `
    county               2025-02..09 1
    Quayside             2025-02..09 1
    role navigator       2025-05 1
    age 18-64            2025-02..09 1
  `,
  // Nia’s social worker, who left on the last of February, and anew a year after coming back; Eve’s support worker, who came in February
  // 2025.
  'same-worker': `
    county               2025-01 1, 2026-02 1, 2026-03 2
    Quayside             2026-02.. 1
    Abbey Fields         2025-01 1, 2026-03 1
    role social-worker   2025-01 1, 2026-03 1
    role support-worker  2026-02.. 1
    age 18-64            2026-02.. 1
    age 65+              2025-01 1, 2026-03 1
  `,
}
