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

/** What the issue is to say, in view of what it said. `close`: there is nothing to say any more. */
export type Draft =
  | { readonly kind: 'keep'; readonly title: string; readonly body: string }
  | { readonly kind: 'close'; readonly title: string; readonly body: string; readonly word: string }
  /** Nothing is known that would change what it says, or open one. */
  | { readonly kind: 'leave' }

export interface Drafting extends OursBy {
  readonly labels: readonly string[]
  readonly assignees: readonly string[]
  /** `before`: as it stands; null: there is none. Asked again where another run was faster. */
  readonly draft: (before: OwnIssue | null) => Draft
}

/** Keeps the one issue: opened, updated only where its text changed, reopened. */
export function keepIssue(gh: GitHub, { title, body, ...rest }: IssueWish): Promise<Kept> {
  return draftIssue(gh, { ...rest, draft: () => ({ kind: 'keep', title, body }) })
}

/** Keeps the one issue as its draft says: opened, updated only where its text changed, closed with a word, reopened. */
export async function draftIssue(gh: GitHub, drafting: Drafting): Promise<Kept> {
  const found = await ownIssues(gh, drafting)
  if (found.kind === 'refused') return found
  const [one, ...others] = found.value
  if (one === undefined) return begin(gh, drafting)
  const warnings = await closeDuplicates(gh, one, others)
  return settle(gh, drafting, { one, warnings })
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
    const done = await close(gh, number, { word })
    if (done.kind === 'refused') return done
    warnings.push(...done.value)
  }
  return { kind: 'closed', number: one.number, url: one.url, warnings }
}

interface Closing {
  readonly word: string
  /** What it says from now on; left out: what it said. */
  readonly text?: ReturnType<typeof textOf>
}

/** Warnings: what was not said; it is closed all the same. */
async function close(
  gh: GitHub,
  number: number,
  { word, text = undefined }: Closing,
): Promise<Answer<readonly string[]>> {
  const said = await gh.ask('issues: write', (api, at) =>
    api.rest.issues.createComment({ ...at, issue_number: number, body: word }),
  )
  const done = await gh.ask('issues: write', (api, at) =>
    api.rest.issues.update({ ...at, issue_number: number, ...text, state: 'closed', state_reason: 'completed' }),
  )
  if (done.kind === 'refused') return done
  return answer(said.kind === 'refused' ? [`#${number} was closed without a word: ${said.message}`] : [])
}

async function closeDuplicates(gh: GitHub, kept: OwnIssue, others: readonly OwnIssue[]): Promise<readonly string[]> {
  const warnings: string[] = []
  for (const { number } of others.filter(({ state }) => state === 'open')) {
    const done = await close(gh, number, { word: `The same as #${kept.number}, opened at the same time: closed.` })
    warnings.push(
      ...(done.kind === 'refused' ? [`#${number} is the same as #${kept.number}: ${done.message}`] : done.value),
    )
  }
  return warnings
}

interface Standing {
  readonly one: OwnIssue
  readonly warnings: readonly string[]
}

async function settle(gh: GitHub, drafting: Drafting, { one, warnings }: Standing): Promise<Kept> {
  const { number, url } = one
  const draft = drafting.draft(one)
  if (draft.kind === 'leave')
    return one.state === 'closed' ? { kind: 'nothing' } : { kind: 'unchanged', number, url, warnings }
  const text = textOf(draft, drafting)
  if (draft.kind === 'close') {
    if (one.state === 'closed') return { kind: 'nothing' }
    const closed = await close(gh, number, { word: draft.word, text })
    return closed.kind === 'refused'
      ? closed
      : { kind: 'closed', number, url, warnings: [...warnings, ...closed.value] }
  }
  const same = one.title === text.title && sameBody(one.body, text.body)
  if (same && one.state === 'open') return { kind: 'unchanged', number, url, warnings }
  const done = await gh.ask('issues: write', (api, at) =>
    api.rest.issues.update({ ...at, issue_number: number, ...text, state: 'open' }),
  )
  if (done.kind === 'refused') return done
  return { kind: one.state === 'open' ? 'updated' : 'reopened', number, url, warnings }
}

const textOf = ({ title, body }: Exclude<Draft, { kind: 'leave' }>, { marker }: OursBy) => ({
  title: titleText(title),
  body: marked(body, marker),
})

async function begin(gh: GitHub, drafting: Drafting, again = true): Promise<Kept> {
  const draft = drafting.draft(null)
  if (draft.kind !== 'keep') return { kind: 'nothing' }
  const made = await create(gh, drafting, textOf(draft, drafting))
  const lost = made.kind === 'refused' && ['unavailable', 'unreachable', 'malformed'].includes(made.why)
  if (made.kind === 'refused' && !lost) return made
  // Whether the answer was lost, or another run opened one at the same time: the oldest is the one.
  const now = await ownIssues(gh, drafting)
  const [first, ...others] = now.kind === 'answer' ? now.value.filter(({ state }) => state === 'open') : []
  if (first === undefined) {
    if (made.kind === 'answer') return { kind: 'created', ...made.value }
    // It was looked for, and was not done: what failed in passing is tried once more.
    return again && now.kind === 'answer' ? begin(gh, drafting, false) : made
  }
  const mine = made.kind === 'answer' ? made.value.number : first.number
  const told = made.kind === 'answer' ? made.value.warnings : []
  if (first.number === mine) return { kind: 'created', number: mine, url: first.url, warnings: told }
  // What a third run opened, that run closes.
  const closed = await closeDuplicates(
    gh,
    first,
    others.filter(({ number }) => number === mine),
  )
  return settle(gh, drafting, { one: first, warnings: [...told, ...closed] })
}

type Created = { readonly number: number; readonly url: string; readonly warnings: readonly string[] }

/** Assignees and labels that GitHub refuses are left out: the finding matters more than who hears of it. */
async function create(gh: GitHub, wish: Drafting, text: ReturnType<typeof textOf>): Promise<Answer<Created>> {
  let assignees = [...wish.assignees]
  let labels = [...new Set([wish.label, ...wish.labels])]
  const warnings: string[] = []
  for (;;) {
    const made = await gh.ask('issues: write', (api, at) =>
      api.rest.issues.create({ ...at, ...text, labels, assignees }),
    )
    if (made.kind === 'answer') return answer({ number: made.value.number, url: made.value.html_url, warnings })
    const about = (name: string): boolean => made.fields.some((field) => field.startsWith(name))
    if (assignees.length > 0 && about('assignee')) assignees = []
    else if (labels.length > 0 && about('label')) labels = []
    else return made
    warnings.push(`the issue was opened without its ${about('assignee') ? 'assignees' : 'labels'}: ${made.message}`)
  }
}
