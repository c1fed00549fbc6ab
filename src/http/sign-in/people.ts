/** Somebody made up whom one can be for a while, and what their token says of them. */
export interface MadeUp {
  sub: string
  name: string
  /** What they are there for, in words for whoever chooses. */
  about: string
  roles: readonly string[]
  areas: readonly string[]
  organisation?: string
  /** Whose story is their own. */
  person?: string
  actsFor?: readonly { person: string; ground: string; until: string }[]
}

/** All of Sallowshire, a county that is nowhere. */
const areas = ['X10000001']
const organisation = 'SALLOW01'

/** Two people of the county that `npm run demo` makes up; no other record knows them. */
export const [angela, des] = ['d72bb857-e507-48df-a6d0-faf1431ff3a8', '2fc5b729-ea3a-4fa7-84d3-16f6ccf6112b']

/** Everybody whom one can be on this machine: somebody for each room. */
export const people: readonly MadeUp[] = [
  {
    sub: 'amira',
    name: 'Amira Nasser',
    about: 'Practitioner: writes down what she heard, and reads the people she works with.',
    roles: ['practitioner'],
    areas,
    organisation,
  },
  {
    sub: 'carlton',
    name: 'Carlton Webb',
    about: 'Practitioner of another organisation, Mill Hall: a community navigator.',
    roles: ['practitioner'],
    areas,
    organisation: 'MILLHALL1',
  },
  {
    sub: 'sunita',
    name: 'Sunita Rao',
    about: 'Team lead: a practitioner who also leads a team of them.',
    roles: ['practitioner', 'team-lead'],
    areas,
    organisation,
  },
  { sub: 'ruth', name: 'Ruth Callow', about: 'Reviewer: looks back on single lives.', roles: ['reviewer'], areas, organisation },
  {
    sub: 'farida',
    name: 'Farida Khan',
    about: 'Commissioner: sees counts by area, and nobody.',
    roles: ['commissioner'],
    areas,
    organisation,
  },
  { sub: 'owen', name: 'Owen Price', about: 'Steward: looks after the record itself.', roles: ['steward'], areas, organisation },
  {
    sub: 'angela',
    name: 'Angela Mullaney',
    about: 'A person whose story this is (in the made-up county).',
    roles: ['person'],
    areas: [],
    person: angela,
  },
  {
    sub: 'christine',
    name: 'Christine Ahmed',
    about: 'Acts for her husband Des, as his attorney for health and welfare (in the made-up county).',
    roles: ['person'],
    areas: [],
    actsFor: [{ person: des, ground: 'attorney-welfare', until: '2099-12-31' }],
  },
]

/** Somebody among them. */
export function madeUp(sub: unknown): MadeUp | undefined {
  return people.find((somebody) => somebody.sub === sub)
}

/** What a token says of somebody, beside who they are. */
export function claimsOf({ sub: _sub, about: _about, ...claims }: MadeUp): Record<string, unknown> {
  return claims
}
