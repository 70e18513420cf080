import { type Json, severities } from '../model/basics.ts'
import type { GuardChange } from '../model/check.ts'
import type { Finding } from '../model/finding.ts'
import type { Policy } from '../model/policy.ts'
import { meaningOf } from './meaning.ts'

/** The findings of one world under the policy in force and under the one that would be. */
export interface Sorted {
  /** As the policy in force has them; `part`: some of what offends is still found. */
  readonly silenced: readonly { readonly finding: Finding; readonly now: Finding | null; readonly part: boolean }[]
  readonly added: readonly Finding[]
  readonly staying: readonly Finding[]
}

/** Sorts what is open on either side. A use that has merely another name silences nothing and adds nothing. */
export function sortFindings(
  base: readonly Finding[],
  head: readonly Finding[],
  gate: Pick<Policy['gate'], 'failOn' | 'silencing'>,
): Sorted {
  const before = new Map(base.filter(isOpen).map((one) => [one.id, one]))
  const after = new Map(head.map((one) => [one.id, one]))
  const renamed = renames([...before.values()], head, { before: new Set(base.map(({ id }) => id)), after })
  const silenced: Sorted['silenced'][number][] = []
  const staying: Finding[] = []
  for (const finding of before.values()) {
    const now = renamed.get(finding.id) ?? after.get(finding.id) ?? null
    if (now === null || !isOpen(now) || isFainter(finding, now, gate)) silenced.push({ finding, now, part: false })
    else if (losesPart(finding, now)) silenced.push({ finding, now, part: true })
    else if (stood(finding, now)) staying.push(now)
  }
  const taken = new Set([...renamed.values()].map(({ id }) => id))
  const added = head.filter((one) => {
    const old = before.get(one.id)
    return isOpen(one) && !taken.has(one.id) && (old === undefined || !stood(old, one))
  })
  return { silenced, added, staying }
}

/** What a rule's text leaves undecided, its findings may tell. */
export function ratedByFindings(
  changes: readonly GuardChange[],
  { silenced, added }: Pick<Sorted, 'silenced' | 'added'>,
): readonly GuardChange[] {
  return changes.map((change) => {
    if (change.about !== 'rule' || change.what !== 'changed' || change.rating !== 'undecided') return change
    const less = silenced.some(({ finding }) => finding.use.name === change.name)
    const more = added.some(({ use }) => use.name === change.name)
    if (!less && !more) return change
    return { ...change, rating: less && more ? 'mixed' : less ? 'widening' : 'narrowing' }
  })
}

const isOpen = ({ state }: Finding): boolean => state === 'open'

/** What could not be judged before and now fails was not found before. */
const stood = (before: Finding, now: Finding): boolean =>
  before.breach.verdict === 'fail' || now.breach.verdict === 'unknown'

/** No longer certain, or no longer loud enough for what it was loud enough for. */
function isFainter(before: Finding, now: Finding, { failOn, silencing }: Pick<Policy['gate'], 'failOn' | 'silencing'>) {
  if (before.breach.verdict === 'fail' && now.breach.verdict === 'unknown') return true
  return [failOn, silencing].some((line) => reaches(before, line) && !reaches(now, line))
}

export const reaches = ({ use }: Finding, line: Policy['gate']['failOn']): boolean =>
  line !== 'none' && severities.indexOf(use.severity) >= severities.indexOf(line)

/** Whether something that offended is no longer said to; only where every piece of evidence names what it is about. */
function losesPart({ breach: before }: Finding, { breach: now }: Finding): boolean {
  const [old, left] = [namedIn(before.evidence), namedIn(now.evidence)]
  return old !== null && left !== null && [...old].some((one) => !left.has(one))
}

function namedIn(evidence: Finding['breach']['evidence']): ReadonlySet<string> | null {
  const names = evidence.map(nameIn).filter((one) => one !== null)
  return names.length === 0 || names.length < evidence.length ? null : new Set(names)
}

/** A member, or a port where several entries decide about it together. */
function nameIn(one: Json): string | null {
  if (typeof one !== 'object' || one === null || Array.isArray(one)) return null
  const { member, port } = one as { readonly [key: string]: Json }
  return typeof member === 'string' ? member : typeof port === 'string' ? port : null
}

/** Findings that differ in the name of their use alone: the old one's id → the new one. Each stands for one other. */
function renames(
  open: readonly Finding[],
  head: readonly Finding[],
  known: { readonly before: ReadonlySet<string>; readonly after: ReadonlyMap<string, Finding> },
): ReadonlyMap<string, Finding> {
  const free = new Map<string, Finding[]>()
  for (const one of head) {
    if (!isOpen(one) || known.before.has(one.id)) continue
    free.set(sayingOf(one), [...(free.get(sayingOf(one)) ?? []), one])
  }
  const pairs = new Map<string, Finding>()
  for (const finding of open) {
    if (known.after.has(finding.id)) continue
    const other = free.get(sayingOf(finding))?.shift()
    if (other !== undefined) pairs.set(finding.id, other)
  }
  return pairs
}

const sayingOf = ({ use, resource, breach }: Finding): string =>
  meaningOf([
    use.rule,
    resource.kind,
    resource.account,
    resource.region,
    resource.id,
    breach.about,
    breach.verdict,
    breach.evidence,
  ])
