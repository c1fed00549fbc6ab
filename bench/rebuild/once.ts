import { text } from 'node:stream/consumers'
import { openHouse } from './place.ts'
import { ways } from './ways.ts'

// A process of its own that goes through the record once, and says by how much its memory grew at most: `node bench/rebuild/once.ts <way>`, the address of the database on standard input.

const [name] = process.argv.slice(2)
const way = ways.find((each) => each.name === name)
if (!way) throw new Error(`There is no way called ${name}.`)
const house = openHouse((await text(process.stdin)).trim())
await way.go(house)
await house.close()
process.stdout.write(`${process.resourceUsage().maxRSS}\n`)
