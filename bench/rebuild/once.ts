import { openHouse } from './house.ts'
import { ways } from './ways.ts'

// A process of its own that goes through the record once, and says how much memory it held at most, in MB: `node bench/rebuild/once.ts <way> <data folder> <address>`.

const [name, dataDir = '', serviceUrl = ''] = process.argv.slice(2)
const way = ways.find((each) => each.name === name)
if (!way) throw new Error(`There is no way called ${name}.`)
const house = await openHouse({ dataDir, serviceUrl })
await way.go(house)
await house.close()
process.stdout.write(`${process.resourceUsage().maxRSS / 1_024}\n`)
