import t from 'tap'
import { sallowshire } from '../../src/domain/area.ts'
import { type AreaTables, putAreas } from '../../src/store/areas.ts'
import { withApp } from '../support/app.ts'

t.test('the area of a postcode, however it is typed; none where no file names it, and no area of before', async (t) => {
  const { get, database } = await withApp(t, { clock: () => new Date('2026-06-15T10:00:00Z') })
  const [one, other] = ['X10000101', 'X10000102']
  const areas = sallowshire.map((area) => ({
    ...area,
    ...(area.code === one && { postcodes: ['XA11AA', 'XB123CD'] }),
    ...(area.code === other && { postcodes: ['XA11AA'], to: '2026-06-15' }),
  }))
  await putAreas(database.open<AreaTables>('owner').db, areas)
  const found = async (postcode: string) => {
    const { status, body } = await get(`/practitioner/areas?postcode=${encodeURIComponent(postcode)}`)
    return status === 200 ? body.areas.map(({ code }: { code: string }) => code) : [status, body.errors?.[0]?.path]
  }
  for (const typed of ['XA1 1AA', 'xa11aa', ' xa1  1aa ']) t.same(await found(typed), [one], typed)
  t.same(await found('XB12 3CD'), [one])
  t.same(await found('XA1 1AB'), [])
  for (const wrong of ['', 'Eastmere', "XA1 1AA' or true", '{XA11AA}']) t.same(await found(wrong), [400, 'postcode'], wrong)
  t.equal((await get('/practitioner/areas')).status, 400)
})
