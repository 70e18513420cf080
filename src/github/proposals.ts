import type { GitHub } from './client.ts'
import { groundFor } from './ground.ts'
import { type OwnBranch, type OwnPull, ownBranches } from './own-pulls.ts'
import { type Proposal, type Proposed, proposeOn, unsafe } from './proposal.ts'
import { type Answer, answer, type Refused } from './refusal.ts'
import { type Withdrawn, withdraw } from './withdraw.ts'

/** One of several pull requests that stand side by side, each about something else. */
export interface Part
  extends Required<Pick<Proposal, 'subject' | 'files' | 'expected' | 'title' | 'labels' | 'whole'>> {
  /** Markdown, escaped; written only where the pull request may be opened. */
  body(): string
}

export interface Proposals extends Pick<Proposal, 'base' | 'prefix' | 'marker'> {
  /** In the order in which they are opened. */
  readonly parts: readonly Part[]
  /** How many of the subjects that `counts` may be open at once; those that are open stay. */
  readonly most: number
  counts(subject: string): boolean
  /** Whether an open one about something else may be closed: it was read wholly, and there is nothing to propose. */
  settled(subject: string): boolean
  /** Said where it is. */
  readonly word: string
}

export type PartProposed =
  | Exclude<Proposed, Refused>
  | Refused
  /** As many are open as may be. */
  | { readonly kind: 'waiting' }

export interface AllProposed extends Withdrawn {
  /** Of each part, in their order. */
  readonly parts: readonly PartProposed[]
}

/** Opens what is not open yet, leaves what is, and closes what nobody proposes any more. */
export async function proposeAll(gh: GitHub, all: Proposals): Promise<Answer<AllProposed>> {
  const bad = all.parts.map((part) => unsafe({ ...all, ...part, body: '' })).find((one) => one !== null)
  if (bad) return bad
  const own = await ownBranches(gh, all)
  if (own.kind === 'refused') return own
  const subjects = new Set(all.parts.map(({ subject }) => subject))
  const gone = own.value.filter(({ subject }) => !subjects.has(subject) && all.settled(subject))
  const { closed, warnings } = await withdraw(gh, gone, all.word)
  if (all.parts.length === 0) return answer({ parts: [], closed, warnings })
  const paths = all.parts.flatMap(({ files }) => [...files.keys()])
  const ground = await groundFor(gh, all, paths, own.value)
  if (ground.kind === 'refused') return ground
  const staying = own.value.filter((one) => isOpen(one) && !closed.includes(one.pull.number))
  let room = all.most - staying.filter(({ subject }) => all.counts(subject)).length
  const parts: PartProposed[] = []
  for (const part of all.parts) {
    const [stopped] = parts.filter((one) => one.kind === 'refused' && !onlyThis.includes(one.why))
    const counted = all.counts(part.subject) && !staying.some(({ subject }) => subject === part.subject)
    if (stopped !== undefined) parts.push(stopped)
    else if (counted && room <= 0) parts.push({ kind: 'waiting' })
    else parts.push(await proposeOn(gh, ground.value, { ...all, ...part, body: part.body() }))
    if (counted && parts.at(-1)?.kind === 'opened') room -= 1
  }
  return answer({ parts, closed, warnings })
}

/** Refusals of one proposal that say nothing of the next. */
const onlyThis: readonly Refused['why'][] = ['moved', 'exists', 'unsafe', 'no-difference']

const isOpen = (one: OwnBranch): one is OwnBranch & { readonly pull: OwnPull } => one.pull?.state === 'open'
