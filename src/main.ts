import { isEmbedded, isLocal, signsInHere } from './config.ts'
import { serveUntilStopped } from './serve.ts'
import { start } from './tasks/start.ts'

/** The service: starts, says where things are, and stops cleanly on SIGTERM and SIGINT. */
start('unfolding', async (config, log) => {
  const serving = await serveUntilStopped(config, log)
  log.info(
    {
      address: serving.address,
      reference: `${serving.address}/docs`,
      data: serving.where,
      ...(isEmbedded(config) && { tokens: 'npm run -s token -- --role practitioner --sub amira --areas X10000001' }),
      ...(signsInHere(config) && { signIn: `${serving.address}/sign-in` }),
      reach: isLocal(config.host) ? 'this machine only' : 'other machines too',
    },
    'Unfolding is ready',
  )
})
