import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import t, { type Test } from 'tap'
import { masterKeyOf, masterKeyPrinted } from '../../src/store/master-key.ts'

/** A command that does what the script says. */
async function command(t: Test, script: string): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'unfolding-command-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'key-service')
  await writeFile(file, `#!/bin/sh\n${script}\n`, { mode: 0o700 })
  return file
}

async function sentenceOf(asked: Promise<unknown>): Promise<string> {
  return asked.then(
    () => 'nothing was wrong',
    (error: Error) => `${error.message} ${error.stack} ${JSON.stringify(error)} ${error.cause ?? ''}`,
  )
}

t.test('the master key is what the command prints, and each argument comes to it as one', async (t) => {
  const bytes = randomBytes(32)
  const file = await command(t, `[ "$1" = read ] && [ "$2" = '--name=a;b' ] && [ $# = 2 ] && echo '${bytes.toString('base64')}'`)
  const key = await masterKeyPrinted([file, 'read', '--name=a;b'])
  t.equal(key.export().toString('hex'), bytes.toString('hex'))
  t.ok((await masterKeyOf({ command: [file, 'read', '--name=a;b'] })).equals(key))
})

t.test('a command that gives no key is told in a sentence, which shows nothing of what it printed', async (t) => {
  const secret = randomBytes(32).toString('base64')
  const wrong: [string, RegExp][] = [
    [`echo '${secret}'; echo '${secret}' >&2; exit 3`, /failed with code 3\. Run it by hand/],
    [`echo '${secret}' | cut -c 1-20`, /must hold 32 bytes in base64; it holds 15/],
    [`echo 'the key is ${secret}'`, /must hold 32 bytes in base64, and nothing else/],
    [`echo '${secret}'; echo '${secret}'`, /must hold 32 bytes in base64, and nothing else/],
    ['true', /must hold 32 bytes in base64; it holds 0/],
    [`yes '${secret}'`, /prints more than a key/],
  ]
  for (const [script, sentence] of wrong) {
    const said = await sentenceOf(masterKeyPrinted([await command(t, script)]))
    t.match(said, sentence, script.replaceAll(secret, '…'))
    t.notMatch(said, secret.slice(0, 12), 'and not what was printed')
  }
  t.match(await sentenceOf(masterKeyPrinted(['/nowhere/key-service'])), /\(\/nowhere\/key-service\) could not be run \(ENOENT\)/)
})

t.test('a command that does not end is not waited for, nor what it started', async (t) => {
  const began = Date.now()
  const file = await command(t, 'sleep 20\necho never')
  t.match(await sentenceOf(masterKeyPrinted([file], { atMost: 300 })), /did not end within 0\.3 seconds/)
  t.ok(Date.now() - began < 5_000)
})

t.test('a command that waits for somebody to type finds nobody', async (t) => {
  t.match(await sentenceOf(masterKeyPrinted([await command(t, 'read answer || exit 4')], { atMost: 5_000 })), /failed with code 4/)
})
