import type { AccountId, Day, Hash, Region, Severity } from './basics.ts'
import type { Rating } from './member.ts'
import type { Kind } from './resource.ts'

export type Response = 'fix' | 'approve' | 'report'
export const responses = ['fix', 'approve', 'report'] as const satisfies readonly Response[]

/** 1-based, as editors and annotations count. */
export interface FilePlace {
  readonly file: string
  readonly line: number
  readonly column: number
}

export type RegionChoice =
  | { readonly kind: 'these'; readonly regions: readonly Region[] }
  | { readonly kind: 'enabled'; readonly except: readonly Region[] }

/** ARNs of roles; null: none given. */
export interface Roles {
  readonly read: string | null
  readonly write: string | null
  readonly check: string | null
}

export interface Hub {
  readonly read: string | null
  readonly write: string | null
  readonly externalId: string | null
}

/** `account` null: the account of the run's own credentials. */
export interface TargetSpec {
  readonly account: AccountId | null
  readonly name: string | null
  readonly regions: RegionChoice
  readonly roles: Roles
  readonly via: Hub | null
}

/** Keys are joined by and, values of a key by or; an empty list: no demand. Names and values take `*` and `?`. */
export interface Where {
  /** Ids; names of targets are resolved when the file is parsed. */
  readonly accounts: readonly string[]
  readonly regions: readonly string[]
  readonly kinds: readonly Kind[]
  readonly ids: readonly string[]
  readonly names: readonly string[]
  readonly vpcs: readonly string[]
  readonly tags: ReadonlyMap<string, readonly string[]>
  readonly not: Where | null
}

/** A rule as a policy uses it. */
export interface Use {
  readonly rule: string
  readonly name: string
  readonly severity: Severity
  readonly response: Response | Readonly<Partial<Record<Rating, Response>>>
  readonly where: Where
  /** What it judges: kinds, and patterns (`rds:*`) of kinds that only the tagging API knows. */
  readonly kinds: readonly Kind[]
  /** Parsed by the rule's own schema. */
  readonly options: unknown
  readonly place: FilePlace | null
}

export interface Exception {
  readonly index: number
  readonly uses: readonly string[]
  readonly where: Where
  readonly reason: string
  readonly owner: string
  /** The last day on which it holds. */
  readonly until: Day
  readonly place: FilePlace | null
}

export interface Limits {
  /** Changes that a use may make in a run. */
  readonly changes: number
  /** 0 to 1: of the resources that a use looked at in a target. */
  readonly share: number
  /** Refused calls in a row in a target. */
  readonly failures: number
}

export interface Gate {
  readonly failOn: Severity | 'none'
  readonly unknown: 'fail' | 'report'
  readonly silencing: Severity | 'none'
  readonly acknowledge: string
}

export interface PublishSettings {
  readonly issue: { readonly labels: readonly string[]; readonly assignees: readonly string[] }
  readonly pullRequest: { readonly labels: readonly string[] }
  readonly public: 'counts' | 'details'
}

export interface Policy {
  /** Over the file's meaning: comments and spelling do not count. */
  readonly hash: Hash
  readonly file: string
  readonly targets: readonly TargetSpec[]
  readonly uses: readonly Use[]
  readonly exceptions: readonly Exception[]
  readonly limits: Limits
  readonly gate: Gate
  /** null: any job may approve. */
  readonly approvals: { readonly environments: readonly string[] } | null
  /** ARN patterns beyond what is always protected. */
  readonly protected: readonly string[]
  readonly publish: PublishSettings
}

/** One problem of the policy file or of an input. */
export interface Problem {
  readonly place: FilePlace | null
  /** Path inside the file, `rules[0].options.ports[1]`, or the input's name. */
  readonly at: string
  readonly found: string
  readonly expected: string
  readonly nearest: string | null
}
