import type { Arc } from '../story.ts'
import { carer, carerOfOneKnown } from './carers.ts'
import { days } from './days.ts'
import { eighteen } from './eighteen.ts'
import { frontDoor } from './front-door.ts'
import { hands, withoutWords } from './hands-and-looks.ts'
import { held } from './held.ts'
import { memory } from './memory.ts'
import { mending } from './mending.ts'
import { noAddress } from './no-address.ts'
import { alone, safe } from './on-their-own.ts'
import { cut, grown } from './own-help.ts'
import { pillarToPost } from './pillar-to-post.ts'
import { sharedLife } from './shared-life.ts'
import { stoppingHere } from './stopping-here.ts'
import { lateWord, voices } from './words-for-it.ts'

/** Every kind of story there is in Sallowshire. */
export const arcs: readonly Arc[] = [frontDoor, held, days, stoppingHere, pillarToPost, sharedLife, memory, carerOfOneKnown, carer, cut, grown, eighteen, mending, hands, withoutWords, noAddress, voices, lateWord, alone, safe]
