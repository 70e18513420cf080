import { oursAmong } from './author.ts'
import type { GitHub } from './client.ts'
import { bears } from './own-text.ts'
import { type Answer, answer } from './refusal.ts'

export interface OwnIssue {
  readonly number: number
  readonly url: string
  readonly state: 'open' | 'closed'
  readonly title: string
  readonly body: string
}

export interface OursBy {
  /** The label that finds it fast. */
  readonly label: string
  readonly marker: string
}

/** Issues of ours by mark and author: open ones first, and of these the oldest; of closed ones the latest. */
export async function ownIssues(gh: GitHub, { label, marker }: OursBy): Promise<Answer<readonly OwnIssue[]>> {
  const labelled = await gh.ask('issues: write', async (api, at) => ({
    data: await api.paginate(api.rest.issues.listForRepo, { ...at, labels: label, state: 'all', per_page: 100 }),
  }))
  if (labelled.kind === 'refused') return labelled
  const byLabel = await ofOurs(gh, labelled.value, marker)
  if (byLabel.kind === 'refused' || byLabel.value.length > 0) return byLabel
  // Somebody may have taken the label off, or GitHub have refused it: the latest hundred are looked through as well.
  const latest = await gh.ask('issues: write', (api, at) =>
    api.rest.issues.listForRepo({ ...at, state: 'open', per_page: 100 }),
  )
  return latest.kind === 'refused' ? latest : ofOurs(gh, latest.value, marker)
}

interface Listed {
  readonly number: number
  readonly html_url: string
  readonly state: string
  readonly title: string
  readonly body?: string | null
  readonly user: { readonly login?: string } | null
  readonly pull_request?: unknown
}

async function ofOurs(gh: GitHub, listed: readonly Listed[], marker: string): Promise<Answer<readonly OwnIssue[]>> {
  const marked = listed.filter(({ body, pull_request: pull }) => pull === undefined && bears(body, marker))
  const ours = await oursAmong(gh, marked)
  if (ours.kind === 'refused') return ours
  const own = ours.value.map(({ number, html_url: url, state, title, body }): OwnIssue => {
    return { number, url, state: state === 'open' ? 'open' : 'closed', title, body: body ?? '' }
  })
  return answer([
    ...own.filter(({ state }) => state === 'open').sort((a, b) => a.number - b.number),
    ...own.filter(({ state }) => state === 'closed').sort((a, b) => b.number - a.number),
  ])
}
