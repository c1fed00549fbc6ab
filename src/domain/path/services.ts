import type { Service } from '../values.ts'

/** Whether two mentions can be of one service: the same sector and, where both say which, the same organisation. */
export function sameService(a: Service, b: Service): boolean {
  if (a.sector !== b.sector) return false
  return a.organisation === undefined || b.organisation === undefined || a.organisation === b.organisation
}

/** Of two mentions of one service, the one that says which organisation it was. */
export function closerSaid(a: Service, b: Service): Service {
  return a.organisation === undefined ? b : a
}

/** What is known by service: the first that was kept of it. One that is named is found by its name before one of its sector that is not. */
export function byService<T>(): { keep(service: Service, value: T): void; find(service: Service): T | undefined } {
  const named = new Map<string, T>()
  const inSector = new Map<string, T>()
  const nameOf = ({ sector, organisation = '' }: Service) => `${sector} ${organisation}`
  return {
    keep(service, value) {
      if (!named.has(nameOf(service))) named.set(nameOf(service), value)
      if (!inSector.has(service.sector)) inSector.set(service.sector, value)
    },
    find({ sector, organisation }) {
      if (organisation === undefined) return inSector.get(sector)
      return named.get(nameOf({ sector, organisation })) ?? named.get(nameOf({ sector }))
    },
  }
}
