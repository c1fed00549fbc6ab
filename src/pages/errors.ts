import type { z } from 'zod'

/** What is missing in a form, by field.. */
export function errorsIn(error: z.ZodError | undefined): Record<string, string> {
  return Object.fromEntries((error?.issues ?? []).map(({ path, message }) => [String(path[0]), message]))
}
