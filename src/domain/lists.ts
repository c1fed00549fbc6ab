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

/** Why somebody without a tie to a person opened their story. */
export const openedGround = [
  'somebody-is-in-danger',
  'covering-for-a-colleague',
  'they-asked-me-to',
  'concern-for-their-safety',
  'other',
] as const
/** Why a story was forgotten. */
export const forgottenGround = ['asked-for', 'kept-long-enough', 'court', 'should-not-have-been-kept', 'other'] as const
/** What a sharing is for. */
export const sharingPurpose = ['support', 'review', 'learning'] as const

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

/** How somebody's story came to be told here: who asked first. */
export const howTheyCame = [
  'self',
  'family',
  'friend',
  'health',
  'school',
  'housing',
  'voluntary',
  'other-service',
  'carried-over',
] as const
/** What kind of home it is. `no-home` is one too: it says where somebody is living from. */
export const homeKind = [
  'own-home',
  'family-home',
  'staying-with-others',
  'shared-lives',
  'supported-living',
  'extra-care',
  'residential',
  'nursing',
  'hospital',
  'prison',
  'hostel',
  'refuge',
  'temporary',
  'no-home',
  'other',
] as const
/** Whose choice a home was. */
export const homeChoice = ['mine', 'shared', 'not-mine', 'not-asked'] as const
/** A line in life that changes what somebody is entitled to, or who they are to others. */
export const stage = ['sixteen', 'eighteen', 'left-school', 'left-care', 'retired', 'became-carer', 'became-parent'] as const
/** What somebody in the circle is to the person. */
export const tie = [
  'partner',
  'ex-partner',
  'parent',
  'child',
  'sibling',
  'relative',
  'friend',
  'neighbour',
  'colleague',
  'animal',
  'other',
] as const
/** Who cares for whom, said by the person whose story it is. */
export const care = ['me-for-them', 'them-for-me', 'both', 'neither'] as const
/** On what ground somebody may speak for the person, or help them be heard. */
export const speaksFor = ['attorney-welfare', 'attorney-money', 'deputy', 'appointee', 'advocate', 'imca', 'interpreter', 'chosen'] as const
/** Why somebody is no longer in the circle. */
export const whyMemberLeft = ['moved', 'apart', 'not-safe', 'died', 'other'] as const
/**
 * How somebody describes themselves, scheme by scheme: each can be left out, and in each one can prefer not to say. Ethnic group and religion
 * follow the high-level groups of the 2021 census of England and Wales.
 */
export const groups = {
  'ethnic-group': ['asian', 'black', 'mixed', 'white', 'other', 'prefer-not-to-say'],
  sex: ['female', 'male', 'prefer-not-to-say'],
  gender: ['woman', 'man', 'non-binary', 'another-way', 'prefer-not-to-say'],
  disability: [
    'none',
    'learning-disability',
    'autism',
    'physical',
    'sight',
    'hearing',
    'mental-health',
    'memory',
    'long-term-illness',
    'other',
    'prefer-not-to-say',
  ],
  religion: ['none', 'buddhist', 'christian', 'hindu', 'jewish', 'muslim', 'sikh', 'other', 'prefer-not-to-say'],
  orientation: ['straight', 'gay-or-lesbian', 'bisexual', 'another-way', 'prefer-not-to-say'],
  'first-language': [
    'english',
    'welsh',
    'british-sign-language',
    'arabic',
    'bengali',
    'gujarati',
    'panjabi',
    'polish',
    'portuguese',
    'romanian',
    'spanish',
    'urdu',
    'other',
    'prefer-not-to-say',
  ],
} as const

/** Who chose where a conversation was held. */
export const whoChosePlace = ['person', 'family', 'worker', 'together'] as const
/** Who missed a conversation: us, as often as them. */
export const missedBy = ['person', 'us', 'both'] as const

/** How often somebody was seen to be so. */
export const often = ['once', 'sometimes', 'often', 'always'] as const
/** Why something is no longer so: it changed, or it never was them. */
export const whyNoLongerSo = ['changed', 'not-me'] as const

