import t from 'tap'
import { entry, spec, uuid } from '../support/spec.ts'

const met = entry('PersonMet', { happened: { from: '2026-01-10' }, facts: { area: 'X10000101', howTheyCame: 'self' } })
const sharing = uuid()
const agreed = (more: object = {}) =>
  entry('SharingAgreed', {
    facts: { sharing, withWhom: { sector: 'housing', organisation: 'LANTRN01' }, what: 'all', purpose: 'support', ...more },
  })
const withdrawn = (of = sharing) => entry('SharingWithdrawn', { facts: { sharing: of } })

t.test('a sharing is agreed, again, and withdrawn', async (t) => {
  const { given } = spec(t)
  const again = agreed({ what: ['home'] })
  const no = withdrawn()
  const first = agreed()
  given(met).when(first).then(first)
  given(met, agreed()).when(again).then(again)
  given(met, agreed()).when(no).then(no)
  given(met, agreed(), withdrawn()).when(withdrawn()).thenNothing()
  given(met, agreed(), withdrawn()).when(again).then(again)
  given(met, agreed()).when(withdrawn(uuid())).refuses('sharing-unknown')
})
