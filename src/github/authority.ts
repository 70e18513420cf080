import type { Mode } from '../model/basics.ts'
import type { EventContext } from './event.ts'

export interface Request {
  readonly mode: Mode
  readonly dryRun: boolean
  readonly approve: boolean
}

const pullRequestEvents = ['pull_request', 'pull_request_target', 'merge_group', 'pull_request_review'] as const

export const isPullRequest = ({ name }: EventContext): boolean => pullRequestEvents.some((event) => event === name)

export const defaultMode = (event: EventContext): Mode => (isPullRequest(event) ? 'check' : 'detect')

/** Whether an event may ask for this; null: it may. Denied by default: what stands nowhere here may do nothing. */
export function refusal(event: EventContext, request: Request): string | null {
  if (!event.inActions) return null
  const asked = `${request.mode}${request.dryRun ? ' (dry run)' : ''}${request.approve ? ' with approve' : ''}`
  const refuse = (why: string): string => `${asked} is not allowed on ${event.name || 'an unnamed event'}: ${why}`
  switch (event.name) {
    case 'pull_request':
    case 'pull_request_target':
    case 'merge_group':
      return request.mode === 'check' ? null : refuse('an event of a pull request may only check')
    case 'schedule':
      return null
    case 'repository_dispatch':
      if (request.mode === 'detect' || (request.mode === 'remediate' && !request.approve)) return null
      return refuse('it may detect, or remediate without approve')
    case 'workflow_dispatch':
    case 'push':
      return onBranch(event, request, refuse)
    default:
      return refuse('no mode is allowed on it')
  }
}

function onBranch(
  { defaultBranch, ref }: EventContext,
  request: Request,
  refuse: (why: string) => string,
): string | null {
  if (defaultBranch !== null && ref === `refs/heads/${defaultBranch}`) return null
  if (request.mode === 'detect' || request.mode === 'check') return null
  if (request.mode === 'remediate' && request.dryRun) return null
  const branch =
    defaultBranch === null
      ? 'the default branch is not known'
      : `the run is on ${ref}, and only ${defaultBranch} may write`
  return refuse(`${branch}; elsewhere detect, check, and remediate with dry-run: true are allowed`)
}
