import { and, type Formula, holds, or } from '../../lib/iam/formula.ts'
import { absent, text } from '../../lib/iam/test-of-request.ts'

/**
 * Providers that AWS knows by name, of which anybody can get tokens for an application of his own: what each must be asked.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
 */
const applications: Readonly<Record<string, readonly string[]>> = {
  'accounts.google.com': ['accounts.google.com:aud', 'accounts.google.com:oaud', 'accounts.google.com:sub'],
  'cognito-identity.amazonaws.com': ['cognito-identity.amazonaws.com:aud', 'cognito-identity.amazonaws.com:sub'],
  'graph.facebook.com': ['graph.facebook.com:app_id', 'graph.facebook.com:id'],
  'www.amazon.com': ['www.amazon.com:app_id', 'www.amazon.com:user_id'],
}

/** Tokens of applications that no trust policy names; null: of another provider. */
export function anyAppOf(provider: string): { readonly keys: readonly string[]; readonly beyond: Formula } | null {
  const keys = applications[provider]
  if (keys === undefined) return null
  const other = ['an application that no trust policy names']
  return { keys, beyond: and(...keys.map((key) => or(holds(absent(key)), holds(text(key, other, false))))) }
}
