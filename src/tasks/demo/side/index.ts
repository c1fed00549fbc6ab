import type { Side } from '../story.ts'
import { faith, love, scam, unsaid } from './heart.ts'
import { childhood, ownTongue } from './longer-ago.ts'
import { animal, friendship, neighbours } from './near-by.ts'
import { gettingAbout, money, teeth } from './paper.ts'
import { passion } from './passion.ts'

/** Every story that is told beside a main one. */
export const sides: readonly Side[] = [passion, childhood, ownTongue, friendship, animal, neighbours, money, teeth, gettingAbout, love, faith, scam, unsaid]
