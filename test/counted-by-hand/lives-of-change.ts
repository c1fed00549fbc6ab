import { uuid } from '../support/spec.ts'
import { type Line, met, on, ward } from './telling.ts'

const [homeCare, dayCentre, company, ramp, coordinator] = [uuid(), uuid(), uuid(), uuid(), uuid()]

/**
 * Finn, of Mill Lane, born in 1945. Home care from the day we met, a day centre from February; he and his wife care for each other. He
 * wants company. His daughter says that home care fits. Somebody of a service is to see about a ramp by 30 August, and does not. On 9
 * September the day centre ends, with nothing said before. On 17 September he dies; home care ends seven days later, his daughter talks
 * it all over with us, and his coordinator leaves on the first of October. That he died is written down a week after that.
 */
const finn: Line[] = [
  met('2024-01-08', 'Mill Lane', 1945),
  on('2024-01-08', 'CircleMemberNamed', { member: uuid(), tie: 'partner', care: 'both' }),
  on('2024-01-08', 'WorkerStarted', { worker: coordinator, role: 'care-coordinator' }),
  on('2024-01-08', 'SupportStarted', { support: homeCare, sector: 'home-care', hoursPerWeek: 14, costPerWeek: 280 }, { led: 'family' }),
  on(
    '2024-02-12',
    'SupportStarted',
    { support: dayCentre, sector: 'day-support', hoursPerWeek: 6, costPerWeek: 90.5 },
    { led: 'together' },
  ),
  on('2024-03-05', 'ConversationHeld'),
  on('2024-03-05', 'WantVoiced', { want: company, lifeArea: 'belonging' }),
  on('2024-03-05', 'SupportFitRated', { support: homeCare, fit: 'fits' }, { by: 'family' }),
  on('2024-08-01', 'StepAgreed', { step: ramp, who: 'service', by: '2024-08-30' }),
  on('2024-09-09', 'SupportEnded', { support: dayCentre, planned: false }, { led: 'service' }),
  on('2024-09-24', 'SupportEnded', { support: homeCare, planned: false, why: 'died' }, { led: 'life' }),
  on('2024-09-25', 'ConversationHeld', {}, { by: 'family' }),
  on('2024-10-01', 'WorkerLeft', { worker: coordinator }),
  on('2024-09-17', 'PersonDied', {}, { written: '2024-10-07' }),
]

const residential = uuid()

/**
 * Gwen, of Quayside, born in 1970. When we met her she had lived in a care home since 2019, and nobody knew who had led that; in
 * February 2023 she had been moved to another, for which Mill Lane answered then. In March 2024 somebody listens for the first
 * time, and she says that it partly fits. There is a review in May, and one in March 2025, that was written down in June. Nothing comes of
 * either, and nobody listens again until December 2025: then she says that it fits.
 */
const gwen: Line[] = [
  met('2024-01-11', 'Quayside', 1970),
  on(
    { from: '2019', to: 'now' },
    'SupportStarted',
    { support: residential, sector: 'residential', costPerWeek: 900 },
    { led: 'unknown', written: '2024-01-11' },
  ),
  on(
    '2023-02-20',
    'HomeChanged',
    { area: ward.Quayside, responsible: ward['Mill Lane'], kind: 'residential', choice: 'not-mine' },
    { led: 'unknown', written: '2024-01-11' },
  ),
  on('2024-03-19', 'ConversationHeld'),
  on('2024-03-19', 'SupportFitRated', { support: residential, fit: 'partly' }),
  on('2024-05-14', 'ReviewHeld', { planned: true }),
  on('2025-03', 'ReviewHeld', { planned: true }, { written: '2025-06-10' }),
  on('2025-12-10', 'ConversationHeld'),
  on('2025-12-10', 'SupportFitRated', { support: residential, fit: 'fits' }),
]

const visits = uuid()
const visited = (hoursPerWeek: number, more: object = {}) => ({ support: visits, hoursPerWeek, ...more })

/**
 * Ivy, of Heath End, born in 1955, has home care of ten hours. On 3 April she is told that there will be less; on 1 May, 28 days later,
 * it is seven and a half. In August it goes down by an hour, and 25 days later by another, of which she was told 27 days before; neither
 * is a quarter, but both together are. (In July she had been told that there would be more.) What goes in September is no quarter of what
 * there was, but for what has been counted already. In February it is more, as she asked. For four weeks she is in hospital. In October
 * she is moved to a care home and not asked, and nobody wrote down when she was told; a week later home care ends as was planned for 28
 * days.
 */
const ivy: Line[] = [
  met('2024-01-17', 'Heath End', 1955),
  on('2024-01-17', 'SupportStarted', { support: visits, sector: 'home-care', hoursPerWeek: 10, costPerWeek: 200 }, { led: 'service' }),
  on('2024-04-03', 'SupportPlanned', { support: visits, change: 'less' }),
  on('2024-05-01', 'SupportAdjusted', visited(7.5, { costPerWeek: 150 }), { led: 'service' }),
  on('2024-07-22', 'SupportPlanned', { support: visits, change: 'more' }),
  on('2024-08-05', 'SupportAdjusted', visited(6.5), { led: 'rule' }),
  on('2024-08-30', 'SupportAdjusted', visited(5.5, { noticeDays: 27 }), { led: 'rule' }),
  on('2024-09-16', 'SupportAdjusted', visited(4.75, { noticeDays: 27 }), { led: 'rule' }),
  on('2025-02-10', 'SupportAdjusted', visited(8), { led: 'person' }),
  on('2025-03-10', 'SupportPaused', { support: visits }, { led: 'life' }),
  on('2025-04-07', 'SupportResumed', { support: visits }, { led: 'together' }),
  on('2025-10-06', 'HomeChanged', { area: ward['Heath End'], kind: 'residential', choice: 'not-asked' }, { led: 'family' }),
  on('2025-10-13', 'SupportEnded', { support: visits, planned: true, noticeDays: 28 }, { led: 'family' }),
]

export const livesOfChange = [finn, gwen, ivy]
