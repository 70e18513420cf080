import { readFileSync } from 'node:fs'
import { posix, relative, resolve } from 'node:path'
import { openGitHub } from '../../github/client.ts'
import { comparedCommits } from '../../github/compared.ts'
import type { EventContext } from '../../github/event.ts'
import { inputProblem } from '../../github/inputs.ts'
import { type PullEvent, readPullEvent } from '../../github/pull-event.ts'
import { type Answer, answer, type Refused } from '../../github/refusal.ts'
import { type Tree, wholeTreeAt } from '../../github/tree.ts'
import type { Day } from '../../model/basics.ts'
import type { Inputs } from '../../model/inputs.ts'
import type { Policy } from '../../model/policy.ts'
import type { FailureReason, Stop } from '../../model/report.ts'
import type { Host } from '../run.ts'
import { checkedOut } from './checkout.ts'
import { type Comparing, compareGuards } from './compare.ts'
import type { Comparison } from './comparison.ts'
import { notesOf } from './notes.ts'
import { storeOf } from './store.ts'

export type PreparedCheck =
  | { readonly kind: 'compared'; readonly comparison: Comparison; readonly policy: Policy }
  | { readonly kind: 'stop'; readonly stop: Stop; readonly policy: Policy | null }

interface At {
  readonly host: Host
  readonly inputs: Inputs
  readonly event: EventContext
  readonly today: Day
}

const halt = (reason: FailureReason, message: string, problems: Stop['problems'] = []): PreparedCheck => ({
  kind: 'stop',
  stop: { reason, message, problems },
  policy: null,
})

/** The guard at the base and at the head, through GitHub's API. Nothing is asked of AWS; who cannot be asked has not said yes. */
export async function prepareCheck(at: At): Promise<PreparedCheck> {
  const { host, inputs, event } = at
  const path = policyPath(host, inputs)
  if (path === null)
    return halt('invalid-input', 'The inputs have problems.', [
      inputProblem('policy', `"${inputs.policy}"`, 'a path within the repository, such as .github/holdfast.yml'),
    ])
  if (!event.inActions)
    return halt(
      'nothing-checked',
      'check compares what a pull request would merge with what it would be merged into, and outside a workflow there is neither: use `holdfast validate` for the files, and detect for the accounts.',
    )
  const token = inputs.githubToken
  if (token === null || !/^[^/]+\/[^/]+$/.test(event.repository))
    return halt('invalid-input', 'The inputs have problems.', [
      inputProblem('github-token', 'nothing', 'a token that may read the repository: leave the input unset'),
    ])
  const { env, log, now, wait } = host
  const github = await openGitHub({
    token,
    repository: event.repository,
    env,
    mask: (secret) => log.mask(secret),
    patience: { now, wait },
  })
  const change = readPullEvent(env, event, (file) => readFileSync(file, 'utf8'))
  const trees = await treesOf(at, change, github)
  if (trees.kind === 'refused') return unread(trees)
  const notes = [...trees.value.notes, ...notesOf(inputs, event, change)]
  return compared({
    ...trees.value,
    github,
    path,
    notes,
    today: at.today,
    pull: change.pull,
    foreign: change.foreign,
    store: storeOf(github, workspaceOf(host), [trees.value.commits.base, trees.value.commits.head]),
  })
}

async function compared(comparing: Comparing): Promise<PreparedCheck> {
  const found = await compareGuards(comparing)
  if (found.kind === 'refused') return unread(found)
  if (found.value.kind === 'problems') {
    const { problems, policy } = found.value
    const message = `What the change would merge has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}.`
    return { kind: 'stop', stop: { reason: 'invalid-policy', message, problems }, policy }
  }
  const { comparison } = found.value
  return { kind: 'compared', comparison, policy: comparison.base?.policy ?? bare(comparison.head.policy) }
}

/** Where no policy is in force, the defaults decide, and none of what the change brings. */
const bare = (head: Policy): Policy => ({
  ...head,
  targets: [],
  uses: [],
  exceptions: [],
  limits: { changes: 50, share: 0.2, failures: 3 },
  gate: { failOn: 'low', unknown: 'fail', silencing: 'high', acknowledge: 'holdfast-acknowledged' },
  approvals: null,
  protected: [],
  publish: { issue: { labels: [], assignees: [] }, pullRequest: { labels: [] }, public: 'counts' },
})

const unread = ({ message }: Refused): PreparedCheck =>
  halt(
    'unknown-findings',
    `What the change is about could not be read: ${message}. Nothing was judged, and AWS was not asked anything.`,
  )

type Trees = Pick<Comparing, 'commits' | 'base' | 'head' | 'notes'>

async function treesOf({ host, event }: At, change: PullEvent, github: Comparing['github']): Promise<Answer<Trees>> {
  const commits = await comparedCommits(github, change, event.defaultBranch)
  if (commits.kind === 'refused') return commits
  const notes = change.merge === null || commits.value.head === change.merge ? [] : [noTrial]
  const base = await wholeTreeAt(github, commits.value.base)
  if (base.kind === 'refused') return base
  if (commits.value.base === commits.value.head)
    return answer({ commits: commits.value, base: base.value, head: base.value, notes })
  const head = await wholeTreeAt(github, commits.value.head)
  if (head.kind === 'answer') return answer({ commits: commits.value, base: base.value, head: head.value, notes })
  // The checkout of pull_request is what would be merged; that of pull_request_target is the base.
  if (head.why !== 'not-found' || event.name !== 'pull_request') return head
  const tree: Answer<Tree> = checkedOut(workspaceOf(host), change)
  if (tree.kind === 'refused') return tree
  const taken = 'GitHub knows no commit of what would be merged: it was taken from the checkout'
  return answer({ commits: commits.value, base: base.value, head: tree.value, notes: [...notes, taken] })
}

const noTrial =
  'GitHub did not show the commit that merging would make: what the branch lacks of the one that it goes into counts as taken back'

const workspaceOf = ({ env, folder }: Host): string => env['GITHUB_WORKSPACE'] ?? folder

/** As git names it; null: it lies outside the repository. */
function policyPath(host: Host, { policy }: Inputs): string | null {
  const base = workspaceOf(host)
  const path = posix.normalize(relative(base, resolve(base, policy ?? '.github/holdfast.yml')))
  return path === '.' || path.startsWith('..') || posix.isAbsolute(path) ? null : path
}