/** Why a want had never been asked for. */
export const neverAsked = ['did-not-know', 'told-no', 'not-allowed', 'tired-of-asking', 'nobody-asked'] as const
/** What the person says of a compromise. */
export const saysOfCompromise = ['content', 'unsure', 'unhappy', 'could-not-ask'] as const

/** What a plan is to do with a support. */
export const plannedChange = ['start', 'more', 'less', 'end'] as const
/** Who pays for a support. */
export const paidBy = ['council', 'nhs', 'person', 'charity', 'nobody'] as const
/** How a support is arranged and its money held. */
export const howArranged = ['direct-payment', 'managed-budget', 'arranged'] as const
/** Whether a support is for people in one situation, or for anybody. */
export const supportReach = ['specialist', 'general'] as const
/** How a support fits the person. People rate support; nobody rates people. */
export const fit = ['fits', 'partly', 'does-not', 'not-sure'] as const

/** Something somebody has a right to, and was refused. */
export const rightRefused = ['gp', 'dentist', 'housing', 'benefits', 'advocate', 'care-act-conversation'] as const
/** How one decision was made on one day, in the terms of the Mental Capacity Act 2005. It says nothing about a person beyond that decision. */
export const decisionHow = ['own', 'supported', 'best-interests', 'delegated'] as const
/** Whether the person wanted what was decided. */
export const personWanted = ['yes', 'partly', 'no', 'not-asked'] as const
/** Whether the person agreed to what was decided. */
export const personAgreed = ['yes', 'no', 'could-not-ask'] as const
/** What a system did. */
export const systemDid = ['change', 'wait', 'rule', 'form', 'handover', 'silence', 'other'] as const
/** What it did to somebody's life. */
export const systemEffect = ['helped', 'harmed', 'both', 'unclear'] as const
/** What somebody is worried is being done to a person, as the Care Act guidance groups it. */
export const concernKind = [
  'physical',
  'domestic',
  'sexual',
  'psychological',
  'financial',
  'modern-slavery',
  'discriminatory',
  'organisational',
  'neglect',
  'self-neglect',
] as const
/** What the person wants done about a concern. */
export const personWants = ['act', 'not-act', 'not-asked'] as const
/** How a concern was closed. */
export const howConcernClosed = ['no-further-step', 'support-changed', 'enquiry', 'passed-on'] as const
/** Whether what the person wished for was met when a concern was closed. */
export const personsWishMet = ['fully', 'partly', 'not', 'not-asked'] as const

/** What was wrong with an entry that is corrected. */
export const correctionKind = ['slip', 'wrong-date', 'fact'] as const
/** Why an entry is taken back. */
export const whyWithdrawn = ['slip', 'twice', 'wrong-person'] as const
/** What somebody who disputes an entry asks for. */
export const disputeAsks = ['correct', 'remove', 'show-mine'] as const
/** Whether a disputed entry is used until the dispute is answered. */
export const meanwhile = ['use', 'do-not-use'] as const
/** How a dispute was answered. */
export const disputeAnswer = ['corrected', 'removed', 'kept-and-not-used', 'kept-dispute-shown'] as const
/** Why words were taken away for good. */
export const wordsRemovedGround = ['too-much', 'wrong-person', 'court', 'other'] as const

/** What happened to a place. */
export const placeEventKind = ['closure', 'opening', 'cut', 'investment', 'harm', 'other'] as const
/** Whether it happened to a place at once, or bit by bit. */
export const placeEventPace = ['one-off', 'slow'] as const
/** Why an entry about a place is taken back. */
export const whyPlaceWithdrawn = ['slip', 'twice'] as const

/** The rooms there are. */
export const rooms = ['practitioner', 'reviewer', 'commissioner', 'person', 'steward'] as const

/** What somebody may be, by their token: each is let into the room of that name, a team lead into the practitioner’s. */
export const roles = [...rooms, 'team-lead'] as const

/** By what somebody acts for a person, as their token has it. */
export const actsForGround = ['parent', 'attorney-welfare', 'attorney-money', 'deputy', 'appointee', 'advocate', 'imca', 'chosen'] as const
