import pg from 'pg'
import { projections } from '../../projections/index.ts'
import type { Asked } from './offering.ts'

/** What the database itself says, asked as its owner: nothing of the service has a hand in it. */
export interface Judge {
  /** How many seconds the view that is furthest behind is behind: how long ago the first entry was written down that it does not show. */
  lag(): Promise<number>
  /** What is wrong with what is on the record of all that was sent, in sentences. */
  faultsOf(written: readonly Asked[]): Promise<string[]>
  close(): Promise<void>
}

export async function judgeAt(ownerUrl: string): Promise<Judge> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  await client.query('create temp table sent (request int, id uuid, stream text, became text, position bigint)')
  const views = JSON.stringify(projections.map(({ name, version }) => ({ name, version })))
  return {
    async lag() {
      const { rows } = await client.query<{ lag: number }>(
        `select coalesce(extract(epoch from clock_timestamp() - (
           select at from record where position > (
             select coalesce(min(coalesce(c.position, 0)), 0) from json_to_recordset($1) as v (name text, version int)
             left join checkpoint c on c.projection = v.name and c.version = v.version and not c.building
           ) order by position limit 1)), 0)::float as lag`,
        [views],
      )
      return rows[0]?.lag ?? Number.NaN
    },
    async faultsOf(written) {
      await client.query('truncate sent')
      for (let from = 0; from < written.length; from += 5_000) await keep(client, written.slice(from, from + 5_000), from)
      const faults: string[] = []
      for (const [what, query] of Object.entries(wrong)) faults.push(...(await fault(client, what, query)))
      return faults
    },
    close: () => client.end(),
  }
}

/** How what was sent became: acknowledged, sent away before anything was done, or nobody knows. */
function became({ status, body }: Asked): string {
  if (status === 201) return 'acknowledged'
  return status === 503 && body.includes('"code":"overloaded"') ? 'sent away' : 'unknown'
}

async function keep(client: pg.Client, written: readonly Asked[], from: number): Promise<void> {
  const rows = written.flatMap((asked, i) => {
    const stream = `person-${/people\/([^/]+)\//.exec(asked.request.path)?.[1]}`
    const { entries } = JSON.parse(asked.request.body ?? '') as { entries: { id: string }[] }
    const recorded = asked.status === 201 ? (JSON.parse(asked.body) as { recorded: { id: string; position: string }[] }).recorded : []
    const positions = new Map(recorded.map(({ id, position }) => [id, position]))
    return entries.map(({ id }) => ({ request: from + i, id, stream, became: became(asked), position: positions.get(id) ?? null }))
  })
  await client.query(
    `insert into sent select * from json_to_recordset($1) as s (request int, id uuid, stream text, became text, position bigint)`,
    [JSON.stringify(rows)],
  )
}

/** What must not be, and how it is found. */
const wrong: Readonly<Record<string, string>> = {
  'entries that were acknowledged are not on the record, once, where it was said': `
    select 1 from sent s left join record r using (id) where became = 'acknowledged'
    group by id, s.position having array_agg(r.position) is distinct from array[s.position]`,
  'entries are in the story of somebody else': 'select 1 from sent s join record r using (id) where r.stream <> s.stream',
  'entries that were sent away are on the record': `select 1 from sent s join record r using (id) where became = 'sent away'`,
  'requests are on the record in part':
    'select 1 from sent s left join record r using (id) group by request having count(r.id) not in (0, count(*))',
}

async function fault(client: pg.Client, what: string, query: string): Promise<string[]> {
  const { rows } = await client.query<{ many: string }>(`select count(*) as many from (${query}) as found`)
  return Number(rows[0]?.many) === 0 ? [] : [`${rows[0]?.many} ${what}`]
}
