import type { Answers } from './table.ts'

/** What changed and how it came, and lives in which nothing did. */
export const answersOnChange: Answers = {
  // What Gwen and Pat had before we met them lies in years in which nobody here answered for them. Finn’s home care ended seven days
  // after he died; the day centre eight days before.
  changes: `
    county               2024-01 3/3, 2024-02 2/2, 2024-03 3/2, 2024-05 1/1, 2024-06 2/1, 2024-07 2/2, 2024-08 3/2, 2024-09 3/3, 2024-10 1/1, 2024-Q1 8/5, 2024-Q2 3/2, 2024-Q3 8/5, 2024-Q4 1/1, 2024 20/9, 2025-01 1/1, 2025-02 2/2, 2025-03 3/3, 2025-04 3/2, 2025-06 1/1, 2025-09 3/1, 2025-10 2/1, 2025-Q1 6/5, 2025-Q2 4/3, 2025-Q3 3/1, 2025-Q4 2/1, 2025 15/6
    Mill Lane            2024-01 2024-02 2024-09 1/1, 2024-Q1 2/1, 2024-Q3 1/1, 2024 3/1
    Heath End            2024-01 2/2, 2024-03 2024-05 2024-07 2024-09 1/1, 2024-08 3/2, 2024-Q1 3/2, 2024-Q2 1/1, 2024-Q3 5/3, 2024 9/4, 2025-02 2025-03 2/2, 2025-04 3/2, 2025-06 1/1, 2025-10 2/1, 2025-Q1 2025-Q2 4/3, 2025-Q4 2/1, 2025 10/3
    Abbey Fields         2024-02 1/1, 2024-03 2024-06 2/1, 2024-07 2024-09 2024-10 1/1, 2024-Q1 3/2, 2024-Q2 2024-Q3 2/1, 2024-Q4 1/1, 2024 8/4, 2025-01 2025-03 1/1, 2025-09 3/1, 2025-Q1 2/2, 2025-Q3 3/1, 2025 5/3
    ledBy person         2024-02 2024-08 2024-09 2024-Q1 1/1, 2024-Q3 2/2, 2024 3/3, 2025-02 2025-04 2025-06 2025-Q1 1/1, 2025-09 2025-Q3 3/1, 2025-Q2 2/2, 2025 6/4
    ledBy family         2024-01 2024-03 2024-07 2024-Q3 1/1, 2024-Q1 2/2, 2024 3/3, 2025-10 2025-Q4 2025 2/1
    ledBy together       2024-02 2024-03 2024-07 2024-Q3 1/1, 2024-Q1 2/2, 2024 3/3, 2025-04 2025-Q2 2025 1/1
    ledBy worker         2024-10 2024-Q4 2024 1/1
    ledBy service        2024-01 2024-Q1 2/2, 2024-05 1/1, 2024-06 2/1, 2024-09 1/1, 2024-Q2 3/2, 2024-Q3 1/1, 2024 6/4, 2025-02 1/1, 2025-03 2/2, 2025-Q1 2025 3/3
    ledBy rule           2024-03 2024-09 2024-Q1 1/1, 2024-08 2/1, 2024-Q3 3/1, 2024 4/2, 2025-04 2025-Q2 2025 1/1
    ledBy life           2025-01 2025-03 1/1, 2025-Q1 2025 2/2
    direction start      2024-01 3/3, 2024-02 2/2, 2024-03 2/1, 2024-06 2024-07 2024-09 2024-Q2 1/1, 2024-Q1 7/5, 2024-Q3 2/2, 2024 10/8, 2025-03 2025-04 2025-06 2025-09 2025-Q1 2025-Q3 1/1, 2025-Q2 2/2, 2025 4/3
    direction more       2025-02 2025-Q1 2025 1/1
    direction less       2024-05 2024-09 2024-Q2 1/1, 2024-08 2/1, 2024-Q3 3/1, 2024 4/1
    direction end        2024-03 2024-09 2024-10 2024-Q1 2024-Q3 2024-Q4 1/1, 2024 3/3, 2025-01..04 1/1, 2025-09 2025-10 1/1, 2025-Q1 3/3, 2025-Q2 2025-Q3 2025-Q4 1/1, 2025 6/6
    direction move       2024-06 2024-07 2024-08 2024-Q2 1/1, 2024-Q3 2/2, 2024 3/3, 2025-09 2025-10 2025-Q3 2025-Q4 1/1, 2025 2/2
    direction pause      2025-03 2025-Q1 2025 1/1
    direction resume     2025-04 2025-Q2 2025 1/1
    age under-18         2024-07 2/2, 2024-09 1/1, 2024-Q3 2024 3/2, 2025-03 2025-Q1 2025 1/1
    age 18-64            2024-01 2024-02 2024-03 2024-08 2024-Q3 1/1, 2024-06 2024-Q2 2/1, 2024-Q1 3/2, 2024 6/4, 2025-02 2025-03 1/1, 2025-04 2/1, 2025-06 1/1, 2025-09 3/1, 2025-Q1 2/2, 2025-Q2 3/2, 2025-Q3 3/1, 2025 8/3
    age 65+              2024-01 2/2, 2024-02 1/1, 2024-03 2/1, 2024-05 1/1, 2024-08 2/1, 2024-09 2/2, 2024-10 1/1, 2024-Q1 5/3, 2024-Q2 1/1, 2024-Q3 4/2, 2024-Q4 1/1, 2024 11/3, 2025-01..04 1/1, 2025-10 2/1, 2025-Q1 3/2, 2025-Q2 1/1, 2025-Q4 2/1, 2025 6/2
  `,
  // Lou’s move, with 27 days’ notice; Ivy’s second step of August, with which it comes to a quarter within 28 days, and not the one
  // after, nor is a plan for more any notice of it; Finn’s day centre, eight days before he died; Nia’s home care, said to be planned,
  // with 25 days’ notice; Cleo’s club; Mo’s reablement, which was not planned, whatever notice there was.
  'sudden-changes': `
    county               2024-06 2024-08 2024-09 2024-10 2024-Q2 2024-Q4 1/1, 2024-Q3 2/2, 2024 4/4, 2025-02 2025-04 2025-Q1 2025-Q2 1/1, 2025 2/2
    Mill Lane            2024-09 2024-Q3 2024 1/1
    Heath End            2024-08 2024-Q3 2024 1/1, 2025-02 2025-04 2025-Q1 2025-Q2 1/1, 2025 2/2
    Abbey Fields         2024-06 2024-10 2024-Q2 2024-Q4 1/1, 2024 2/2
    sector day-support   2024-09 2024-Q3 2024 1/1
    sector home-care     2024-08 2024-10 2024-Q3 2024-Q4 1/1, 2024 2/2
    sector community     2025-02 2025-Q1 2025 1/1
    sector reablement    2025-04 2025-Q2 2025 1/1
    ledBy service        2024-06 2024-09 2024-Q2 2024-Q3 1/1, 2024 2/2, 2025-02 2025-Q1 2025 1/1
    ledBy rule           2024-08 2024-Q3 2024 1/1, 2025-04 2025-Q2 2025 1/1
    ledBy worker         2024-10 2024-Q4 2024 1/1
    age 18-64            2024-06 2024-Q2 2024 1/1, 2025-02 2025-04 2025-Q1 2025-Q2 1/1, 2025 2/2
    age 65+              2024-08 2024-09 2024-10 2024-Q4 1/1, 2024-Q3 2/2, 2024 3/3
  `,
  // Ivy’s quarter less, 28 days after she was told; Nia’s volunteer; Kit’s support; Lou’s care home; Ivy’s end, planned for 28 days.
  'gradual-changes': `
    county               2024-05 2024-Q2 2024 1/1, 2025-01 2025-03 2025-09 2025-10 2025-Q3 2025-Q4 1/1, 2025-Q1 2/2, 2025 4/4
    Heath End            2024-05 2024-Q2 2024 1/1, 2025-10 2025-Q4 2025 1/1
    Abbey Fields         2025-01 2025-03 2025-09 2025-Q3 1/1, 2025-Q1 2/2, 2025 3/3
    sector home-care     2024-05 2024-Q2 2024 1/1, 2025-10 2025-Q4 2025 1/1
    sector voluntary     2025-01 2025-Q1 2025 1/1
    sector carers        2025-03 2025-Q1 2025 1/1
    sector residential   2025-09 2025-Q3 2025 1/1
    ledBy service        2024-05 2024-Q2 2024 1/1, 2025-03 2025-Q1 2025 1/1
    ledBy life           2025-01 2025-Q1 2025 1/1
    ledBy person         2025-09 2025-Q3 2025 1/1
    ledBy family         2025-10 2025-Q4 2025 1/1
    age under-18         2025-03 2025-Q1 2025 1/1
    age 18-64            2025-09 2025-Q3 2025 1/1
    age 65+              2024-05 2024-Q2 2024 1/1, 2025-01 2025-10 2025-Q1 2025-Q4 1/1, 2025 2/2
  `,
  // Mo’s first end, which was planned; Ivy’s move, of which she was not asked. A home is of no sector.
  'notice-unknown': `
    county               2024-03 2024-Q1 2024 1/1, 2025-10 2025-Q4 2025 1/1
    Heath End            2024-03 2024-Q1 2024 1/1, 2025-10 2025-Q4 2025 1/1
    sector reablement    2024-03 2024-Q1 2024 1/1
    ledBy rule           2024-03 2024-Q1 2024 1/1
    ledBy family         2025-10 2025-Q4 2025 1/1
    age 18-64            2024-03 2024-Q1 2024 1/1
    age 65+              2025-10 2025-Q4 2025 1/1
  `,
  // Hal’s life is still from June 2025 on, a year after he put his goal in other words. It fits, until that was said twelve months ago,
  // and in June and July he wants something. Gwen says that it fits in December.
  'still-steady': `
    county               2025-08..10 1, 2025-12.. 1
    Quayside             2025-12.. 1
    Abbey Fields         2025-08..10 1
    sector shared-lives  2025-08..10 1
    sector residential   2025-12.. 1
    age 18-64            2025-08..10 1, 2025-12.. 1
  `,
  // Gwen, who was heard in March 2024 and says that it partly fits; Hal while he wants a choir.
  'still-held': `
    county               2024-03..2025-02 1, 2025-06..07 1
    Quayside             2024-03..2025-02 1
    Abbey Fields         2025-06..07 1
    sector residential   2024-03..2025-02 1
    sector shared-lives  2025-06..07 1
    age 18-64            2024-03..2025-02 1, 2025-06..07 1
  `,
  // Gwen a year after she was moved, until she was heard, and again when that was twelve months ago; Lou a year after she gave up her
  // goal, until her brother’s is further off; Pat until it is another thing that his family wants, and a year after he came nearer to his
  // own, until he reaches it; Hal from November 2025, over the end of the year.
  unheard: `
    county               2024-01..02 1, 2025-03..05 2, 2025-06 1, 2025-07 2, 2025-08..10 1, 2025-11 2, 2025-12.. 1
    Quayside             2024-02 1, 2025-03..11 1
    Mill Lane            2024-01 1, 2025-03..05 1
    Abbey Fields         2025-07 1, 2025-11.. 1
    sector residential   2024-02 1, 2025-03..06 1, 2025-07 2, 2025-08..11 1
    sector shared-lives  2025-11.. 1
    sector personal-assistant  2024-01 1, 2025-03..05 1
    age 18-64            2024-02 1, 2025-03..06 1, 2025-07 2, 2025-08..10 1, 2025-11 2, 2025-12.. 1
    age not-known        2024-01 1, 2025-03..05 1
  `,
}
