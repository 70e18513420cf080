import { baselineFolder } from '../baselines/path.ts'
import type { GitHub } from '../github/client.ts'
import { type Part, type PartProposed, proposeAll } from '../github/proposals.ts'
import { sha256 } from '../lib/canonical-json.ts'
import type { FileChange, Recorded } from '../model/baseline.ts'
import type { PullRequest } from '../model/report.ts'
import { toMarkdown } from '../report/markdown.ts'
import { jobOf } from '../report/places.ts'
import { recordBlocks, recordTitle } from '../report/record.ts'
import { readWholly, type WhatWasRead } from './read-wholly.ts'
import type { Run } from './run.ts'

/** GitHub takes 65,536 characters of a pull request's text; there is room for what we add to it. */
export const longestBody = 59_000
/** Files over which there is a pull request an account. */
const mostFiles = 1000

export interface RecordProposed {
  readonly pullRequests: readonly PullRequest[]
  /** What was not done, and matters to nobody's baselines. */
  readonly warnings: readonly string[]
  /** null: whatever there was to record is in a pull request. */
  readonly refused: string | null
}

type Drafted = Omit<Recorded, 'to'>

/** One pull request with everything that is to be recorded; of more than 1,000 files, one an account. */
export async function proposeRecord(
  gh: GitHub,
  run: Run,
  at: WhatWasRead & { readonly drafted: Drafted },
): Promise<RecordProposed> {
  const { drafted } = at
  const base = run.event.defaultBranch
  if (base === null) return refusedBy('nobody said which branch is the default one', drafted)
  const parts = partsOf(run, at)
  const done = await proposeAll(gh, {
    base,
    prefix: 'holdfast/record',
    marker: markerOf('record', run),
    parts,
    most: Number.POSITIVE_INFINITY,
    counts: () => false,
    // What a narrowed run has to say is one more pull request, and takes none away; nor does a job from another one.
    settled: (subject) => {
      const [job, rest] = [jobIn(run, at), subject.replace(/^job[0-9a-f]{8}/, '')]
      const whole = narrowing(run) === null && !rest.startsWith('only') && isWhole(at, rest === '' ? null : rest)
      return whole && subject === `${job}${rest}`
    },
    word: `What it proposes is on \`${base}\`, true no more, or in another pull request: closed.`,
  })
  if (done.kind === 'refused') return refusedBy(done.message, drafted)
  const { parts: each, closed, warnings } = done.value
  const refused = each.flatMap((one) => (one.kind === 'refused' ? [one.message] : []))
  return {
    pullRequests: [
      ...each.flatMap((one) => pullRequestOf(one, [])),
      ...[...closed, ...each.flatMap(closedBy)].map((number) => closedPull(gh, number)),
    ],
    warnings: [...warnings, ...each.flatMap((one) => ('warnings' in one ? one.warnings : []))],
    refused: refused.length === 0 ? null : [...new Set(refused)].join('; '),
  }
}

/** Where there is nothing to record, nothing was refused. */
export const refusedBy = (why: string, { files }: Drafted): RecordProposed => ({
  pullRequests: [],
  warnings: files.length === 0 ? [why] : [],
  refused: files.length === 0 ? null : why,
})

/** Several policies of a repository never take each other's pull requests for their own. */
export const markerOf = (family: string, { policy }: Pick<Run, 'policy'>): string =>
  `${family}:${sha256(policy.file).slice(0, 8)}`

/** What stands in the name of a pull request of a job that other jobs of the same policy have no part in. */
export function jobIn({ policy }: Pick<Run, 'policy'>, { states }: Pick<WhatWasRead, 'states'>): string {
  const job = jobOf({ policy, targets: states }, 8)
  return job === '' ? '' : `job${job}`
}

/** What `only` names; null: the run is not narrowed. */
export function narrowing({ only }: Pick<Run, 'only'>): string | null {
  const words = [only.uses, only.ids, only.accounts].map((list) => [...(list ?? [])].sort())
  return words.every((list) => list.length === 0) ? null : sha256(JSON.stringify(words)).slice(0, 8)
}

/** `account` null: all of them. */
const isWhole = (at: WhatWasRead & { readonly drafted: Drafted }, account: string | null): boolean =>
  readWholly(at, account === null ? undefined : { account }) &&
  (account === null || at.states.some(({ target }) => target.account === account)) &&
  at.drafted.left === 0 &&
  at.drafted.resources.every(({ ref, unread }) => unread.length === 0 || (account !== null && ref.account !== account))

function partsOf(run: Run, at: WhatWasRead & { readonly drafted: Drafted }): readonly Part[] {
  const { drafted } = at
  if (drafted.files.length === 0) return []
  const only = narrowing(run)
  const narrowed = `${jobIn(run, at)}${only === null ? '' : `only${only}`}`
  if (drafted.files.length <= mostFiles) return [partOf(run, drafted, { subject: narrowed, whole: isWhole(at, null) })]
  const accounts = [...new Set(drafted.files.map(accountOf))].sort()
  return accounts.map((account) => {
    const own: Drafted = {
      resources: drafted.resources.filter(({ ref }) => ref.account === account),
      files: drafted.files.filter((file) => accountOf(file) === account),
      same: 0,
      left: 0,
    }
    return partOf(run, own, { subject: `${narrowed}${account}`, whole: isWhole(at, account) })
  })
}

/** `111122223333` of `.github/holdfast/baselines/111122223333/…`. */
const accountOf = ({ path }: FileChange): string => path.slice(baselineFolder.length + 1).split('/')[0] ?? ''

function partOf(run: Run, drafted: Drafted, at: { readonly subject: string; readonly whole: boolean }): Part {
  const recorded: Recorded = { ...drafted, to: 'pull-request' }
  return {
    ...at,
    ...contentFrom(run)(drafted.files),
    title: recordTitle(recorded),
    body: () => toMarkdown(recordBlocks(recorded), longestBody),
    labels: run.policy.publish.pullRequest.labels,
  }
}

/** Files, and those of the checked-out tree that they were made from. */
export function contentFrom({ baselines }: Pick<Run, 'baselines'>) {
  const there = new Map(baselines?.files.map(({ path, text }) => [path, text]))
  return (files: readonly FileChange[]): Pick<Part, 'files' | 'expected'> => ({
    files: new Map(files.map(({ path, content }) => [path, content])),
    expected: new Map(files.map(({ path }) => [path, there.get(path) ?? null])),
  })
}

export const closedBy = (one: PartProposed): readonly number[] => ('closed' in one ? one.closed : [])

export const closedPull = ({ serverUrl, owner, repo }: GitHub, number: number): PullRequest => ({
  number,
  url: `${serverUrl}/${owner}/${repo}/pull/${number}`,
  state: 'closed',
  findings: [],
})

export function pullRequestOf(one: PartProposed, findings: PullRequest['findings']): readonly PullRequest[] {
  switch (one.kind) {
    case 'opened':
    case 'standing':
    case 'declined':
      return [{ number: one.number, url: one.url, state: one.kind, findings }]
    case 'kept':
      return [{ number: one.number, url: one.url, state: one.kind, findings: [] }]
    case 'nothing':
    case 'waiting':
    case 'refused':
      return []
  }
}
