import { mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { pino } from 'pino'
import t from 'tap'
import { readConfig } from '../../src/config.ts'
import { signToken, tokensFor } from '../../src/http/tokens.ts'
import { whoIs } from '../../src/http/who.ts'

const folder = t.testdir()

t.test('however many ask for a token at once before there is a key, it is one key that they are signed with', async (t) => {
  const subs = Array.from({ length: 40 }, (_, i) => `worker ${i}`)
  // They hinder each other only now and then.
  for (let again = 0; again < 25; again += 1) {
    const dataDir = path.join(folder, String(again))
    await mkdir(dataDir, { recursive: true })
    const config = readConfig({ DATA_DIR: dataDir })
    const signed = await Promise.all(subs.map((sub) => signToken(config, { sub, roles: ['practitioner'] }, 5)))
    const tokens = await tokensFor(config, pino({ level: 'silent' }))
    t.same(await Promise.all(signed.map(async (token) => (await whoIs(token, tokens)).sub)), subs)
    t.same(await readdir(dataDir), ['token-key.json'], 'nothing else is left lying about')
  }
})
