import type { Answers } from './table.ts'

/** What is wanted, what was given instead, and what is waited for. */
export const answersOnWants: Answers = {
  // Jo’s was withdrawn. Mo wants two things and is one. Lou was of Quayside in May.
  'wants-voiced': `
    county               2024-02 2024-03 2, 2024-05 1, 2024-Q1 4, 2024-Q2 1, 2024 5, 2025-06 2025-Q2 2025 1
    Quayside             2024-05 1
    Mill Lane            2024-03 2024-Q1 2024 1
    Heath End            2024-02 2024-03 1, 2024-Q1 2024 2
    Abbey Fields         2024-02 2024-Q1 2024-Q2 1, 2024 2, 2025-06 2025-Q2 2025 1
    lifeArea fun         2024-03 2024-Q1 2024 1
    lifeArea belonging   2024-03 2024-Q1 2024 1
    lifeArea home        2024-05 2024-Q2 2024 1
    lifeArea getting-around  2024-02 2024-Q1 2024 1
    lifeArea daily-living    2024-02 2024-Q1 2024 1
    lifeArea faith-and-culture  2025-06 2025-Q2 2025 1
    sector community     2024-03 2024-Q1 2024 1
    sector shared-lives  2024-05 2024-Q2 2024 1
    sector universal     2024-02 2024-Q1 2024 1
    sector voluntary     2024-02 2024-Q1 2024 1
    sector home-care     2024-02 2024-Q1 2024 1
    age under-18         2024-03 2024-Q1 2024 1
    age 18-64            2024-02 2024-05 2024-Q1 2024-Q2 1, 2024 2, 2025-06 2025-Q2 2025 1
    age 65+              2024-02 2024-03 1, 2024-Q1 2024 2
  `,
  'wants-never-asked': `
    county               2024-02 2024-03 1, 2024-Q1 2024 2
    Heath End            2024-02 2024-03 1, 2024-Q1 2024 2
    lifeArea fun         2024-03 2024-Q1 2024 1
    lifeArea getting-around  2024-02 2024-Q1 2024 1
    sector community     2024-03 2024-Q1 2024 1
    sector voluntary     2024-02 2024-Q1 2024 1
    neverAsked nobody-asked     2024-03 2024-Q1 2024 1
    neverAsked tired-of-asking  2024-02 2024-Q1 2024 1
    lifeAreaSector fun/community             2024-03 2024-Q1 2024 1
    lifeAreaSector getting-around/voluntary  2024-02 2024-Q1 2024 1
    lifeAreaSectorNeverAsked fun/community/nobody-asked                2024-03 2024-Q1 2024 1
    lifeAreaSectorNeverAsked getting-around/voluntary/tired-of-asking  2024-02 2024-Q1 2024 1
    age under-18         2024-03 2024-Q1 2024 1
    age 18-64            2024-02 2024-Q1 2024 1
  `,
  // Cleo March to June 2024, and anew from February 2025; Finn March to the month before he died; Lou May to August of the year after; Mo
  // February to October, two wants until August; Nia in February, and anew from January 2025, when the second of two who helped her had
  // gone; Hal in June and July 2025.
  'wants-open': `
    county               2024-02 2, 2024-03..04 3, 2024-05..06 4, 2024-07..08 3, 2024-09..10 2, 2024-11..12 1, 2025-01 2, 2025-02..05 3, 2025-06..07 4, 2025-08 3, 2025-09.. 2
    Eastmere             2024-03..04 1, 2024-05 2, 2024-06..08 1
    Thornwick            2024-02..05 2, 2024-06 3, 2024-07..10 2, 2024-11..12 1, 2025-01 2, 2025-02..05 3, 2025-06..07 4, 2025-08 3, 2025-09.. 2
    Quayside             2024-05 1                                                      # Lou takes what she wants along to Abbey Fields
    Mill Lane            2024-03..08 1
    Heath End            2024-02 1, 2024-03..06 2, 2024-07..10 1, 2025-02.. 1
    Abbey Fields         2024-02 1, 2024-06..12 1, 2025-01..05 2, 2025-06..07 3, 2025-08 2, 2025-09.. 1
    lifeArea fun         2024-03..06 1, 2025-02.. 1
    lifeArea belonging   2024-03..08 1
    lifeArea home        2024-05..2025-08 1
    lifeArea getting-around  2024-02..10 1
    lifeArea daily-living    2024-02 1, 2025-01.. 1
    lifeArea faith-and-culture  2025-06..07 1
    sector community     2024-03..06 1, 2025-02.. 1
    sector shared-lives  2024-05..2025-08 1
    sector universal     2024-02..08 1
    sector voluntary     2024-02..10 1
    sector home-care     2024-02 1, 2025-01.. 1
    why not-answered     2024-02 2, 2024-03 3, 2024-04 2, 2024-05..08 3, 2024-09..10 2, 2024-11..12 1, 2025-01 2, 2025-02..03 3, 2025-04..05 2, 2025-06..07 3, 2025-08 2, 2025-09.. 1
    why not-here         2024-04..06 1                                                  # Cleo’s; when it opens again nobody has answered it
    why too-far          2024-05 1
    why not-allowed      2024-06..08 1
    why waiting          2025-04.. 1
    lifeAreaSector fun/community               2024-03..06 1, 2025-02.. 1
    lifeAreaSector belonging/not-said          2024-03..08 1
    lifeAreaSector home/shared-lives           2024-05..2025-08 1
    lifeAreaSector getting-around/universal    2024-02..08 1
    lifeAreaSector getting-around/voluntary    2024-02..10 1
    lifeAreaSector daily-living/home-care      2024-02 1, 2025-01.. 1
    lifeAreaSector faith-and-culture/not-said  2025-06..07 1
    lifeAreaSectorWhy fun/community/not-answered               2024-03 1, 2025-02.. 1
    lifeAreaSectorWhy fun/community/not-here                   2024-04..06 1
    lifeAreaSectorWhy belonging/not-said/not-answered          2024-03..08 1
    lifeAreaSectorWhy home/shared-lives/not-answered           2024-05..2025-08 1
    lifeAreaSectorWhy getting-around/universal/not-answered    2024-02..04 1
    lifeAreaSectorWhy getting-around/universal/too-far         2024-05 1
    lifeAreaSectorWhy getting-around/universal/not-allowed     2024-06..08 1
    lifeAreaSectorWhy getting-around/voluntary/not-answered    2024-02..10 1
    lifeAreaSectorWhy daily-living/home-care/not-answered      2024-02 1, 2025-01..03 1
    lifeAreaSectorWhy daily-living/home-care/waiting           2025-04.. 1
    lifeAreaSectorWhy faith-and-culture/not-said/not-answered  2025-06..07 1
    openFor 0-3          2024-02 2, 2024-03..05 3, 2024-06..07 1, 2025-01 1, 2025-02..03 2, 2025-04 1, 2025-06..07 1
    openFor 3-6          2024-05 1, 2024-06 3, 2024-07..08 2, 2024-09..10 1, 2025-04 1, 2025-05..06 2, 2025-07 1
    openFor 6-12         2024-08..2025-04 1, 2025-07 1, 2025-08..12 2, 2026-01 1        # Mo August to October, Lou from November; Nia from July, Cleo August to January
    openFor 12+          2025-05..08 1, 2026-01 1, 2026-02.. 2                          # Lou; Nia since 20 January 2025; Cleo since 5 February 2025
    age under-18         2024-03..06 1
    age 18-64            2024-02..04 1, 2024-05..10 2, 2024-11..2025-01 1, 2025-02..05 2, 2025-06..07 3, 2025-08 2, 2025-09.. 1    # from 2025 Cleo is 18
    age 65+              2024-02..08 1, 2025-01.. 1                                     # Nia in February, Finn, Nia again
  `,
  'compromises-made': `
    county               2024-06 2024-10 2024-Q2 2024-Q4 1, 2024 2
    Heath End            2024-10 2024-Q4 2024 1
    Abbey Fields         2024-06 2024-Q2 2024 1
    wantedSector shared-lives  2024-06 2024-Q2 2024 1
    givenSector residential    2024-06 2024-Q2 2024 1
    givenSector voluntary      2024-10 2024-Q4 2024 1                                   # nobody said what Mo had wanted instead, nor asked him of it
    says unsure          2024-06 2024-Q2 2024 1
    age 18-64            2024-06 2024-10 2024-Q2 2024-Q4 1, 2024 2
  `,
  'compromises-open': `
    county               2024-06..09 1, 2024-10..2025-01 2, 2025-02..08 1
    Heath End            2024-10..2025-01 1
    Abbey Fields         2024-06..2025-08 1
    wantedSector shared-lives  2024-06..2025-08 1
    givenSector residential    2024-06..2025-08 1
    givenSector voluntary      2024-10..2025-01 1
    aboutSector shared-lives   2024-06..2025-08 1
    aboutSector residential    2024-06..2025-08 1
    aboutSector voluntary      2024-10..2025-01 1
    says unsure          2024-06..11 1
    says unhappy         2024-12..2025-08 1
    age 18-64            2024-06..09 1, 2024-10..2025-01 2, 2025-02..08 1
  `,
  // Eve from 1 July 2024: at the end of September it is not three months. Kit at the end of August; the sector is said when it starts.
  // Hal never waits at the end of a month.
  waiting: `
    county               2024-07 1, 2024-08 2, 2024-09..2025-08 1
    Quayside             2024-07..2025-08 1
    Abbey Fields         2024-08 1
    sector supported-living  2024-07..2025-08 1
    sector carers        2024-08 1
    openFor 0-3          2024-07 1, 2024-08 2, 2024-09 1
    openFor 3-6          2024-10..12 1
    openFor 6-12         2025-01..06 1
    openFor 12+          2025-07..08 1
    age under-18         2024-08 1
    age 18-64            2024-07..2025-08 1
  `,
}
