import { type Logger, pino } from 'pino'
import { type Config, readConfig } from '../config.ts'

/**
 * Runs something that a person started: reads the environment, hands over a log, and says in one sentence what went wrong. What is meant for
 * people goes to standard output; a task's log to standard error. `failing` is what it ends with then.
 */
export function start(
  name: string,
  run: (config: Config, log: Logger) => Promise<void>,
  { quiet = false, failing = 1 }: { quiet?: boolean; failing?: number } = {},
): void {
  begin().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    if (process.env.LOG_LEVEL === 'debug' && error instanceof Error) process.stderr.write(`${error.stack}\n`)
    process.exit(failing)
  })

  async function begin(): Promise<void> {
    const config = readConfig(process.env)
    const level = quiet && process.env.LOG_LEVEL === undefined ? 'warn' : config.logLevel
    await run(config, pino({ name, level, base: { name } }, pino.destination({ dest: quiet ? 2 : 1, sync: true })))
  }
}
