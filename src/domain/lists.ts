/** Every list of codes, in one place: all of them facts, countable and in clear. Codes are never renamed; new ones may be added. */

/** The parts of a life. `docs/words.md` maps them to the nine areas of wellbeing of the Care Act 2014 s.1(2). */
export const lifeArea = [
  'home',
  'belonging',
  'love-and-family',
  'community',
  'work-and-learning',
  'health',
  'feelings',
  'safety',
  'money',
  'getting-around',
  'daily-living',
  'control',
  'giving',
  'faith-and-culture',
  'fun',
] as const

/** Where support comes from, the nearest and most ordinary first. */
export const sector = [
  'family-and-friends',
  'community',
  'universal',
  'voluntary',
  'shared-lives',
  'homeshare',
  'personal-assistant',
  'home-care',
  'supported-living',
  'extra-care',
  'day-support',
  'short-breaks',
  'reablement',
  'residential',
  'nursing',
  'carers',
  'advocacy',
  'health',
  'mental-health',
  'drug-and-alcohol',
  'homelessness',
  'housing',
  'employment',
  'education',
  "children's-services",
  'criminal-justice',
  'equipment',
  'other',
] as const

/** Whose words they are. */
export const saidByWho = ['person', 'family', 'friend', 'advocate', 'worker', 'other'] as const
/** How the words were said. */
export const saidByHow = ['alone', 'supported', 'interpreted', 'by-behaviour'] as const
/** Who led a change. */
export const ledBy = ['person', 'family', 'together', 'worker', 'service', 'rule', 'life', 'unknown'] as const
/** Said to me, seen by me, told by another, from a record. */
export const basis = ['said', 'seen', 'told', 'record'] as const
/** Why an entry is held back from the person for now. */
export const heldBackGround = ['serious-harm', 'third-party', 'safeguarding'] as const

/** Where something was so. */
export const where = [
  'home',
  'family-home',
  'day-service',
  'college',
  'work',
  'club',
  'drop-in',
  'hostel',
  'hospital',
  'care-home',
  'office',
  'cafe',
  'outdoors',
  'phone',
  'video',
  'letter',
  'other',
] as const
/** Who was there. */
export const withWhom = ['person', 'alone', 'family', 'friends', 'peers', 'staff', 'advocate', 'interpreter', 'strangers'] as const

/** Why support changed. */
export const whySupport = [
  'asked-for',
  'more-help-wanted',
  'less-help-wanted',
  'money',
  'provider',
  'worker-gone',
  'carer-unwell',
  'hospital',
  'moved',
  'rule',
  'ended-as-planned',
  'died',
  'other',
] as const
/** Why a want is unmet, or a compromise was made. */
export const whyUnmet = ['not-here', 'full', 'too-far', 'too-dear', 'not-allowed', 'waiting', 'no-reason-given'] as const
/** Why a goal or a want was let go. */
export const whyLetGo = ['changed-mind', 'not-now', 'no-longer-matters', 'not-possible-here', 'other'] as const
/** Why a step was let go. */
export const whyStepLetGo = ['not-needed', 'nobody-could', 'other'] as const
/** Why a conversation was missed. */
export const whyMissed = ['wrong-contact', 'unwell', 'afraid', 'forgot', 'travel', 'cancelled', 'other'] as const
/** Why a worker left. */
export const whyWorkerLeft = ['new-job', 'reorganised', 'unwell', 'agency-ended', 'asked-to-change', 'other'] as const
/** The reason given when somebody was turned away. */
export const turnedAway = [
  'must-do-something-first',
  'not-eligible',
  'too-complex',
  'not-complex-enough',
  'full',
  'wrong-area',
  'no-address',
  'missed-appointments',
  'no-reason-given',
] as const
/** What somebody was told they must do first. */
export const mustFirst = ['stop-using', 'be-stable', 'have-address', 'have-diagnosis', 'have-a-worker', 'be-assessed', 'other'] as const
/** What a decision was about. */
export const decisionAbout = ['home', 'support', 'money', 'care', 'contact', 'sharing', 'safety', 'other'] as const
/** Who decided. */
export const decidedBy = ['person', 'family', 'together', 'worker', 'panel', 'rule', 'attorney', 'deputy', 'court'] as const
/** What stood in the way of a goal. */
export const hinderedBy = ['money', 'wait', 'rule', 'transport', 'health', 'other-people', 'nobody-did-it', 'other'] as const
/** What a worker is to the person. */
export const workerRole = [
  'social-worker',
  'practitioner',
  'care-coordinator',
  'navigator',
  'support-worker',
  'advocate',
  'personal-assistant',
  'clinician',
  'manager',
  'other',
] as const

/** The rooms somebody may be let into, by their token. */
export const roles = ['practitioner', 'reviewer', 'commissioner', 'person', 'steward'] as const
