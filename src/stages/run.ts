import type { Counter } from '../aws/clients.ts'
import type { Opened } from '../aws/open.ts'
import type { Session } from '../aws/session.ts'
import type { Tokens } from '../aws/token.ts'
import type { EventContext } from '../github/event.ts'
import type { Day, Mode } from '../model/basics.ts'
import type { Inputs } from '../model/inputs.ts'
import type { KindIo, KindLogic, Kinds } from '../model/kind.ts'
import type { Log } from '../model/log.ts'
import type { Policy, Use } from '../model/policy.ts'
import type { Cost } from '../model/report.ts'
import type { Kind, Ref } from '../model/resource.ts'
import type { Rule } from '../model/rule.ts'
import { ios, kinds } from '../resources/index.ts'
import { rules } from '../rules/index.ts'
import { anyKind } from '../tagging/any-kind.ts'
import type { Loaded } from './baselines.ts'
import type { Comparison } from './check/comparison.ts'

/** What the outside gives a run: the one place where time, environment and files come in. */
export interface Host {
  readonly env: NodeJS.ProcessEnv
  readonly folder: string
  readonly log: Log
  readonly now: () => number
  readonly wait: (milliseconds: number) => Promise<void>
}

/** Everything that stands before the first call of AWS. */
export interface Run {
  readonly host: Host
  readonly inputs: Inputs
  readonly event: EventContext
  readonly mode: Mode
  readonly policy: Policy
  readonly today: Day
  readonly only: Only
  /** The policy's uses, narrowed by `only`. */
  readonly uses: readonly Use[]
  /** null: the job has no OIDC token. */
  readonly tokens: Tokens | null
  readonly meter: Meter
  /** Of the working tree; null: no use needs them. */
  readonly baselines: Loaded | null
  /** In mode check. */
  readonly comparison?: Comparison
}

/** What `only` narrows a run to; null: not narrowed in that way. */
export interface Only {
  readonly uses: readonly string[] | null
  readonly ids: readonly string[] | null
  readonly accounts: readonly string[] | null
}

export interface Meter extends Counter {
  cost(): Cost
}

export function meter(now: () => number): Meter {
  const start = now()
  const calls = new Map<string, number>()
  return {
    count: (call) => void calls.set(call, (calls.get(call) ?? 0) + 1),
    cost: () => ({ calls, seconds: Math.round((now() - start) / 100) / 10 }),
  }
}

// What the registries hold is typed by kind; here they are asked by a name that came out of data.
export const rulesById: ReadonlyMap<string, (typeof rules)[number]> = new Map(rules.map((rule) => [rule.id, rule]))
export const ruleMap = rulesById as ReadonlyMap<string, Rule>
const house = new Map<Kind, KindLogic>(kinds.map((kind) => [kind.kind, kind as unknown as KindLogic]))
/** A kind without a folder is one that only the tagging API knows. */
export const kindMap: Kinds = { get: (kind) => house.get(kind) ?? (kind.includes(':') ? anyKind(kind) : undefined) }
export const kindNames = kinds.map(({ kind, awsName, lists, recording }) => ({ kind, awsName, lists, recording }))

const listed: ReadonlySet<Kind> = new Set(kinds.flatMap(({ lists, awsName }) => (lists ? [awsName] : [])))
let anyIo: Promise<(kind: Kind) => KindIo<Session>> | null = null

/** One reader for all that only the tagging API knows, so that one listing fills it. */
function anyKindIo(): Promise<(kind: Kind) => KindIo<Session>> {
  anyIo ??= import('../aws/tagged-resources.ts').then(({ taggedResources }) =>
    taggedResources((kind) => listed.has(kind)),
  )
  return anyIo
}

export async function ioFor(kind: Kind): Promise<KindIo<Session> | null> {
  const load = Object.entries(ios).find(([name]) => name === kind)?.[1]
  if (load !== undefined) return (await load()) as unknown as KindIo<Session>
  return kind.includes(':') ? (await anyKindIo())(kind) : null
}

export const consoleLink = (ref: Ref): string => kindMap.get(ref.kind)?.consoleLink(ref) ?? ''

/** Sessions by account and region. */
export interface Sessions {
  readonly opened: readonly Opened[]
  of(ref: Pick<Ref, 'account' | 'region'>): Session | null
  /** ARNs of the roles that this run uses: it never touches them. */
  readonly own: readonly string[]
}
