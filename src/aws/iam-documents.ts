import type { ManagedPolicyDetail, PolicyVersion } from '@aws-sdk/client-iam'
import { ownText } from '../lib/own-text.ts'
import type { Resource } from '../model/resource.ts'

type Facts = Resource<'iam-policy'>['facts']
type Version = Extract<NonNullable<Extract<Facts['oldest'], { known: true }>['value']>, object>

/**
 * The text of a policy document: IAM URL-encodes it (RFC 3986), an emulator may not. What begins with `{` is not decoded, so
 * that a `%` in a plain document stays one; what cannot be decoded stays as it came.
 */
export function documentText(raw: string): string {
  if (raw.trimStart().startsWith('{')) return ownText(raw)
  try {
    return ownText(decodeURIComponent(raw))
  } catch {
    return ownText(raw)
  }
}

/** IAM keeps no more versions of a managed policy. */
export const mostVersions = 5

/** null: the answer lacks what makes a version. */
export const versionOf = ({ VersionId, Document }: PolicyVersion): Version | null =>
  VersionId === undefined || Document === undefined
    ? null
    : { id: ownText(VersionId), document: documentText(Document) }

/** A version as one of IAM's two readers gives it. */
interface LiveVersion {
  readonly VersionId?: string | undefined
  readonly IsDefaultVersion?: boolean | undefined
  readonly CreateDate?: Date | undefined
}

/** `v12` → 12: ids only ever count up. */
const numberOf = (id: string | undefined): number => Number(/^v(\d+)$/.exec(id ?? '')?.[1] ?? 0)

/** The version that has to go before another one can come; null: there is room. */
export function oldestOf<V extends LiveVersion>(versions: readonly V[]): V | null {
  if (versions.length < mostVersions) return null
  const others = versions.filter(({ IsDefaultVersion }) => IsDefaultVersion !== true)
  return [...others].sort((a, b) => numberOf(a.VersionId) - numberOf(b.VersionId))[0] ?? null
}

/** The text of a listed policy's default version; null: the listing lacks it. */
export function defaultText({ DefaultVersionId, PolicyVersionList = [] }: ManagedPolicyDetail): string | null {
  const own = PolicyVersionList.find(({ VersionId, IsDefaultVersion }) =>
    DefaultVersionId === undefined ? IsDefaultVersion === true : VersionId === DefaultVersionId,
  )
  return own?.Document === undefined ? null : documentText(own.Document)
}
