import type { AreaCode } from '../../domain/values.ts'
import type { Chance } from './chance.ts'
import type { Sector } from './kinds.ts'

/** Sallowshire itself. */
export const county: AreaCode = 'X10000001'

/** The wards of Sallowshire, a county that is nowhere. */
export const wards: readonly { code: AreaCode; name: string; town: string }[] = [
  { code: 'X10000101', name: 'Quayside', town: 'Eastmere' },
  { code: 'X10000102', name: 'Mill Lane', town: 'Eastmere' },
  { code: 'X10000201', name: 'Heath End', town: 'Thornwick' },
  { code: 'X10000202', name: 'Abbey Fields', town: 'Thornwick' },
]

/** The council, which most practitioners work for. */
export const council = 'SALLOW01'

/** Who gives support of each kind, by code, and what a week of it costs: a fixed part, and so much an hour. */
export const providers: Readonly<Partial<Record<Sector, { codes: readonly string[]; fixed?: number; hourly?: number }>>> = {
  'shared-lives': { codes: ['HEARTH01'], fixed: 465 },
  homeshare: { codes: ['HEARTH02'], fixed: 40 },
  'home-care': { codes: ['KINDLE01', 'BRIAR01', 'TIDEW01'], hourly: 23.5 },
  'supported-living': { codes: ['TANNER01', 'LANTRN01'], fixed: 340, hourly: 19 },
  'extra-care': { codes: ['SEAVIEW01'], fixed: 180, hourly: 22 },
  'day-support': { codes: ['ROWAN01', 'ROWAN02'], hourly: 16 },
  'short-breaks': { codes: ['ROWAN03'], fixed: 210 },
  reablement: { codes: [council], fixed: 280 },
  residential: { codes: ['FERNH01', 'HOLLYB01', 'GRANGE01'], fixed: 890 },
  nursing: { codes: ['GRANGE02'], fixed: 1120 },
  carers: { codes: ['SALCARE01'], fixed: 22 },
  advocacy: { codes: ['SPEAKUP01'], fixed: 35 },
  health: { codes: ['SALNHS01'] },
  'mental-health': { codes: ['SALNHS02'] },
  'drug-and-alcohol': { codes: ['TURNING01'] },
  homelessness: { codes: ['HARBOUR01'], fixed: 160 },
  housing: { codes: ['SALHOMES1'] },
  voluntary: { codes: ['FERNCAFE1', 'MILLHALL1'] },
  employment: { codes: ['STEADY01'], fixed: 60 },
  education: { codes: ['SALCOLL01'] },
  "children's-services": { codes: ['SALLOW02'] },
  equipment: { codes: [council] },
  'criminal-justice': { codes: ['SALPROB01'] },
}

/** Made-up places that people of one household keep coming back to; homes and flats go with their providers’ codes, in turn. */
export function placesOf(chance: Chance, index: number): Record<string, string> {
  return {
    careHome: ['Fernhollow', 'Holly Bank', 'The Grange'][index % 3] ?? 'Fernhollow',
    dayPlace: chance.one(['the Rowan Centre', 'the Rowan']),
    flats: ['Tanner’s Yard', 'Lantern Court'][index % 2] ?? 'Lantern Court',
    extraCare: 'Seaview Court',
    hostel: chance.one(['Harbour House', 'the Anchorage']),
    hospital: chance.one(['the General', 'Eastmere General']),
    clinic: chance.one(['Larch Ward clinic', 'the Larches']),
    café: 'the Fern Café',
    college: 'Thornwick College',
    street: chance.one(['Cable Street', 'Ropery Row', 'Sparrow Lane', 'Chapel Bank', 'Tenter Street', 'Gasworks Terrace', 'Plum Street']),
    neighbour: chance.one(['Mrs Oakes', 'Big Kev', 'Mr Shah', 'Sheila over the road', 'the lad downstairs', 'Bev next door']),
  }
}
