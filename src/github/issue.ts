import { title as titleText } from '../lib/escape.ts'
import type { GitHub } from './client.ts'
import { type OursBy, type OwnIssue, ownIssues } from './own-issues.ts'
import { marked, sameBody } from './own-text.ts'
import { type Answer, answer, type Refused } from './refusal.ts'

export interface IssueWish extends OursBy {
  readonly title: string
  /** Markdown, escaped. */
  readonly body: string
  /** Set when it is opened; people may change them afterwards. */
  readonly labels: readonly string[]
  readonly assignees: readonly string[]
}

export type Kept =
  | {
      readonly kind: 'created' | 'updated' | 'unchanged' | 'reopened' | 'closed'
      readonly number: number
      readonly url: string
      readonly warnings: readonly string[]
    }
  /** There was nothing to close. */
  | { readonly kind: 'nothing' }
  | Refused

/** Keeps the one issue: opened, updated only where its text changed, reopened. */
export async function keepIssue(gh: GitHub, wish: IssueWish): Promise<Kept> {
  const found = await ownIssues(gh, wish)
  if (found.kind === 'refused') return found
  const [one, ...others] = found.value
  if (one === undefined) return begin(gh, wish)
  const warnings = await closeDuplicates(gh, one, others)
  return settle(gh, wish, one, warnings)
}

/** Closes it with a word, where it is open. */
export async function closeIssue(gh: GitHub, ours: OursBy, word: string): Promise<Kept> {
  const found = await ownIssues(gh, ours)
  if (found.kind === 'refused') return found
  const open = found.value.filter(({ state }) => state === 'open')
  const [one] = open
  if (one === undefined) return { kind: 'nothing' }
  const warnings: string[] = []
  for (const { number } of open) {
    const done = await close(gh, number, word)
    if (done.kind === 'refused') return done
    warnings.push(...done.value)
  }
  return { kind: 'closed', number: one.number, url: one.url, warnings }
}

/** Warnings: what was not said; it is closed all the same. */
async function close(gh: GitHub, number: number, word: string): Promise<Answer<readonly string[]>> {
  const said = await gh.ask('issues: write', (api, at) =>
    api.rest.issues.createComment({ ...at, issue_number: number, body: word }),
  )
  const done = await gh.ask('issues: write', (api, at) =>
    api.rest.issues.update({ ...at, issue_number: number, state: 'closed', state_reason: 'completed' }),
  )
  if (done.kind === 'refused') return done
  return answer(said.kind === 'refused' ? [`#${number} was closed without a word: ${said.message}`] : [])
}

async function closeDuplicates(gh: GitHub, kept: OwnIssue, others: readonly OwnIssue[]): Promise<readonly string[]> {
  const warnings: string[] = []
  for (const { number } of others.filter(({ state }) => state === 'open')) {
    const done = await close(gh, number, `The same as #${kept.number}, opened at the same time: closed.`)
    warnings.push(
      ...(done.kind === 'refused' ? [`#${number} is the same as #${kept.number}: ${done.message}`] : done.value),
    )
  }
  return warnings
}

async function settle(gh: GitHub, wish: IssueWish, one: OwnIssue, warnings: readonly string[]): Promise<Kept> {
  const { number, url } = one
  const text = textOf(wish)
  const same = one.title === text.title && sameBody(one.body, text.body)
  if (same && one.state === 'open') return { kind: 'unchanged', number, url, warnings }
  const done = await gh.ask('issues: write', (api, at) =>
    api.rest.issues.update({ ...at, issue_number: number, ...text, state: 'open' }),
  )
  if (done.kind === 'refused') return done
  return { kind: one.state === 'open' ? 'updated' : 'reopened', number, url, warnings }
}

const textOf = ({ title, body, marker }: IssueWish) => ({ title: titleText(title), body: marked(body, marker) })

async function begin(gh: GitHub, wish: IssueWish): Promise<Kept> {
  const made = await create(gh, wish)
  const lost = made.kind === 'refused' && ['unavailable', 'unreachable', 'malformed'].includes(made.why)
  if (made.kind === 'refused' && !lost) return made
  // Whether the answer was lost, or another run opened one at the same time: the oldest is the one.
  const now = await ownIssues(gh, wish)
  const [first, ...others] = now.kind === 'answer' ? now.value.filter(({ state }) => state === 'open') : []
  if (first === undefined) return made.kind === 'refused' ? made : { kind: 'created', ...made.value }
  const mine = made.kind === 'answer' ? made.value.number : first.number
  const told = made.kind === 'answer' ? made.value.warnings : []
  if (first.number === mine) return { kind: 'created', number: mine, url: first.url, warnings: told }
  // What a third run opened, that run closes.
  const closed = await closeDuplicates(
    gh,
    first,
    others.filter(({ number }) => number === mine),
  )
  return settle(gh, wish, first, [...told, ...closed])
}

type Created = { readonly number: number; readonly url: string; readonly warnings: readonly string[] }

/** Assignees and labels that GitHub refuses are left out: the finding matters more than who hears of it. */
async function create(gh: GitHub, wish: IssueWish): Promise<Answer<Created>> {
  let assignees = [...wish.assignees]
  let labels = [...new Set([wish.label, ...wish.labels])]
  const warnings: string[] = []
  for (;;) {
    const made = await gh.ask('issues: write', (api, at) =>
      api.rest.issues.create({ ...at, ...textOf(wish), labels, assignees }),
    )
    if (made.kind === 'answer') return answer({ number: made.value.number, url: made.value.html_url, warnings })
    const about = (name: string): boolean => made.fields.some((field) => field.startsWith(name))
    if (assignees.length > 0 && about('assignee')) assignees = []
    else if (labels.length > 0 && about('label')) labels = []
    else return made
    warnings.push(`the issue was opened without its ${about('assignee') ? 'assignees' : 'labels'}: ${made.message}`)
  }
}
