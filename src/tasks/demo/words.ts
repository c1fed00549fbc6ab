import type { Who } from './who.ts'

const forms = {
  she: { they: 'she', them: 'her', their: 'her', theirs: 'hers', themself: 'herself', s: 's', es: 'es', is: 'is', has: 'has', was: 'was' },
  he: { they: 'he', them: 'him', their: 'his', theirs: 'his', themself: 'himself', s: 's', es: 'es', is: 'is', has: 'has', was: 'was' },
  they: {
    ...{ they: 'they', them: 'them', their: 'their', theirs: 'theirs', themself: 'themself' },
    ...{ s: '', es: '', is: 'are', has: 'have', was: 'were' },
  },
} as const
export type Pronouns = keyof typeof forms

/** What the places in braces stand for in one life: `{They}`, `{kin}`, `{place}` … */
export function meanings(who: Who, places: Readonly<Record<string, string>>): Map<string, string> {
  const own = forms[who.pronouns]
  const kin = forms[who.kin.pronouns]
  const friend = forms[who.friend.pronouns]
  const meaning = new Map<string, string>(Object.entries(places))
  for (const [key, text] of Object.entries(own)) meaning.set(key, text).set(capital(key), capital(text))
  for (const key of ['they', 'them', 'their', 'is', 'has', 's'] as const) {
    meaning.set(`kin${capital(key)}`, kin[key]).set(`Kin${capital(key)}`, capital(kin[key]))
    meaning.set(`friend${capital(key)}`, friend[key]).set(`Friend${capital(key)}`, capital(friend[key]))
  }
  meaning
    .set('name', who.called)
    .set('kin', who.kin.name)
    .set('relation', who.kin.relation)
    .set('close', calls(who.kin))
    .set('friend', who.friend.name)
  meaning.set('lost', who.lost).set('pet', who.pet.name).set('animal', who.pet.animal)
  meaning.set('ward', who.ward.name).set('town', who.ward.town).set('place', who.passion.place)
  return meaning
}

/** What the person calls the one closest to them. */
function calls({ relation, name }: Who['kin']): string {
  return ['mum', 'dad', 'nan'].includes(relation) ? capital(relation) : name
}

/** The line with every place in braces filled in. */
export function filled(line: string, meaning: ReadonlyMap<string, string>): string {
  return line.replace(/\{(\p{L}+)\}/gu, (place, key: string) => {
    const text = meaning.get(key)
    if (text === undefined) throw new Error(`nothing known for ${place} in: ${line}`)
    return text
  })
}

export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
