import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { sallowshire, treeOf } from '../../src/domain/area.ts'
import { madeUpLives } from '../../src/tasks/demo/made-up-lives.ts'
import { importLines } from '../../src/tasks/importing.ts'
import { voiced } from '../support/asking.ts'
import { told } from '../support/lives.ts'
import { root } from '../support/service.ts'
import { planted, tellOfThree, withVerifiable } from '../support/verifying.ts'

t.test(
  'what is whole is said to be, with counts, and where streams end is signed; what is not ends with 1, and what cannot be told with 2',
  async (t) => {
    const verifiable = await withVerifiable(t)
    const { record, env, settled, damaged } = verifiable
    const { tom } = await tellOfThree(verifiable)
    const run = (...args: string[]) =>
      promisify(execFile)(process.execPath, [path.join(root, 'src/tasks/verify.ts'), ...args], {
        env: { PATH: process.env.PATH, ...env } as never,
      }).then(
        ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
        ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
      )

    const first = await run('--sign')
    t.equal(first.code, 0, first.stderr)
    const counts = first.stdout.match(/area-counts (\d+) rows/)?.[1] ?? ''
    t.ok(Number(counts) > 10, 'some numbers of areas')
    t.same(first.stdout.split('\n').slice(0, 4), [
      'the record: whole. 12 entries in 4 streams.',
      'words: whole. 6 sealed boxes opened, 3 are without a key as the record says.',
      'signed lists: whole. there is none yet: that the end of a stream was cut, or all of one taken away, cannot be told.',
      `read models: whole. profile 2 rows; caseload 1 row; household 0 rows; unsettled 0 rows; area-counts ${counts} rows; area-places 1 row.`,
    ])
    t.match(first.stdout, /\nWhere all streams end was signed: list 1:[0-9a-f]{32} of \d{4}-\d\d-\d\d\.\n$/)
    const receipt = first.stdout.match(/list (1:\w+)/)?.[1] ?? ''

    await told(record, tom, voiced(randomUUID(), planted))
    const later = await verifiable.lines({ holds: receipt })
    t.equal(
      later[2]?.replace(/\d{4}-\d\d-\d\d/, 'today'),
      `signed lists: whole. 1 list, the newest ${receipt} of today; 1 entry came since.`,
    )
    t.match(
      later[3],
      /^read models: whole\. profile 2 rows, 1 entry behind; .* area-places 1 row, 1 entry behind\.$/,
      'each as far as it has come',
    )
    await settled()
    t.same(await verifiable.wrong(), [])
    t.match(await verifiable.lines({ holds: `2:${'0'.repeat(32)}` }), [
      /^WRONG {2}the signed list 2 is gone: --holds says that there was one$/,
    ])
    t.match(await verifiable.lines({ holds: `1:${'0'.repeat(32)}` }), [
      /^WRONG {2}the signed list 1 of .* is another than the one that --holds says$/,
    ])

    t.same(await damaged(['delete from profile_v1 where person = $1', tom]), [`profile_v1, person ${tom}: 1 row is missing`])
    await verifiable.database.open('owner').pool.query('delete from profile_v1 where person = $1', [tom])
    const found = await run('--sign')
    t.equal(found.code, 1)
    t.match(found.stdout, `WRONG  profile_v1, person ${tom}: 1 row is missing\n`)
    t.match(found.stdout, /\nread models: 1 fault\. profile 1 row; /)
    t.match(found.stdout, /list 2:/, 'a read model can be built anew: the record is signed all the same')
    t.notOk((first.stdout + found.stdout + first.stderr + found.stderr).includes(planted))

    t.match(await run('--holds', 'the last one'), { code: 2, stdout: '', stderr: /^--holds: say a list as npm run verify said it before/ })
    await verifiable.close()
  },
)

t.test('made-up lives, with all that was put right in them, are whole', async (t) => {
  let now = new Date()
  const verifiable = await withVerifiable(t, { clock: () => now })
  const { record, settled } = verifiable
  const lines = madeUpLives({ people: 12, years: 1, seed: 'whole', today: '2026-06-15' })
  now = new Date('2026-06-15T12:00:00Z')
  await importLines({ record, areas: treeOf(sallowshire) }, lines)
  await settled()
  t.same(await verifiable.wrong(), [])
  await verifiable.lines({ sign: true })
  t.match(await verifiable.lines(), [/^the record: whole/, /^words: whole/, /^signed lists: whole\. 1 list, /, /^read models: whole/])
  await verifiable.close()
})
