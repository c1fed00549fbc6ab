import type pg from 'pg'

// What is installed for the benchmark alone, in `beside/`, by `npm run bench`. It is loaded by its address, so that the rest can be checked where it is not there.

/** An event as a user of Emmett would write it. */
export interface BesideEvent {
  type: string
  data: Record<string, unknown>
  metadata: Record<string, unknown>
}

/** Emmett's event store in PostgreSQL, its tables made. */
export interface BesideStore {
  /** Appends after that version of the stream, 0 where it is to be a new one; gives the version after it. */
  append(stream: string, version: bigint, event: BesideEvent): Promise<bigint>
  close(): Promise<void>
}

/** A request as it goes out. */
export interface Request {
  method: 'GET' | 'POST'
  path: string
  headers: Readonly<Record<string, string>>
  body?: string
}

export interface Emmett {
  openStore(connectionString: string, pool: pg.Pool): Promise<BesideStore>
  /** Puts stories on a record of its own, its tables made. */
  tell(connectionString: string, stories: ReadonlyMap<string, readonly BesideEvent[]>): Promise<void>
  /** Makes, under a name that was not used before, a document of each story by Emmett's own projection and rebuild: `evolve` gives the document after an event. */
  rebuild(connectionString: string, asked: BesideProjection): Promise<void>
}

export interface BesideProjection {
  name: string
  types: readonly string[]
  initial: BesideDocument
  evolve: (document: BesideDocument, event: BesideEvent) => BesideDocument
}

export type BesideDocument = Readonly<Record<string, unknown>>

export interface Autocannon {
  /**
   * Sends each of these once, over so many connections that each send one after another; gives how many were answered in a second. Throws where one is not answered with
   * a status in the two hundreds.
   */
  fire(url: string, connections: number, requests: readonly Request[]): Promise<number>
}

export const emmett = (): Promise<Emmett> => load('emmett')
export const autocannon = (): Promise<Autocannon> => load('autocannon')

async function load<T>(name: string): Promise<T> {
  return (await import(new URL(`./beside/${name}.ts`, import.meta.url).href)) as T
}
