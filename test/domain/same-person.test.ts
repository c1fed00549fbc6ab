import t from 'tap'
import { mayBeOne, namesakes } from '../../src/domain/same-person.ts'

const named = (...people: [person: string, name: string, birthYear?: number][]) =>
  people.map(([person, name, birthYear]) => ({ person, name, birthYear }))
const persons = (lots: { person: string }[][]) => lots.map((lot) => lot.map(({ person }) => person))

t.test('a name is the same in whichever order its parts stand, and however it is written', (t) => {
  const [first, ...others] = ['Zoë O’Brien-Hall', 'Hall, Zoe OBrien', "ZOE  O'BRIEN HALL", 'Zoë O’Brien‐Hall'].map((name) => ({ name }))
  t.same(namesakes([{ name: 'Zoe Hall' }, ...others, ...(first ? [first] : [])]), [[...others, first]])
  t.same(namesakes([{ name: '—' }, { name: ' ' }]), [], 'nobody is called nothing')
  t.same(namesakes([{ name: '王芳' }, { name: '王芳' }, { name: '王强' }]), [[{ name: '王芳' }, { name: '王芳' }]])
  t.end()
})

t.test('those of one name may be one where they were born in the same year, or it is not known', (t) => {
  t.same(persons(mayBeOne(named(['a', 'Sam Hill', 1980], ['b', 'Sam Hill', 1981]))), [])
  t.same(persons(mayBeOne(named(['a', 'Sam Hill', 1980], ['b', 'Sam Hill', 1981], ['c', 'Hill Sam', 1981]))), [['b', 'c']])
  t.same(persons(mayBeOne(named(['a', 'Sam Hill'], ['b', 'Sam Hill']))), [['a', 'b']])
  t.same(
    persons(mayBeOne(named(['a', 'Sam Hill', 1980], ['b', 'Sam Hill'], ['c', 'Sam Hill', 1981]))),
    [
      ['a', 'b'],
      ['c', 'b'],
    ],
    'who may be either stands with each',
  )
  t.end()
})
