import { isPullRequest } from './authority.ts'
import type { EventContext } from './event.ts'

/** Which change an event is about. What it says is data: what is not a commit's name or a number is left out. */
export interface PullEvent {
  /** Numbers of its pull requests: one, or none where the event is of no pull request. */
  readonly pull: number | null
  /** Commits as the event names them. */
  readonly base: string | null
  readonly head: string | null
  /** The commit that would come of merging, as GitHub makes it for a trial: to be proved by its parents. */
  readonly merge: string | null
  /** Whether the change comes from another repository, or from one that is gone. */
  readonly foreign: boolean
}

type Data = Readonly<Record<string, unknown>>

/** `readFile` reads GITHUB_EVENT_PATH. */
export function readPullEvent(
  env: NodeJS.ProcessEnv,
  event: EventContext,
  readFile: (path: string) => string,
): PullEvent {
  const payload = payloadOf(env['GITHUB_EVENT_PATH'], readFile)
  if (event.name === 'merge_group') return ofGroup(within(payload, 'merge_group'), env)
  if (isPullRequest(event)) return ofPull(within(payload, 'pull_request'), payload, { env, event })
  return { pull: null, base: null, head: sha(env['GITHUB_SHA']), merge: null, foreign: false }
}

function payloadOf(path: string | undefined, readFile: (path: string) => string): Data {
  try {
    return asData(JSON.parse(readFile(path ?? '')))
  } catch {
    return {}
  }
}

/** A queue's branch names the pull request: `gh-readonly-queue/main/pr-123-<sha>`. */
function ofGroup(group: Data, env: NodeJS.ProcessEnv): PullEvent {
  const [, number] = /\/pr-(\d+)-[0-9a-f]+$/.exec(text(group['head_ref']) ?? env['GITHUB_REF'] ?? '') ?? []
  return {
    pull: number === undefined ? null : Number(number),
    base: sha(group['base_sha']),
    head: sha(group['head_sha']),
    merge: null,
    foreign: false,
  }
}

function ofPull(pull: Data, payload: Data, at: { env: NodeJS.ProcessEnv; event: EventContext }): PullEvent {
  const [base, head] = [within(pull, 'base'), within(pull, 'head')]
  const number = pull['number'] ?? payload['number']
  const [from, to] = [head, base].map((side) => text(within(side, 'repo')['full_name'])?.toLowerCase())
  // On pull_request the run is on the merge commit; on pull_request_target it is on the base's.
  const merge = at.event.name === 'pull_request' ? at.env['GITHUB_SHA'] : pull['merge_commit_sha']
  return {
    pull: typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : null,
    base: sha(base['sha']),
    head: sha(head['sha']),
    merge: sha(merge),
    foreign: from === undefined || from !== (to ?? at.event.repository.toLowerCase()),
  }
}

const asData = (value: unknown): Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Data) : {}
const within = (data: Data, key: string): Data => asData(data[key])
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const sha = (value: unknown): string | null => {
  const name = text(value)
  return name !== null && /^[0-9a-f]{7,64}$/.test(name) ? name : null
}
