import { uuid } from '../support/spec.ts'
import { type Line, met, on, ward } from './telling.ts'

const [football, club, another] = [uuid(), uuid(), uuid()]

/**
 * Cleo, of Heath End, born in 2007. Nobody had ever asked whether she wants to play football: she does. There is no team; then there is
 * one, and she plays from July on. In February the club stops from one day to the next, for money: her want is open again, and new. In
 * June there is another club, three miles away: she goes, but it is no football.
 */
const cleo: Line[] = [
  met('2024-01-22', 'Heath End', 2007),
  on('2024-03-14', 'WantVoiced', { want: football, lifeArea: 'fun', sector: 'community', neverAsked: 'nobody-asked' }),
  on('2024-04-25', 'WantUnmet', { want: football, why: 'not-here' }),
  on('2024-07-10', 'SupportStarted', { support: club, sector: 'community', hoursPerWeek: 3, wants: [football] }, { led: 'together' }),
  on('2024-07-10', 'WantMet', { want: football, support: club }),
  on('2025-02-05', 'SupportEnded', { support: club, planned: false, why: 'money' }, { led: 'service' }),
  on('2025-06-09', 'SupportStarted', { support: another, sector: 'community', hoursPerWeek: 2 }, { led: 'person' }),
]

const [family, settled, nearBy, insteadOfFamily, careHome, atLast] = [uuid(), uuid(), uuid(), uuid(), uuid(), uuid()]

/**
 * Lou, of Quayside, born in 1985, wants to live with a family, and to be settled at last; her brother wants her near by, and says in
 * August 2025 that it is further off. In June she is moved to a care home in Abbey Fields with 27 days’ notice, which is not her choice,
 * and Abbey Fields answers for her from then on. In July she gives up on being settled. Of the home she first says she is unsure; in
 * December that she is unhappy with it, and that it does not fit; in May that she does not know any more. In September she moves in with
 * a family, as she wanted, and the care home has known for 35 days. In all that time nobody has a conversation with her.
 */
const lou: Line[] = [
  met('2024-05-13', 'Quayside', 1985),
  on('2024-05-13', 'GoalVoiced', { goal: settled, lifeArea: 'home', whose: 'person', towards: 'change' }),
  on('2024-05-13', 'GoalVoiced', { goal: nearBy, lifeArea: 'home', whose: 'family', towards: 'change' }, { by: 'family' }),
  on('2024-05-13', 'WantVoiced', { want: family, lifeArea: 'home', sector: 'shared-lives' }),
  on(
    '2024-06-10',
    'CompromiseMade',
    { compromise: insteadOfFamily, want: family, wantedSector: 'shared-lives', givenSector: 'residential', says: 'unsure' },
    { led: 'service' },
  ),
  on(
    '2024-06-10',
    'HomeChanged',
    { area: ward['Abbey Fields'], responsible: ward['Abbey Fields'], kind: 'residential', choice: 'not-mine', noticeDays: 27 },
    { led: 'service' },
  ),
  on('2024-06-10', 'SupportStarted', { support: careHome, sector: 'residential', costPerWeek: 800 }, { led: 'service' }),
  on('2024-07-08', 'GoalLetGo', { goal: settled, why: 'not-possible-here' }, { led: 'person' }),
  on('2024-12-09', 'CompromiseLookedAt', { compromise: insteadOfFamily, still: true, says: 'unhappy' }),
  on('2024-12-09', 'SupportFitRated', { support: careHome, fit: 'does-not' }),
  on('2025-05-05', 'SupportFitRated', { support: careHome, fit: 'not-sure' }),
  on('2025-08-04', 'GoalProgressed', { goal: nearBy, says: 'further' }, { by: 'family' }),
  on('2025-09-08', 'SupportStarted', { support: atLast, sector: 'shared-lives', costPerWeek: 450 }, { led: 'person' }),
  on('2025-09-08', 'WantMet', { want: family, support: atLast }),
  on('2025-09-08', 'HomeChanged', { area: ward['Abbey Fields'], kind: 'shared-lives', choice: 'mine' }, { led: 'person' }),
  on('2025-09-08', 'SupportEnded', { support: careHome, planned: true, noticeDays: 35 }, { led: 'person' }),
]

const [bus, driver, lift, walking, first, second, third] = [uuid(), uuid(), uuid(), uuid(), uuid(), uuid(), uuid()]

