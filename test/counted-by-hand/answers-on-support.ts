import type { Answers } from './table.ts'

/** Who has support, how much of it, what it costs and how it fits. */
export const answersOnSupport: Answers = {
  // Cleo July 2024 to January, and from June 2025; Finn until he died; Gwen all along; Hal from February 2024; Ivy until September 2025,
  // but for March; Kit September to February; Lou from June 2024; Mo January and February 2024, and from March 2025; Nia March to
  // December 2024; Pat all along.
  supported: `
    county               2024-01 5, 2024-02..05 6, 2024-06 7, 2024-07..12 8, 2025-01 7, 2025-02 6, 2025-03 5, 2025-04..05 6, 2025-06..09 7, 2025-10.. 6
    Quayside             2024-01.. 1
    Mill Lane            2024-01..08 2, 2024-09.. 1
    Heath End            2024-01..02 2, 2024-03..06 1, 2024-07..2025-01 2, 2025-02..03 1, 2025-04..05 2, 2025-06..09 3, 2025-10.. 2
    Abbey Fields         2024-02 1, 2024-03..05 2, 2024-06..08 3, 2024-09..12 4, 2025-01..02 3, 2025-03.. 2
    sector community     2024-07..2025-01 1, 2025-06.. 1
    sector home-care     2024-01..02 2, 2024-03..08 3, 2024-09 2, 2024-10..2025-02 1, 2025-04..09 1
    sector day-support   2024-02..08 1
    sector residential   2024-01..05 1, 2024-06..2025-08 2, 2025-09.. 1
    sector shared-lives  2024-02..2025-08 1, 2025-09.. 2
    sector carers        2024-09..2025-02 1
    sector reablement    2024-01..02 1, 2025-03.. 1
    sector voluntary     2024-03..12 1
    sector personal-assistant  2024-01.. 1
    age under-18         2024-07..08 1, 2024-09..12 2, 2025-01..02 1
    age 18-64            2024-01 2, 2024-02 3, 2024-03..05 2, 2024-06..12 3, 2025-01 4, 2025-02 3, 2025-03..05 4, 2025-06.. 5
    age 65+              2024-01..02 2, 2024-03..08 3, 2024-09..12 2, 2025-01..02 1, 2025-04..09 1
    age not-known        2024-01.. 1
  `,
  // Cleo 3, then 2. Finn 14, from February 20. Ivy 10, from May 7.5, from August 5.5, from September 4.75, from February 8. Kit 2. Mo 5;
  // 6 in March 2025, then 4. Nia 4.25, from October 1.25.
  'hours-per-week': `
    county               2024-01 29/3, 2024-02 35/3, 2024-03..04 34.25/3, 2024-05..06 31.75/3, 2024-07 34.75/4, 2024-08 32.75/4, 2024-09 14/4, 2024-10..12 11/4, 2025-01 9.75/3, 2025-02 10/2, 2025-03 6/1, 2025-04..05 12/2, 2025-06..09 14/3, 2025-10.. 6/2
    Mill Lane            2024-01 14/1, 2024-02..08 20/1
    Heath End            2024-01..02 15/2, 2024-03..04 10/1, 2024-05..06 7.5/1, 2024-07 10.5/2, 2024-08 8.5/2, 2024-09..2025-01 7.75/2, 2025-02 8/1, 2025-03 6/1, 2025-04..05 12/2, 2025-06..09 14/3, 2025-10.. 6/2
    Abbey Fields         2024-03..08 4.25/1, 2024-09 6.25/2, 2024-10..12 3.25/2, 2025-01..02 2/1
    sector community     2024-07..2025-01 3/1, 2025-06.. 2/1
    sector home-care     2024-01..02 24/2, 2024-03..04 27/3, 2024-05..07 24.5/3, 2024-08 22.5/3, 2024-09 7.75/2, 2024-10..2025-01 4.75/1, 2025-02 8/1, 2025-04..09 8/1
    sector day-support   2024-02..08 6/1
    sector carers        2024-09..2025-02 2/1
    sector reablement    2024-01..02 5/1, 2025-03 6/1, 2025-04.. 4/1
    sector voluntary     2024-03..12 1.25/1
    age under-18         2024-07..08 3/1, 2024-09..12 5/2, 2025-01..02 2/1
    age 18-64            2024-01..02 5/1, 2025-01 3/1, 2025-03 6/1, 2025-04..05 4/1, 2025-06.. 6/2
    age 65+              2024-01 24/2, 2024-02 30/2, 2024-03..04 34.25/3, 2024-05..07 31.75/3, 2024-08 29.75/3, 2024-09 9/2, 2024-10..12 6/2, 2025-01 4.75/1, 2025-02 8/1, 2025-04..09 8/1
  `,
  // Finn £280, from February £370.50. Gwen £900. Hal £400. Ivy £200, from May £150, which later steps do not speak of. Lou £800, then
  // £450. Nia £60 until September.
  'cost-per-week': `
    county               2024-01 1380/3, 2024-02 1870.5/4, 2024-03..04 1930.5/5, 2024-05 1880.5/5, 2024-06..08 2680.5/6, 2024-09 2310/5, 2024-10..2025-02 2250/4, 2025-03 2100/3, 2025-04..08 2250/4, 2025-09 1900/4, 2025-10.. 1750/3
    Quayside             2024-01.. 900/1
    Mill Lane            2024-01 280/1, 2024-02..08 370.5/1
    Heath End            2024-01..04 200/1, 2024-05..2025-02 150/1, 2025-04..09 150/1
    Abbey Fields         2024-02 400/1, 2024-03..05 460/2, 2024-06..09 1260/3, 2024-10..2025-08 1200/2, 2025-09.. 850/2
    sector home-care     2024-01..02 480/2, 2024-03..04 540/3, 2024-05..08 490/3, 2024-09 210/2, 2024-10..2025-02 150/1, 2025-04..09 150/1
    sector day-support   2024-02..08 90.5/1
    sector residential   2024-01..05 900/1, 2024-06..2025-08 1700/2, 2025-09.. 900/1
    sector shared-lives  2024-02..2025-08 400/1, 2025-09.. 850/2
    age 18-64            2024-01 900/1, 2024-02..05 1300/2, 2024-06..2025-08 2100/3, 2025-09.. 1750/3
    age 65+              2024-01 480/2, 2024-02 570.5/2, 2024-03..04 630.5/3, 2024-05..08 580.5/3, 2024-09 210/2, 2024-10..2025-02 150/1, 2025-04..09 150/1
  `,
  // Hal’s word is of November 2024 and holds for less than twelve months. What Finn’s daughter says is no word of his: a key, and not in
  // the total.
  'fit-fits': `
    county               2024-11..2025-10 1, 2025-12.. 1
    Quayside             2025-12.. 1
    Abbey Fields         2024-11..2025-10 1
    sector shared-lives  2024-11..2025-10 1
    sector residential   2025-12.. 1
    ratedBy person       2024-11..2025-10 1, 2025-12.. 1
    ratedBy family       2024-03..08 1
    age 18-64            2024-11..2025-10 1, 2025-12.. 1
  `,
  'fit-partly': `
    county               2024-03..2025-02 1
    Quayside             2024-03..2025-02 1
    sector residential   2024-03..2025-02 1
    ratedBy person       2024-03..2025-02 1
    age 18-64            2024-03..2025-02 1
  `,
  // Until Lou says that she does not know.
  'fit-does-not': `
    county               2024-12..2025-04 1
    Abbey Fields         2024-12..2025-04 1
    sector residential   2024-12..2025-04 1
    ratedBy person       2024-12..2025-04 1
    age 18-64            2024-12..2025-04 1
  `,
  // Cleo, Finn, Ivy, Kit, Mo, Nia and Pat are never asked. Gwen until February 2024 and from March to November 2025; Hal until October
  // 2024 and from November 2025; Lou of the care home from June to November 2024, and of the family she lives with from September 2025.
  'fit-not-asked': `
    county               2024-01 5, 2024-02 6, 2024-03..05 5, 2024-06 6, 2024-07..10 7, 2024-11 6, 2024-12 5, 2025-01 4, 2025-02..03 3, 2025-04..05 4, 2025-06..08 5, 2025-09 6, 2025-10 5, 2025-11 6, 2025-12.. 5
    Quayside             2024-01..02 1, 2025-03..11 1
    Mill Lane            2024-01..08 2, 2024-09.. 1
    Heath End            2024-01..02 2, 2024-03..06 1, 2024-07..2025-01 2, 2025-02..03 1, 2025-04..05 2, 2025-06..09 3, 2025-10.. 2
    Abbey Fields         2024-02 1, 2024-03..05 2, 2024-06..08 3, 2024-09..10 4, 2024-11 3, 2024-12 2, 2025-01..02 1, 2025-09..10 1, 2025-11.. 2
    sector community     2024-07..2025-01 1, 2025-06.. 1
    sector home-care     2024-01..02 2, 2024-03..08 3, 2024-09 2, 2024-10..2025-02 1, 2025-04..09 1
    sector day-support   2024-02..08 1
    sector residential   2024-01..02 1, 2024-06..11 1, 2025-03..11 1
    sector shared-lives  2024-02..10 1, 2025-09..10 1, 2025-11.. 2
    sector carers        2024-09..2025-02 1
    sector reablement    2024-01..02 1, 2025-03.. 1
    sector voluntary     2024-03..12 1
    sector personal-assistant  2024-01.. 1
    ratedBy person       2024-01 5, 2024-02 6, 2024-03..05 5, 2024-06 6, 2024-07..10 7, 2024-11 6, 2024-12 5, 2025-01 4, 2025-02..03 3, 2025-04..05 4, 2025-06..08 5, 2025-09 6, 2025-10 5, 2025-11 6, 2025-12.. 5
    age under-18         2024-07..08 1, 2024-09..12 2, 2025-01..02 1
    age 18-64            2024-01 2, 2024-02 3, 2024-03..05 1, 2024-06..10 2, 2024-11 1, 2025-01 1, 2025-03..05 2, 2025-06..08 3, 2025-09..10 4, 2025-11 5, 2025-12.. 4
    age 65+              2024-01..02 2, 2024-03..08 3, 2024-09..12 2, 2025-01..02 1, 2025-04..09 1
    age not-known        2024-01.. 1
  `,
  // Mo on the day of the end, and not in March, a year and a day after the first; Cleo in June, four months after.
  'came-back': `
    county               2025-04 2025-06 1, 2025-Q2 2025 2
    Heath End            2025-04 2025-06 1, 2025-Q2 2025 2
    sector reablement    2025-04 2025-Q2 2025 1
    sector community     2025-06 2025-Q2 2025 1
    age 18-64            2025-04 2025-06 1, 2025-Q2 2025 2
  `,
}
