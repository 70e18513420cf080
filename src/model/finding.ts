import type { Hash } from './basics.ts'
import type { Use } from './policy.ts'
import type { Ref } from './resource.ts'
import type { Breach } from './rule.ts'

/** `id` is stable over runs: name of the use, kind, account, region, resource id and the breach's `about`. */
export interface Finding {
  readonly id: Hash
  readonly use: Use
  /** `name`: the fixed name, else the Name tag. */
  readonly resource: Ref & { readonly name: string | null }
  readonly breach: Breach
  readonly state: 'open' | 'excepted' | 'fixed'
  /** Index of the exception that holds, or that ended within the last 14 days (then `state` is open). */
  readonly exception: number | null
}

export interface ExceptionUse {
  readonly index: number
  readonly matched: number
  readonly state: 'active' | 'expiring' | 'ended'
}

export interface LeftOut {
  readonly use: string
  readonly by: 'names' | 'tags'
  readonly count: number
}

/** What a policy says of a world. */
export interface Judged {
  readonly findings: readonly Finding[]
  readonly exceptions: readonly ExceptionUse[]
  readonly leftOut: readonly LeftOut[]
  /** `use name/account/region` → how many resources the use looked at. */
  readonly looked: ReadonlyMap<string, number>
}

export const lookedKey = (use: string, at: { readonly account: string; readonly region: string }): string =>
  `${use}/${at.account}/${at.region}`
