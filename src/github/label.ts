import { sameLogin } from './author.ts'
import type { GitHub } from './client.ts'
import { type Answer, answer, type Refused } from './refusal.ts'

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

/** As a pull request, or as the issue that it is, too: either permission shows its labels. */
async function ticket(gh: GitHub, number: number): Promise<Answer<Ticket>> {
  const pull = await gh.ask('pull-requests: read', (api, at) => api.rest.pulls.get({ ...at, pull_number: number }))
  if (pull.kind === 'answer') return answer(ticketOf(pull.value))
  const issue = isWithheld(pull)
    ? await gh.ask('pull-requests: read', (api, at) => api.rest.issues.get({ ...at, issue_number: number }))
    : pull
  return issue.kind === 'refused' ? pull : answer(ticketOf(issue.value))
}

interface Told {
  readonly labels?: readonly (string | { readonly name?: string })[]
  readonly user?: { readonly login?: string } | null
}

const ticketOf = ({ labels = [], user }: Told): Ticket => ({
  labels: labels.flatMap((one) => (typeof one === 'string' ? one : (one.name ?? []))),
  author: user?.login ?? null,
})

const isWithheld = ({ why }: Refused): boolean => why === 'permission' || why === 'denied' || why === 'not-found'

/** The events of a pull request say it, and so does its timeline: the one may be kept from a token, or a server lack it. */
async function setBy(gh: GitHub, number: number, label: string): Promise<string | null> {
  const events = await gh.ask('pull-requests: read', async (api, at) => ({
    data: await api.paginate(api.rest.issues.listEvents, { ...at, issue_number: number, per_page: 100 }),
  }))
  const said = events.kind === 'answer' ? lastIn(events.value, label) : null
  if (said !== null) return said
  const timeline = await gh.ask('pull-requests: read', async (api, at) => ({
    data: await api.paginate(api.rest.issues.listEventsForTimeline, { ...at, issue_number: number, per_page: 100 }),
  }))
  return timeline.kind === 'answer' ? lastIn(timeline.value, label) : null
}

interface Happened {
  readonly event?: string
  readonly label?: { readonly name?: string }
  readonly actor?: { readonly login?: string } | null
}

function lastIn(events: readonly Happened[], label: string): string | null {
  const last = events.findLast(({ event, label: set }) => event === 'labeled' && same(set?.name, label))
  return last?.actor?.login ?? null
}
