import { type Severity, severities } from '../../model/basics.ts'

/** Where a finding lies, and of which use it is. In a public repository all but the severity is empty. */
export interface Scope {
  readonly use: string
  readonly severity: Severity
  readonly verdict: 'fail' | 'unknown'
  readonly account: string
  readonly region: string
  readonly kind: string
}

export interface ListedStep {
  readonly hash: string
  readonly decision: 'apply' | 'needs-approval' | 'hold'
  readonly reason: string
  /** `− ingress tcp 22-22 0.0.0.0/0` */
  readonly changes: readonly string[]
}

/** What the issue says of one finding. */
export interface Listed extends Scope {
  readonly id: string
  /** The day on which it was first listed. */
  readonly since: string
  readonly resource: string
  readonly arn: string
  readonly name: string | null
  readonly weight: number
  readonly message: string
  readonly step: ListedStep | null
  /** What stands in place of a step. */
  readonly why: string
}

/** Findings that had no room, by scope. */
export interface More extends Scope {
  readonly count: number
}

export interface ListedGap {
  readonly account: string
  readonly region: string
  readonly kind: string
  /** null: the listing of the kind; `*`: the whole target. */
  readonly id: string | null
  readonly operation: string
  readonly why: string
}

export interface Ending {
  readonly uses: string
  readonly owner: string
  readonly reason: string
  readonly until: string
}

/**
 * What an issue says, as data: the text is made of it, and the next run finds it hidden in the text. It is for display alone:
 * whoever can edit the issue can edit it, and nothing is decided by it.
 */
export interface IssueState {
  readonly audience: 'details' | 'counts'
  readonly findings: readonly Listed[]
  readonly more: readonly More[]
  readonly gaps: readonly ListedGap[]
  readonly endings: readonly Ending[]
  /** Stands for all steps that wait; null: none waits, or which ones is not known. */
  readonly plan: string | null
  /** The run that last changed a text that had no room for all. */
  readonly run: string | null
}

export const nothingListed: IssueState = {
  audience: 'details',
  findings: [],
  more: [],
  gaps: [],
  endings: [],
  plan: null,
  run: null,
}

type Fields = Readonly<Record<string, unknown>>

/** The state that a text hides; null: it is none that this version wrote. */
export function readState(value: unknown): IssueState | null {
  const from = fields(value)
  if (from === null || (from['audience'] !== 'details' && from['audience'] !== 'counts')) return null
  return {
    audience: from['audience'],
    findings: each(from['findings'], listedOf),
    more: each(from['more'], moreOf),
    gaps: each(from['gaps'], gapOf),
    endings: each(from['endings'], endingOf),
    plan: hashIn(from['plan']),
    run: orNull(from['run']),
  }
}

const fields = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null

function each<T>(value: unknown, read: (from: Fields) => T | null): readonly T[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((one: unknown) => {
    const from = fields(one)
    const found = from === null ? null : read(from)
    return found === null ? [] : [found]
  })
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const orNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0)
const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
const hashIn = (value: unknown): string | null => (isHash(value) ? value : null)

function scopeOf(from: Fields): Scope | null {
  const severity = severities.find((one) => one === from['severity'])
  if (severity === undefined) return null
  return {
    use: text(from['use']),
    severity,
    verdict: from['verdict'] === 'unknown' ? 'unknown' : 'fail',
    account: text(from['account']),
    region: text(from['region']),
    kind: text(from['kind']),
  }
}

function listedOf(from: Fields): Listed | null {
  const scope = scopeOf(from)
  const since = text(from['since'])
  const step = fields(from['step'])
  if (scope === null || !isHash(from['id']) || !/^\d{4}-\d\d-\d\d$/.test(since)) return null
  return {
    ...scope,
    id: from['id'],
    since,
    resource: text(from['resource']),
    arn: text(from['arn']),
    name: orNull(from['name']),
    weight: number(from['weight']),
    message: text(from['message']),
    step: step === null ? null : stepOf(step),
    why: text(from['why']),
  }
}

function stepOf(from: Fields): ListedStep | null {
  const decision = (['apply', 'needs-approval', 'hold'] as const).find((one) => one === from['decision'])
  if (!isHash(from['hash']) || decision === undefined) return null
  const changes = Array.isArray(from['changes']) ? from['changes'].map(text) : []
  return { hash: from['hash'], decision, reason: text(from['reason']), changes }
}

function moreOf(from: Fields): More | null {
  const scope = scopeOf(from)
  const count = number(from['count'])
  return scope === null || count < 1 ? null : { ...scope, count }
}

const gapOf = (from: Fields): ListedGap => ({
  account: text(from['account']),
  region: text(from['region']),
  kind: text(from['kind']),
  id: orNull(from['id']),
  operation: text(from['operation']),
  why: text(from['why']),
})

const endingOf = (from: Fields): Ending => ({
  uses: text(from['uses']),
  owner: text(from['owner']),
  reason: text(from['reason']),
  until: text(from['until']),
})