/**
 * Mo, of Heath End, born in 1999. Reablement comes for six weeks and ends as planned, but nobody wrote down when he was told. He wants a
 * bus that he can use, and somebody to drive him, for which he is tired of asking. The bus is too far, then not allowed, then he lets it
 * go; the driver is found in November. Before that there is a compromise, for no want that anybody named, a lift now and then; it is over
 * by February. A year and a day after the first, reablement comes again; it stops early, though 90 days had been said, and starts anew on
 * that very day because he insists. His goal, to walk to the shop, rests from June 2024 to August 2025; then he is nearer, and two weeks
 * later it is another goal now.
 */
const mo: Line[] = [
  met('2024-01-29', 'Heath End', 1999),
  on('2024-01-29', 'SupportStarted', { support: first, sector: 'reablement', hoursPerWeek: 5 }, { led: 'service' }),
  on('2024-02-19', 'WantVoiced', { want: bus, lifeArea: 'getting-around', sector: 'universal' }),
  on('2024-02-19', 'WantVoiced', { want: driver, lifeArea: 'getting-around', sector: 'voluntary', neverAsked: 'tired-of-asking' }),
  on('2024-02-19', 'GoalVoiced', { goal: walking, lifeArea: 'health', whose: 'person', towards: 'change' }),
  on('2024-03-11', 'SupportEnded', { support: first, planned: true }, { led: 'rule' }),
  on('2024-05-20', 'WantUnmet', { want: bus, why: 'too-far' }),
  on('2024-06-03', 'GoalPaused', { goal: walking }, { led: 'person' }),
  on('2024-06-20', 'WantUnmet', { want: bus, why: 'not-allowed' }),
  on('2024-09-09', 'WantLetGo', { want: bus, why: 'not-possible-here' }, { led: 'person' }),
  on('2024-10-21', 'CompromiseMade', { compromise: lift, givenSector: 'voluntary' }, { led: 'together' }),
  on('2024-11-04', 'WantMet', { want: driver }),
  on('2025-02-10', 'CompromiseLookedAt', { compromise: lift, still: false }),
  on('2025-03-12', 'SupportStarted', { support: second, sector: 'reablement', hoursPerWeek: 6 }, { led: 'service' }),
  on('2025-04-22', 'SupportEnded', { support: second, planned: false, noticeDays: 90 }, { led: 'rule' }),
  on('2025-04-22', 'SupportStarted', { support: third, sector: 'reablement', hoursPerWeek: 4 }, { led: 'person' }),
  on('2025-08-04', 'GoalPickedUpAgain', { goal: walking }, { led: 'person' }),
  on('2025-09-08', 'GoalProgressed', { goal: walking, says: 'nearer' }),
  on('2025-09-22', 'GoalProgressed', { goal: walking, says: 'different' }),
]

const [washing, carers, neighbour, worker] = [uuid(), uuid(), uuid(), uuid()]

/**
 * Nia, of Abbey Fields, born in 1930, wants help with the washing. From March two bring it, home care and a volunteer. Home care ends in
 * October; she was told 25 days before, and still has the volunteer. He goes in January, which he had said a month before: then nobody
 * helps, and in April she is told to wait. Her social worker has been there from the start, leaves on the last of February and comes back
 * in March.
 */
const nia: Line[] = [
  met('2024-01-24', 'Abbey Fields', 1930),
  on('2024-01-24', 'WorkerStarted', { worker, role: 'social-worker' }),
  on('2024-02-07', 'WantVoiced', { want: washing, lifeArea: 'daily-living', sector: 'home-care' }),
  on('2024-03-06', 'SupportStarted', { support: carers, sector: 'home-care', hoursPerWeek: 3, costPerWeek: 60 }, { led: 'family' }),
  on('2024-03-06', 'SupportStarted', { support: neighbour, sector: 'voluntary', hoursPerWeek: 1.25 }, { led: 'together' }),
  on('2024-03-06', 'WantMet', { want: washing, support: carers }),
  on('2024-03-07', 'WantMet', { want: washing, support: neighbour }),
  on('2024-09-20', 'SupportPlanned', { support: carers, change: 'end' }),
  on('2024-10-15', 'SupportEnded', { support: carers, planned: true }, { led: 'worker' }),
  on('2025-01-20', 'SupportEnded', { support: neighbour, planned: true, noticeDays: 30 }, { led: 'life' }),
  on('2025-02-28', 'WorkerLeft', { worker }),
  on('2025-03-03', 'WorkerStarted', { worker, role: 'social-worker' }),
  on('2025-04-14', 'WantUnmet', { want: washing, why: 'waiting' }),
]

export const livesOfWants = [cleo, lou, mo, nia]
