import type { Answers } from './table.ts'

/** People met and heard, their goals, and who cares for whom. */
export const answersOnPeople: Answers = {
  'people-met': `
    county               2024-01 8, 2024-02 2024-03 2, 2024-04..06 1, 2024-Q1 12, 2024-Q2 3, 2024 15
    Eastmere             2024-01 4, 2024-02 2024-03 1, 2024-05 2024-06 1, 2024-Q1 6, 2024-Q2 1, 2024 6
    Thornwick            2024-01 4, 2024-02..04 1, 2024-Q1 6, 2024-Q2 2, 2024 9
    Quayside             2024-01 2, 2024-05 2024-06 1, 2024-Q1 2, 2024-Q2 1, 2024 3     # Lou of May lives in Abbey Fields by the end of the quarter
    Mill Lane            2024-01 2, 2024-02..03 1, 2024-Q1 4, 2024 3                    # Bert was met here, and by the end of the year is of Heath End
    Heath End            2024-01 2024-Q1 3, 2024 4                                      # Cleo, Ivy and Mo; in the year Bert too
    Abbey Fields         2024-01..04 1, 2024-Q1 3, 2024-Q2 2, 2024 5
    age under-18         2024-01 2024-04 2024-Q1 2024-Q2 1, 2024 2                      # Cleo, who turns 18 the year after, and Kit
    age 18-64            2024-01 2024-02 2, 2024-03 2024-05 2024-06 1, 2024-Q1 5, 2024-Q2 2, 2024 7
    age 65+              2024-01 2024-Q1 2024 4
    age not-known        2024-01 2024-03 1, 2024-Q1 2024 2
  `,
  // Ada twice in a quarter is one; Bert in May and, in another ward, in September is one in the year. Finn’s daughter is not Finn. Jo’s
  // was in April.
  'people-heard': `
    county               2024-02 1, 2024-03 3, 2024-04 2024-05 2024-09 2024-11 1, 2024-Q1 3, 2024-Q2 2, 2024-Q3 2024-Q4 1, 2024 6, 2025-12 2025-Q4 2025 1
    Quayside             2024-02 1, 2024-03 2024-Q1 2024 2, 2025-12 2025-Q4 2025 1
    Mill Lane            2024-03 2024-04 2024-05 1, 2024-Q1 1, 2024-Q2 2, 2024 2
    Heath End            2024-09 2024-Q3 2024 1
    Abbey Fields         2024-11 2024-Q4 2024 1
    age 18-64            2024-03 2024-04 2024-05 2024-09 2024-11 1, 2024-Q1 1, 2024-Q2 2, 2024-Q3 2024-Q4 1, 2024 4, 2025-12 2025-Q4 2025 1
    age 65+              2024-02 1, 2024-03 2024-Q1 2024 2
  `,
  'goals-voiced': `
    county               2024-01 1, 2024-02 2, 2024-04 2, 2024-05 2, 2024-Q1 3, 2024-Q2 4, 2024 7, 2025-05 2025-Q2 2025 1
    Quayside             2024-02 2024-05 2024-Q1 2024 1
    Mill Lane            2024-01 2024-Q1 1, 2024-04 2024-Q2 2, 2024 2
    Heath End            2024-02 2024-Q1 1, 2024 2, 2025-05 2025-Q2 2025 1
    Abbey Fields         2024-05 1, 2024-Q2 2024 2                                      # Lou’s of May too, by the end of June
    lifeArea fun         2024-02 2024-Q1 2024 1
    lifeArea giving      2024-01 2024-Q1 2024 1
    lifeArea health      2024-02 2024-04 2024-Q1 2024-Q2 1, 2024 2                      # Mo; and Jo, as it was corrected from money
    lifeArea work-and-learning  2024-04 2024-Q2 2024 1
    lifeArea home        2024-05 2024-Q2 2024 2, 2025-05 2025-Q2 2025 1                 # the second is what Bert’s family wants
    age 18-64            2024-02 2024-Q1 1, 2024-04 2, 2024-05 2, 2024-Q2 4, 2024 5
    age not-known        2024-01 2024-Q1 2024 1
    age 65+              2024-02 2024-Q1 2024 1, 2025-05 2025-Q2 2025 1                 # Bert turns 65 in 2025
  `,
  'goals-let-go': `
    county               2024-07 2024-Q3 2024 1, 2025-09 2025-Q3 2025 1
    Heath End            2025-09 2025-Q3 2025 1
    Abbey Fields         2024-07 2024-Q3 2024 1
    lifeArea home        2024-07 2024-Q3 2024 1, 2025-09 2025-Q3 2025 1
    age 18-64            2024-07 2024-Q3 2024 1
    age 65+              2025-09 2025-Q3 2025 1
  `,
  'goals-picked-up-again': `
    county               2024-11 2024-Q4 2024 1, 2025-08 2025-Q3 2025 1
    Heath End            2024-11 2024-Q4 2024 1, 2025-08 2025-Q3 2025 1
    lifeArea work-and-learning  2024-11 2024-Q4 2024 1
    lifeArea health      2025-08 2025-Q3 2025 1
    age 18-64            2024-11 2024-Q4 2024 1, 2025-08 2025-Q3 2025 1
  `,
  // Bert’s own "nearer" of May stands for the quarter and the year before his worker’s "reached" of June. In October it is Ada’s sister
  // alone who says something; that nobody could ask says nothing. Mo is nearer, and then it is another goal. What Bert says of his
  // family’s goal counts nowhere.
  'goals-nearer': `
    county               2024-03 2024-05 2024-10 2024-Q1 2024-Q2 2024-Q4 1, 2024 2
    Quayside             2024-10 2024-Q4 1
    Mill Lane            2024-03 2024-05 2024-Q1 2024-Q2 2024 1                         # Pat; and Bert, who is of Heath End by the end of the year
    Heath End            2024 1
    lifeArea giving      2024-03 2024-Q1 2024 1
    lifeArea fun         2024-10 2024-Q4 1
    lifeArea work-and-learning  2024-05 2024-Q2 2024 1
    age 18-64            2024-05 2024-Q2 2024 1
    age 65+              2024-10 2024-Q4 1
    age not-known        2024-03 2024-Q1 2024 1
  `,
  // Ada keeps her garden in February; Hal says that it holds. Jo’s goal is to change something: the same is not held.
  'goals-held': `
    county               2024-02 2024-11 2024-Q4 2024 1
    Quayside             2024-02 1
    Abbey Fields         2024-11 2024-Q4 2024 1
    lifeArea fun         2024-02 1
    lifeArea home        2024-11 2024-Q4 2024 1
    age 18-64            2024-11 2024-Q4 2024 1
    age 65+              2024-02 1
  `,
  // Ada’s own word of 11 March is the latest of her own in the month, the quarter and the year, whatever her sister says later.
  'goals-further': `
    county               2024-03 2024-Q1 2024 1
    Quayside             2024-03 2024-Q1 2024 1
    lifeArea fun         2024-03 2024-Q1 2024 1
    age 65+              2024-03 2024-Q1 2024 1
  `,
  'goals-reached': `
    county               2024-06 1, 2025-03 2025-06 2025-Q1 2025-Q2 1, 2025 2
    Mill Lane            2024-06 1, 2025-06 2025-Q2 2025 1
    Heath End            2025-03 2025-Q1 2025 1
    lifeArea work-and-learning  2024-06 1, 2025-03 2025-Q1 2025 1
    lifeArea giving      2025-06 2025-Q2 2025 1
    age 18-64            2024-06 1
    age 65+              2025-03 2025-Q1 2025 1
    age not-known        2025-06 2025-Q2 2025 1
  `,
  // Pat spoke of his in March 2024, and reached it in June 2025; Jo spoke of hers last when it was written down in May 2024, Ada’s
  // sister, who said "until now", on 20 November (in August nobody could ask; in December it is still so), Hal in November. Mo’s rested
  // when nobody spoke of it.
  'goals-unheard': `
    county               2025-03..04 1, 2025-05 2, 2025-06..10 1, 2025-11 3, 2025-12.. 2
    Quayside             2025-11 1
    Mill Lane            2025-03..04 1, 2025-05 2, 2025-06.. 1
    Abbey Fields         2025-11.. 1
    lifeArea fun         2025-11 1
    lifeArea giving      2025-03..05 1
    lifeArea health      2025-05.. 1
    lifeArea home        2025-11.. 1
    age 18-64            2025-05..10 1, 2025-11.. 2
    age 65+              2025-11 1
    age not-known        2025-03..05 1
  `,
  // Finn until he died, Kit until mum moved out. Ada’s dog makes her none.
  carers: `
    county               2024-01..03 1, 2024-04..08 2, 2024-09..2025-06 1
    Mill Lane            2024-01..08 1
    Abbey Fields         2024-04..2025-06 1
    age under-18         2024-04..2025-06 1
    age 65+              2024-01..08 1
  `,
  // Ended on the last of March: at the end of that day it does not run.
  'carers-supported': `
    county               2024-09..2025-02 1
    Abbey Fields         2024-09..2025-02 1
    age under-18         2024-09..2025-02 1
  `,
}
