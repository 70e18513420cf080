import { inParallel } from '../lib/pool.ts'
import { oursAmong } from './author.ts'
import type { GitHub } from './client.ts'
import { bears } from './own-text.ts'
import { type Answer, answer } from './refusal.ts'

/** A branch of Holdfast's, with the pull request that stands for it; null: none was opened for it yet. */
export interface OwnBranch {
  readonly branch: string
  /** What its name says it is about: '' of `holdfast/record-<hash>`, `111122223333` of `holdfast/record-111122223333-<hash>`. */
  readonly subject: string
  readonly sha: string
  readonly pull: OwnPull | null
}

export interface OwnPull {
  readonly number: number
  readonly url: string
  readonly state: 'open' | 'merged' | 'closed'
}

export interface Ours {
  /** `holdfast/record`; a subject may follow, and a hash of 16 digits ends the branch's name. */
  readonly prefix: string
  readonly marker: string
}

/** Ours: the branch's name, this repository, the author and the mark must all agree. Others' are left alone whatever they say. */
export async function ownBranches(gh: GitHub, ours: Ours): Promise<Answer<readonly OwnBranch[]>> {
  const tips = await tipsOf(gh, ours)
  if (tips.kind === 'refused') return tips
  const named = tips.value.flatMap((tip) => {
    const subject = subjectOf(tip.branch, ours)
    return subject === null ? [] : [{ ...tip, subject }]
  })
  const found = await inParallel(named, 4, ({ branch }) => pullOf(gh, { branch, marker: ours.marker }))
  const own: OwnBranch[] = []
  for (const [index, one] of found.entries()) {
    if (one.kind === 'failed') throw one.error
    if (one.value.kind === 'refused') return one.value
    const at = named[index]
    // A branch with pull requests of others alone is theirs.
    if (at !== undefined && one.value.value !== 'theirs') own.push({ ...at, pull: one.value.value })
  }
  return answer(own)
}

interface Tip {
  readonly branch: string
  readonly sha: string
}

/** The branches that bear the name; where a server cannot list them, those of its latest pull requests that are there still. */
async function tipsOf(gh: GitHub, ours: Ours): Promise<Answer<readonly Tip[]>> {
  const { prefix } = ours
  const refs = await gh.ask('contents: read', async (api, at) => ({
    data: await api.paginate(api.rest.git.listMatchingRefs, { ...at, ref: `heads/${prefix}-` }),
  }))
  if (refs.kind === 'answer')
    return answer(refs.value.map(({ ref, object }) => ({ branch: ref.replace(/^refs\/heads\//, ''), sha: object.sha })))
  if (refs.why !== 'not-found') return refs
  const pulls = await gh.ask('pull-requests: write', (api, at) =>
    api.rest.pulls.list({ ...at, state: 'all', per_page: 100 }),
  )
  if (pulls.kind === 'refused') return refs
  const here = pulls.value.filter(({ head }) => sameRepository(head.repo?.full_name, gh))
  const names = new Set(here.map(({ head }) => head.ref).filter((name) => subjectOf(name, ours) !== null))
  const tips: Tip[] = []
  for (const branch of names) {
    const tip = await gh.ask('contents: read', (api, at) => api.rest.git.getRef({ ...at, ref: `heads/${branch}` }))
    if (tip.kind === 'answer') tips.push({ branch, sha: tip.value.object.sha })
    else if (tip.why !== 'not-found') return tip
  }
  return answer(tips)
}

export const branchOf = (prefix: string, subject: string, hash: string): string =>
  [prefix, ...(subject === '' ? [] : [subject]), hash].join('-')

/** null: the name is none of ours. */
function subjectOf(branch: string, { prefix }: Ours): string | null {
  const rest = branch.startsWith(`${prefix}-`) ? branch.slice(prefix.length + 1) : ''
  const found = /^(?:([a-z0-9]+)-)?[0-9a-f]{16}$/.exec(rest)
  return found === null ? null : (found[1] ?? '')
}

/** The open pull request of a branch, else the latest one. */
export async function pullOf(
  gh: GitHub,
  { branch, marker }: { readonly branch: string; readonly marker: string },
): Promise<Answer<OwnPull | null | 'theirs'>> {
  const listed = await gh.ask('pull-requests: write', async (api, at) => ({
    data: await api.paginate(api.rest.pulls.list, {
      ...at,
      head: `${at.owner}:${branch}`,
      state: 'all',
      per_page: 100,
    }),
  }))
  if (listed.kind === 'refused') return listed
  // A server that does not know the filter sends all.
  const here = listed.value.filter(({ head }) => head.ref === branch && sameRepository(head.repo?.full_name, gh))
  const ours = await oursAmong(
    gh,
    here.filter(({ body }) => bears(body, marker)),
  )
  if (ours.kind === 'refused') return ours
  const own = ours.value
    .map(({ number, html_url: url, state, merged_at }) => {
      return { number, url, state: state === 'open' ? 'open' : merged_at ? 'merged' : 'closed' } as const
    })
    .sort((a, b) => b.number - a.number)
  const one = own.find(({ state }) => state === 'open') ?? own[0]
  return answer(one ?? (here.length > 0 ? 'theirs' : null))
}

const sameRepository = (name: string | undefined, { owner, repo }: GitHub): boolean =>
  name?.toLowerCase() === `${owner}/${repo}`.toLowerCase()
