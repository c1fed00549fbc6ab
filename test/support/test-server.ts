import os from 'node:os'
import path from 'node:path'

/** Where the server of the tests keeps its files: one place for each user of this machine. */
export const place = path.join(os.tmpdir(), `unfolding-test-${process.getuid?.() ?? os.userInfo().username}`)

/** Held by whoever starts that server, or sweeps it away. */
export const lock = `${place}.lock`

/** By this name a sweeper is seen by others. */
export const sweeperName = 'unfolding test sweeper'
