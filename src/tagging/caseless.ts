import type { Kind } from '../model/resource.ts'

/** Kinds whose tag keys are one whatever their case, by Holdfast's names and AWS's: TagRole with `owner` overwrites `Owner`. */
const caseless: ReadonlySet<string> = new Set(['iam-role', 'iam:role', 'iam-user', 'iam:user'])

/** They are IAM's principals, so their tags decide access, too. */
export const isPrincipal = (kind: Kind): boolean => caseless.has(kind)
export const hasCaselessKeys = isPrincipal
