import t from 'tap'
import { campaign } from './campaign.ts'

t.test('an attacker who has every published number and knows how they hang together cannot narrow a number of 1 to 7 people', (t) =>
  campaign(t, 0),
)
