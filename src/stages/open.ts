import { endpointsInUse } from '../aws/clients.ts'
import { openSessions } from '../aws/open.ts'
import type { Session } from '../aws/session.ts'
import type { Run, Sessions } from './run.ts'

/** Opens a session for every target; what cannot be opened is part of the answer. */
export async function open(run: Run): Promise<Sessions> {
  const { host, inputs, policy, event, only } = run
  for (const endpoint of endpointsInUse(host.env)) host.log.info(`AWS is asked at ${endpoint}`)
  host.log.group(`Opening ${policy.targets.length} ${policy.targets.length === 1 ? 'target' : 'targets'}`)
  const writes = !inputs.dryRun && (run.mode === 'remediate' || run.mode === 'undo')
  const opened = await openSessions(policy.targets, {
    role: run.mode === 'check' ? 'check' : writes ? 'write' : 'read',
    tokens: run.tokens,
    audience: inputs.audience,
    sessionName: `holdfast-${event.runId}-${event.runAttempt}`.replace(/[^\w+=,.@-]/g, '-').slice(0, 64),
    env: host.env,
    counter: run.meter,
    mask: (secret) => host.log.mask(secret),
    only: ({ account, region }) => concerned(only.accounts, only.ids, account, region),
  })
  host.log.info(`${opened.filter(({ kind }) => kind === 'open').length} of ${opened.length} are open`)
  host.log.endGroup()
  const sessions = new Map<string, Session>()
  for (const one of opened) {
    if (one.kind !== 'open') continue
    const { account, region } = one.target
    sessions.set(`${account}/${region}`, one.session)
    // What has no region is reached with any of the account's.
    if (!sessions.has(`${account}/global`)) sessions.set(`${account}/global`, one.session)
  }
  const roles = policy.targets.flatMap(({ roles: { read, write, check }, via }) => [
    read,
    write,
    check,
    via?.read ?? null,
    via?.write ?? null,
  ])
  return {
    opened,
    of: ({ account, region }) => sessions.get(`${account}/${region}`) ?? anyOf(sessions, account, region),
    own: [...new Set([...roles.filter((role) => role !== null), ...opened.flatMap(callerOf)])],
  }
}

/** The role that a session is of, where the environment's own credentials are used; its path stands in no session's ARN. */
function callerOf(opened: Sessions['opened'][number]): readonly string[] {
  if (opened.kind !== 'open') return []
  const [, partition, account, name] =
    /^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(opened.session.caller) ?? []
  return name === undefined ? [] : [`arn:${partition}:iam::${account}:role/${name}`]
}

/** What has no region is reached through any session of its account. */
function anyOf(sessions: ReadonlyMap<string, Session>, account: string, region: string): Session | null {
  if (region !== 'global') return null
  return [...sessions].find(([place]) => place.startsWith(`${account}/`))?.[1] ?? null
}

/** `only` narrows by account id, and by the account and region that an ARN names. */
function concerned(
  accounts: readonly string[] | null,
  ids: readonly string[] | null,
  account: string,
  region: string | null,
): boolean {
  if (accounts !== null && !accounts.includes(account)) return false
  if (ids === null) return true
  return ids.some((id) => {
    const [, , , ownRegion = '', ownAccount = ''] = id.split(':')
    if (!id.startsWith('arn:')) return true
    return (
      (ownAccount === '' || ownAccount === account) && (region === null || ownRegion === '' || ownRegion === region)
    )
  })
}
