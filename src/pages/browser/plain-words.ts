/** A word that services use among themselves, and what people here say. */
interface PlainWord {
  /** What it goes by in an address: no word of a person is in one. */
  code: string
  wrote: string
  say: string
  found: RegExp
}

/** Words of services, and plain ones. Each is a hint to whoever wrote it and never stands in the way: somebody may well have said it so. */
const plainWords: readonly PlainWord[] = [
  { code: 'service-user', wrote: 'service user', say: '“person”', found: /\bservice[ -]users?\b/i },
  { code: 'client', wrote: 'client', say: '“person”', found: /\bclients?\b/i },
  { code: 'non-compliant', wrote: 'non-compliant', say: 'what happened', found: /\bnon[ -]?complian(t|ce)\b/i },
  {
    code: 'engagement',
    wrote: 'did not engage',
    say: 'what happened',
    found: /\b(not engag(e|ed|ing)|disengaged|(non[ -])?engagement)\b/i,
  },
  { code: 'dna', wrote: 'DNA', say: '“missed”, and by whom', found: /\bDNA('?d)?\b/ },
  { code: 'nfa', wrote: 'NFA', say: '“turned away”, and by whom', found: /\bNFA\b/ },
  { code: 'challenging', wrote: 'challenging behaviour', say: 'what was seen, and where', found: /\bchallenging( behaviou?rs?)?\b/i },
  { code: 'placement', wrote: 'placement', say: '“home”', found: /\bplacements?\b/i },
  { code: 'package', wrote: 'package', say: '“support”', found: /\bpackages?\b/i },
  { code: 'intervention', wrote: 'intervention', say: '“support”', found: /\binterventions?\b/i },
  { code: 'assessment', wrote: 'assessment', say: '“conversation”, and what was heard', found: /\b(re)?assessments?\b/i },
  { code: 'discharge', wrote: 'discharge', say: '“leaving”', found: /\bdischarged?\b/i },
  { code: 'step-down', wrote: 'step-down', say: '“leaving”', found: /\bstep(ped|ping)?[ -]down\b/i },
  { code: 'outcome', wrote: 'outcome', say: 'what changed', found: /\boutcomes?\b/i },
  // "He needs his key" is plain enough: only what somebody is said to have is meant.
  {
    code: 'needs',
    wrote: 'needs',
    say: '“wants”, or “help with”',
    found: /\b(care|support|complex|high|unmet|additional|special|assessed|eligible|identified|health|his|her|their) needs\b/i,
  },
]

/** The codes of the words of services in what was written: each once, in the order of the list. */
export function jargonIn(texts: readonly string[]): string[] {
  return plainWords.filter(({ found }) => texts.some((text) => found.test(text))).map(({ code }) => code)
}

/** What is said to whoever wrote them; codes that are none of these say nothing. */
export function hintsFor(codes: readonly string[]): string[] {
  return plainWords.filter(({ code }) => codes.includes(code)).map(({ wrote, say }) => `You wrote “${wrote}”: people here say ${say}.`)
}
