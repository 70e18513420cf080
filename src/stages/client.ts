import { type GitHub, openGitHub } from '../github/client.ts'
import type { EventContext } from '../github/event.ts'
import type { Inputs } from '../model/inputs.ts'
import type { Host } from './run.ts'

/** The run's client of its repository; null: there is no token. */
export async function clientOf(at: {
  readonly host: Host
  readonly event: EventContext
  readonly inputs: Inputs | null
}): Promise<GitHub | null> {
  const { env, log, now, wait } = at.host
  const token = at.inputs?.githubToken ?? null
  const { repository } = at.event
  if (token === null || !/^[^/]+\/[^/]+$/.test(repository)) return null
  return openGitHub({ token, repository, env, mask: (secret) => log.mask(secret), patience: { now, wait } })
}
