import { z } from 'zod'
import type { Id } from '../domain/values.ts'
import type { KeptLook, Looks } from '../store/looks.ts'

/** Which page of the looks is asked for. */
export const LooksAsked = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,18}$/, 'not a cursor that was given here')
    .optional()
    .describe('`next` of the page before'),
})

export const LookShown = z.object({
  at: z.string(),
  who: z.object({
    role: z.string(),
    organisation: z.string().optional(),
    name: z.string().optional().describe('Where the policy here is to name workers'),
    sub: z.string().optional(),
  }),
  what: z.string().describe('What they were shown'),
  why: z.string().describe('What lets them in'),
})

/** Who looked, on the wire. */
export const WhoLooked = z
  .object({ looks: z.array(LookShown), next: z.string().optional() })
  .describe('Newest first; `next` is absent at the end')

/** What a steward was shown who looked at what is held back: to the person it is called as the page beside it, since the name is a tip-off. */
export const whatIsHeldBack = 'what is held back'

/** How a look is shown: to the person by role and organisation, by name where that is the policy; to a steward with all that is kept of it. */
export function shownLook({ at, by, what, why }: KeptLook, { names, subs }: { names: boolean; subs: boolean }): z.infer<typeof LookShown> {
  const { role, organisation, name, sub } = by
  return {
    at,
    who: {
      role,
      ...(organisation !== undefined && { organisation }),
      ...(names && name !== undefined && { name }),
      ...(subs && { sub }),
    },
    what: !subs && what === whatIsHeldBack ? 'access' : what,
    why,
  }
}

/** A page of the looks at a person, full where there are more, without those that rest on an entry which is kept from whoever asks: a shorter page would say that there are some. */
export async function pageOfLooks(
  looks: Looks,
  person: Id,
  { limit, cursor }: z.infer<typeof LooksAsked>,
  kept: ReadonlySet<Id>,
): Promise<{ looks: KeptLook[]; next?: string }> {
  const found: KeptLook[] = []
  for (let before = cursor; ; ) {
    const page = await looks.at(person, { limit: limit + 1, ...(before !== undefined && { before }) })
    found.push(...page.looks.filter(({ restsOn }) => restsOn === undefined || !kept.has(restsOn)))
    const last = found[limit - 1]
    if (found.length > limit && last) return { looks: found.slice(0, limit), next: last.id }
    if (page.next === undefined) return { looks: found }
    before = page.next
  }
}

/** All looks at a person, newest first, but for those that rest on an entry which is kept from whoever asks. */
export async function allLooks(looks: Looks, person: Id, kept: ReadonlySet<Id>): Promise<KeptLook[]> {
  const all: KeptLook[] = []
  for (let before: string | undefined; ; ) {
    const page = await looks.at(person, { limit: 1_000, ...(before !== undefined && { before }) })
    all.push(...page.looks.filter(({ restsOn }) => restsOn === undefined || !kept.has(restsOn)))
    if (page.next === undefined) return all
    before = page.next
  }
}
