import type { GitHub } from './client.ts'
import { type OwnPull, pullOf } from './own-pulls.ts'
import { marked } from './own-text.ts'
import { type Answer, answer, refused } from './refusal.ts'

interface Opening {
  readonly base: string
  readonly branch: string
  readonly title: string
  readonly body: string
  readonly labels: readonly string[]
  readonly marker: string
}

type Opened = OwnPull & { readonly kind: 'opened' | 'standing'; readonly warnings: readonly string[] }

/** Opens the pull request of a branch; where a run at the same time was quicker, theirs is the one. */
export async function openPull(gh: GitHub, opening: Opening): Promise<Answer<Opened>> {
  const { base, branch, title, body, marker } = opening
  const made = await gh.ask('pull-requests: write', (api, at) =>
    api.rest.pulls.create({ ...at, base, head: branch, title, body: marked(body, marker) }),
  )
  if (made.kind === 'refused') return made.why === 'exists' ? quicker(gh, opening, made.message) : made
  const { number, html_url: url } = made.value
  return answer({ kind: 'opened', number, url, state: 'open', warnings: await label(gh, number, opening.labels) })
}

async function quicker(gh: GitHub, { branch, marker }: Opening, message: string): Promise<Answer<Opened>> {
  const there = await pullOf(gh, { branch, marker })
  if (there.kind === 'refused') return there
  if (there.value === null || there.value === 'theirs') return refused('exists', message)
  return answer({ kind: 'standing', ...there.value, warnings: [] })
}

/** Labels are for people: a pull request without them is still one. */
export async function label(gh: GitHub, number: number, labels: readonly string[]): Promise<readonly string[]> {
  if (labels.length === 0) return []
  const done = await gh.ask('pull-requests: write', (api, at) =>
    api.rest.issues.addLabels({ ...at, issue_number: number, labels: [...labels] }),
  )
  return done.kind === 'answer' ? [] : [`#${number} has no labels: ${done.message}`]
}
