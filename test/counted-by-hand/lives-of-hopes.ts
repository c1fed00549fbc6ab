import { uuid } from '../support/spec.ts'
import { type Line, met, on, ward } from './telling.ts'

const [garden, work, aHome, shared, choir, sharedLives] = [uuid(), uuid(), uuid(), uuid(), uuid(), uuid()]

const gardenVoiced = on('2024-02-05', 'GoalVoiced', { goal: garden, lifeArea: 'fun', whose: 'person', towards: 'keep' })

/**
 * Ada, of Quayside, born in 1950. She wants to keep her garden. In February she says it is the same, in March that it slips away, while
 * two weeks later her sister says it is holding; in November the sister writes that it has been coming on since 3 October. Then nobody
 * speaks of it: a worker could not ask her that October, nor in August of the next year. In December she says: still so. She looks after
 * a dog.
 */
const ada: Line[] = [
  met('2024-01-15', 'Quayside', 1950),
  on('2024-01-15', 'CircleMemberNamed', { member: uuid(), tie: 'animal', care: 'me-for-them' }),
  on('2024-02-05', 'ConversationHeld'),
  gardenVoiced,
  on('2024-02-20', 'GoalProgressed', { goal: garden, says: 'same' }),
  on('2024-03-11', 'ConversationHeld'),
  on('2024-03-11', 'GoalProgressed', { goal: garden, says: 'further' }),
  on('2024-03-25', 'GoalProgressed', { goal: garden, says: 'holding' }, { by: 'family' }),
  on('2024-10-28', 'GoalProgressed', { goal: garden, says: 'could-not-ask' }, { by: 'worker' }),
  on({ from: '2024-10-03', to: 'now' }, 'GoalProgressed', { goal: garden, says: 'nearer' }, { by: 'family', written: '2024-11-20' }),
  on('2025-08-14', 'GoalProgressed', { goal: garden, says: 'could-not-ask' }, { by: 'worker' }),
  on('2025-12-02', 'StillSo', { entry: gardenVoiced.entry.id }),
]

/**
 * Bert, of Mill Lane, born in 1960. He wants work again and says in May that he is nearer; in June it is his worker who says it is
 * reached. In August he moves to Heath End, as he wished, and Heath End answers for him from then on. In November the work is lost and
 * the goal matters again; in March he reaches it. His family has a goal for him, a smaller flat: he is asked, says it is nearer, and lets
 * go of it in September.
 */
const bert: Line[] = [
  met('2024-02-10', 'Mill Lane', 1960),
  on('2024-04-08', 'GoalVoiced', { goal: work, lifeArea: 'work-and-learning', whose: 'person', towards: 'change' }),
  on('2024-05-06', 'ConversationHeld'),
  on('2024-05-06', 'GoalProgressed', { goal: work, says: 'nearer' }),
  on('2024-06-17', 'GoalReached', { goal: work }, { by: 'worker' }),
  on(
    '2024-08-20',
    'HomeChanged',
    { area: ward['Heath End'], responsible: ward['Heath End'], kind: 'own-home', choice: 'mine' },
    { led: 'person' },
  ),
  on('2024-09-30', 'ConversationHeld'),
  on('2024-11-12', 'GoalPickedUpAgain', { goal: work }, { led: 'person' }),
  on('2025-03-03', 'GoalReached', { goal: work }),
  on('2025-05-19', 'GoalVoiced', { goal: aHome, lifeArea: 'home', whose: 'family', towards: 'change' }, { by: 'family' }),
  on('2025-06-10', 'GoalProgressed', { goal: aHome, says: 'nearer' }),
  on('2025-09-01', 'GoalLetGo', { goal: aHome, why: 'changed-mind' }, { led: 'person' }),
]

/**
 * Hal, of Abbey Fields, born in 2000. He moves in with a shared lives family in February, as he asked, and wants it to stay like that,
 * which he puts in other words in June; in November, in the one conversation there is, he says it does, and that it fits. In June of the
 * next year he wants a choir, and goes off the idea in August. Nothing else happens, and nobody asks again.
 */
const hal: Line[] = [
  met('2024-02-01', 'Abbey Fields', 2000),
  on('2024-02-01', 'SupportPlanned', { support: sharedLives, change: 'start', sector: 'shared-lives' }),
  on('2024-02-15', 'SupportStarted', { support: sharedLives, sector: 'shared-lives', costPerWeek: 400 }, { led: 'person' }),
  on('2024-05-20', 'GoalVoiced', { goal: shared, lifeArea: 'home', whose: 'person', towards: 'keep' }),
  on('2024-06-24', 'GoalReworded', { goal: shared }, { led: 'person' }),
  on('2024-11-06', 'ConversationHeld'),
  on('2024-11-06', 'GoalProgressed', { goal: shared, says: 'holding' }),
  on('2024-11-06', 'SupportFitRated', { support: sharedLives, fit: 'fits' }),
  on('2025-06-18', 'WantVoiced', { want: choir, lifeArea: 'faith-and-culture' }),
  on('2025-08-20', 'WantLetGo', { want: choir, why: 'changed-mind' }, { led: 'person' }),
]

const [teaching, reading, assistant] = [uuid(), uuid(), uuid()]

/**
 * Pat, of Mill Lane; nobody knows how old. He has had an assistant since May 2022. His family would have him read to children, and says in
 * February that it is another thing now. He wants to teach somebody his trade; in March 2024 he is nearer, and in June 2025 it
 * is reached. All this he rings in with: in two years nobody listens to him.
 */
const pat: Line[] = [
  met('2024-01-09', 'Mill Lane'),
  on('2022-05', 'SupportStarted', { support: assistant, sector: 'personal-assistant' }, { led: 'person', written: '2024-01-09' }),
  on('2024-01-09', 'GoalVoiced', { goal: teaching, lifeArea: 'giving', whose: 'person', towards: 'change' }),
  on('2024-01-09', 'GoalVoiced', { goal: reading, lifeArea: 'giving', whose: 'family', towards: 'change' }, { by: 'family' }),
  on('2024-02-12', 'GoalProgressed', { goal: reading, says: 'different' }, { by: 'family' }),
  on('2024-03-04', 'GoalProgressed', { goal: teaching, says: 'nearer' }),
  on('2025-06-16', 'GoalReached', { goal: teaching }),
]

export const livesOfHopes = [ada, bert, hal, pat]
