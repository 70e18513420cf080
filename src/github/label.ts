import { sameLogin } from './author.ts'
import type { GitHub } from './client.ts'
import { type Answer, answer } from './refusal.ts'

/** A label that a pull request carries now. */
export interface Labelled {
  /** Who set it last; null: that could not be read. */
  readonly by: string | null
  /** Whether that is whoever opened the pull request. */
  readonly isAuthor: boolean
}

interface Ticket {
  readonly labels: readonly string[]
  readonly author: string | null
}

/** Whether a pull request carries a label, asked now: what the event says of it may be long past. null: it does not. */
export async function labelled(gh: GitHub, number: number, label: string): Promise<Answer<Labelled | null>> {
  const found = await ticket(gh, number)
  if (found.kind === 'refused') return found
  const { labels, author } = found.value
  if (!labels.some((name) => same(name, label))) return answer(null)
  const by = await setBy(gh, number, label)
  return answer({ by, isAuthor: by !== null && sameLogin(author, by) })
}

/** GitHub tells no labels apart that differ in case alone. */
const same = (one: string | undefined, other: string): boolean => one?.toLowerCase() === other.toLowerCase()

async function ticket(gh: GitHub, number: number): Promise<Answer<Ticket>> {
  const pull = await gh.ask('pull-requests: read', (api, at) => api.rest.pulls.get({ ...at, pull_number: number }))
  if (pull.kind === 'refused') return pull
  const { labels, user } = pull.value
  return answer({ labels: (labels ?? []).map(({ name }) => name), author: user?.login ?? null })
}

async function setBy(gh: GitHub, number: number, label: string): Promise<string | null> {
  const events = await gh.ask('pull-requests: read', async (api, at) => ({
    data: await api.paginate(api.rest.issues.listEvents, { ...at, issue_number: number, per_page: 100 }),
  }))
  if (events.kind === 'refused') return null
  const last = events.value.findLast((one) => one.event === 'labeled' && 'label' in one && same(one.label?.name, label))
  return last?.actor?.login ?? null
}
