import { createHmac, randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import type { Stream } from '../../src/store/event-store.ts'
import { keysUnder, lastRevision, leafOf, wayTo, withoutLeaf } from '../../src/store/key-tree.ts'
import { keysIn } from '../../src/store/keys.ts'
import { masterKey, masterKeyFrom } from '../../src/store/master-key.ts'
import { openingKeys } from '../../src/store/opened-keys.ts'
import { seal, unseal } from '../../src/store/seal.ts'
import { withDatabase } from '../support/database.ts'
import { stream } from './contract.ts'

/** The key of a revision as the pages describe it: from the root, five times HMAC-SHA-256 with the next digit. */
function straightforward(root: Uint8Array, revision: number): string {
  const digits = [revision >> 16, revision >> 12, revision >> 8, revision >> 4, revision].map((digit) => digit & 15)
  return Buffer.from(
    digits.reduce<Uint8Array>(
      (key, digit) =>
        createHmac('sha256', key)
          .update(Buffer.from([digit]))
          .digest(),
      root,
    ),
  ).toString('hex')
}

function hex(key: Uint8Array | undefined): string | undefined {
  return key && Buffer.from(key).toString('hex')
}

t.test('the key of an entry is five steps down from the root, by the digits of its revision', async (t) => {
  const root = randomBytes(32)
  const keyOf = keysUnder(new Map([['', root]]))
  for (const revision of [1, 2, 15, 16, 17, 255, 256, 4_096, 65_535, 65_536, 0x12345, lastRevision, 1]) {
    t.equal(hex(keyOf(revision)), straightforward(root, revision), `revision ${revision}`)
  }
})

t.test('a known root gives a known key', async (t) => {
  // Worked out once with another implementation of HMAC-SHA-256 (Python's hmac): root of 32 zero bytes, digits 0, 0, 0, 1, 10.
  t.equal(hex(keysUnder(new Map([['', new Uint8Array(32)]]))(26)), '94ee374b3bf57a4e95829069b332d48bca117d61e9ea56058b37c4dd428f5d13')
})

t.test('a stream has a leaf for each revision that the tree holds, and no other', async (t) => {
  t.equal(leafOf(1), '00001')
  t.equal(leafOf(26), '0001a')
  t.equal(leafOf(1_048_575), 'fffff')
  for (const revision of [1_048_576, 0, -1, 1.5]) t.throws(() => leafOf(revision), /holds 1048575 entries at most/, String(revision))
  t.same(wayTo('0a'), ['', '0', '0a'])
})

t.test('taking a leaf out leaves the nodes beside the way to it', async (t) => {
  const root = randomBytes(32)
  const nodes = withoutLeaf({ path: '', key: root }, '00001')
  const beside = (above: string, on: string) => [...'0123456789abcdef'].filter((digit) => digit !== on).map((digit) => above + digit)
  t.same(
    [...nodes.keys()].sort(),
    [...beside('', '0'), ...beside('0', '0'), ...beside('00', '0'), ...beside('000', '0'), ...beside('0000', '1')].sort(),
  )
  const keyOf = keysUnder(nodes)
  t.equal(keyOf(1), undefined)
  for (const revision of [2, 15, 16, 17, 256, 70_000, lastRevision]) t.equal(hex(keyOf(revision)), straightforward(root, revision))
})

t.test('what is sealed opens only with its key and its label, unchanged', async (t) => {
  const [key, other] = [randomBytes(32), randomBytes(32)]
  const sealed = seal(key, 'here', Buffer.from('my own front door'))
  t.equal(unseal(key, 'here', sealed).toString(), 'my own front door')
  t.equal(sealed.length, 12 + 17 + 16)
  t.throws(() => unseal(other, 'here', sealed))
  t.throws(() => unseal(key, 'there', sealed))
  for (const at of [0, 12, sealed.length - 1]) {
    const changed = Uint8Array.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    t.throws(() => unseal(key, 'here', changed), `a bit of byte ${at}`)
  }
  t.throws(() => unseal(key, 'here', sealed.subarray(0, 27)), /too short/)
  t.notSame(
    seal(key, 'here', Buffer.from('x')).subarray(0, 12),
    seal(key, 'here', Buffer.from('x')).subarray(0, 12),
    'never the same nonce',
  )
})

async function withKeys(t: Test) {
  const database = await withDatabase(t)
  const master = masterKeyFrom(randomBytes(32))
  const room = database.open('unfolding_record')
  const { pool } = database.open('owner')
  const paths = async (of: string) =>
    (await pool.query<{ path: string }>('select path from key_node where stream = $1 order by path', [of])).rows.map(({ path }) => path)
  return { database, master, room, pool, paths, keys: keysIn(room, master) }
}

t.test('a story begins with one root, however many begin it at once, and keeps it', async (t) => {
  const { keys, paths } = await withKeys(t)
  const sam = stream()
  const begun = await Promise.all(Array.from({ length: 8 }, () => keys.begin(sam)))
  t.equal(new Set(begun.map((keyOf) => hex(keyOf(1)))).size, 1)
  t.same(await paths(sam), [''])
  t.equal(hex((await keys.begin(sam))(7)), hex(begun[0]?.(7)), 'also later')
  t.equal(hex((await keys.keysOf([sam])).get(sam)?.(7)), hex(begun[0]?.(7)), 'and when it is read')
})

t.test('every story has keys of its own; reading makes none', async (t) => {
  const { keys, paths } = await withKeys(t)
  const [sam, lena, nobody] = [stream(), stream(), stream()]
  await keys.begin(sam)
  await keys.begin(lena)
  const found = await keys.keysOf([sam, lena, nobody])
  t.ok(found.get(sam)?.(1) && found.get(lena)?.(1))
  t.not(hex(found.get(sam)?.(1)), hex(found.get(lena)?.(1)))
  t.equal(found.get(nobody)?.(1), undefined)
  t.same(await paths(nobody), [])
})

t.test('several leaves taken out are gone, each once, and all others have the keys they had', async (t) => {
  const { keys, paths } = await withKeys(t)
  const sam = stream()
  const before = await keys.begin(sam)
  await keys.removeLeaf(sam, 1)
  t.equal((await paths(sam)).length, 75, '15 beside each of five steps')
  await keys.removeLeaf(sam, 1)
  t.equal((await paths(sam)).length, 75, 'again changes nothing')
  await keys.removeLeaf(sam, 2)
  t.equal((await paths(sam)).length, 74, 'a leaf that stood by itself')
  await keys.removeLeaf(sam, 16)
  t.equal((await paths(sam)).length, 74 - 1 + 15, 'one of the sixteen under 0001')
  const kept = await paths(sam)
  for (const way of [wayTo('00001'), wayTo('00002'), wayTo('00010')])
    t.same(
      way.filter((path) => kept.includes(path)),
      [],
      'nothing above a leaf that is gone',
    )
  const after = (await keys.keysOf([sam])).get(sam)
  for (const revision of [1, 2, 16]) t.equal(after?.(revision), undefined, `${revision} is gone`)
  for (const revision of [3, 15, 17, 31, 32, 300, lastRevision])
    t.equal(hex(after?.(revision)), hex(before(revision)), `${revision} is as it was`)
})

t.test('leaves taken out at the same moment are all gone', async (t) => {
  const { keys } = await withKeys(t)
  const sam = stream()
  const before = await keys.begin(sam)
  await Promise.all([3, 4, 5, 20, 21, 400].map((revision) => keys.removeLeaf(sam, revision)))
  const after = (await keys.keysOf([sam])).get(sam)
  for (const revision of [3, 4, 5, 20, 21, 400]) t.equal(after?.(revision), undefined)
  for (const revision of [1, 2, 6, 19, 22, 399]) t.equal(hex(after?.(revision)), hex(before(revision)))
})

t.test('a forgotten story has no keys, and never gets any again', async (t) => {
  const { keys, paths } = await withKeys(t)
  const [sam, lena] = [stream(), stream()]
  await keys.begin(sam)
  await keys.begin(lena)
  await keys.removeLeaf(sam, 5)
  await keys.forget(sam)
  t.same(await paths(sam), [])
  t.equal((await keys.begin(sam))(1), undefined, 'not even when it seems to begin')
  t.same(await paths(sam), [])
  await keys.forget(sam)
  t.ok((await keys.keysOf([lena])).get(lena)?.(1), 'another is not touched')
})

t.test('what one service has at hand opens nothing that another threw away', async (t) => {
  const { keys, master, room, pool } = await withKeys(t)
  const [other, sam] = [keysIn(room, master), stream()]
  await keys.begin(sam)
  const found = async (revision: number) => hex((await keys.keysOf([sam])).get(sam)?.(revision))
  const [first, second] = [await found(1), await found(2)]
  t.equal(await found(1), first, 'at hand')
  await other.removeLeaf(sam, 1)
  t.same([await found(1), await found(2)], [hex(undefined), second])
  // Of the nodes that are left, one was changed into another one’s.
  await pool.query(
    "update key_node set wrapped = (select wrapped from key_node where stream = $1 and path = '1') where stream = $1 and path = '2'",
    [sam],
  )
  await t.rejects(found(2), /do not open with this master key/)
  await other.forget(sam)
  t.equal(await found(2), hex(undefined))
})

t.test('nothing is at hand of what was thrown away, nor anything for long', async (t) => {
  const { keys } = await withKeys(t)
  const [sam, lena] = [stream(), stream()]
  await keys.begin(sam)
  await keys.begin(lena)
  t.ok(keys.atHand(sam)?.keyOf(1))
  t.match(keys.atHand(sam)?.under(1), { path: '' })
  await keys.removeLeaf(sam, 1)
  t.equal(keys.atHand(sam), undefined)
  await keys.forget(lena)
  t.equal(keys.atHand(lena), undefined)

  const node = (of: Stream) => ({ stream: of, path: '', wrapped: randomBytes(60), by: 'first' })
  const opened = openingKeys(() => randomBytes(32), 40)
  opened.of(sam, [node(sam)])
  t.ok(opened.atHand(sam))
  for (let i = 0; i < 100 && opened.atHand(sam); i += 1) await sleep(10)
  t.equal(opened.atHand(sam), undefined, 'after a while')
  const all = Array.from({ length: 2_001 }, () => stream())
  for (const one of all) opened.of(one, [node(one)])
  t.same(
    [0, 1, 2_000].map((i) => opened.atHand(all[i] as Stream) !== undefined),
    [false, true, true],
    'of so many stories at most',
  )
})

t.test('keys are kept wrapped, bound to their place, and open with the right master key alone', async (t) => {
  const { room, keys, pool } = await withKeys(t)
  const [sam, lena] = [stream(), stream()]
  await keys.begin(sam)
  await keys.begin(lena)
  await keys.check()
  const stranger = keysIn(room, masterKeyFrom(randomBytes(32)))
  await t.rejects(stranger.check(), /do not open with this master key/)
  await t.rejects(stranger.keysOf([sam]), /do not open with this master key/)
  await pool.query('update key_node as one set wrapped = (select wrapped from key_node where stream = $2) where stream = $1', [sam, lena])
  await t.rejects(keys.keysOf([sam]), /do not open/, 'the key of another story')
  t.ok((await keys.keysOf([lena])).get(lena)?.(1))
})

async function folder(t: Test): Promise<string> {
  const made = await mkdtemp(path.join(os.tmpdir(), 'unfolding-key-'))
  t.teardown(() => rm(made, { recursive: true, force: true }))
  return made
}

t.test('a master key is made once, for nobody else to read, and found again', async (t) => {
  const file = path.join(await folder(t), 'below', 'sealing.key')
  await t.rejects(masterKey(file), /There is no key file .*sealing\.key/)
  const made = await Promise.all(Array.from({ length: 5 }, () => masterKey(file, { create: true })))
  t.equal((await stat(file)).mode & 0o777, 0o600)
  const text = await readFile(file, 'utf8')
  t.equal(Buffer.from(text, 'base64').length, 32)
  for (const key of [...made, await masterKey(file), await masterKey(file, { create: true })]) {
    t.equal(key.export().toString('base64'), text.trim(), 'the same, whoever made it')
  }
  t.notMatch(JSON.stringify(made[0]), text.trim().slice(0, 8), 'printing it shows nothing')
})

t.test('a key file that is too short or too long, or that everybody can read, is refused with a sentence', async (t) => {
  const file = path.join(await folder(t), 'sealing.key')
  await writeFile(file, randomBytes(16).toString('base64'), { mode: 0o600 })
  await t.rejects(masterKey(file), /must hold 32 bytes in base64; it holds 16/)
  await writeFile(file, randomBytes(33).toString('base64'))
  await t.rejects(masterKey(file, { create: true }), /must hold 32 bytes in base64; it holds 33/)
  await writeFile(file, randomBytes(32).toString('base64'))
  await chmod(file, 0o644)
  await t.rejects(masterKey(file), /Everybody on this machine can read/)
  await chmod(file, 0o640)
  await masterKey(file)
})
