import { startStandIn } from './stand-in.ts'

/** The stand-in as a process of its own, `alone.ts <port> <file>`: what it was sent is in the file, so that it can be killed and started again. */
const [port, file] = process.argv.slice(2)
const standIn = await startStandIn({ port: Number(port), ...(file !== undefined && { file }) })
process.stdout.write(`${standIn.url}\n`)
