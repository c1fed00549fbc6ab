import { StoreUnavailable } from './event-store.ts'

/** What `work` gives, where it does so within so many milliseconds; else it is not waited for, and `StoreUnavailable` is thrown. */
export async function inTime<T>(atMost: number, what: string, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreUnavailable(`${what} did not answer in time.`)), atMost)
  })
  try {
    return await Promise.race([work(), late])
  } finally {
    clearTimeout(timer)
  }
}
