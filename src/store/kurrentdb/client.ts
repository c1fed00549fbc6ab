import { KurrentDBClient } from '@kurrent/kurrentdb-client'

/** The client of KurrentDB, by a connection string. Nothing is connected until it is asked something. A wrong one throws a plain sentence. */
export function kurrentClient(url: string): KurrentDBClient {
  try {
    // It is the same protocol by its former name, of which the client would complain on the console.
    const client = KurrentDBClient.connectionString(url.replace(/^esdb/, 'kurrentdb'))
    /*
     * The client would send appends in batches wherever the server takes them: over one stream without a deadline, where what waits to be written when
     * the connection is lost fails without anybody to hear of it, which ends the process. Told that the server takes none, it makes a call of each append, with a
     * deadline; and asks the server first for nothing.
     */
    return Object.assign(client, { supports: async () => false })
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`KURRENTDB_URL: it is not a connection string of KurrentDB. ${why}`, { cause })
  }
}

/** Where a connection string leads, without who logs in. */
export function hostsOf(url: string): string {
  return url.replace(/^[^:]+:\/\/(?:[^@/?]*@)?/, '').replace(/[/?].*$/s, '')
}
