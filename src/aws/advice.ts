import type { Trouble } from './errors.ts'
import { claimsOf, subjectForms, trustClaims } from './token.ts'

/** A call that AWS refused, as a person is told of it. */
export interface Asked {
  /** `sts:AssumeRole` */
  readonly action: string
  /** ARN of the role, or in words whose call it was. */
  readonly who: string
  readonly region: string
  /** Whether AWS gave the keys a moment ago: then it is not the keys that are wrong. */
  readonly fresh: boolean
}

const issuer = 'token.actions.githubusercontent.com'
const said = ({ code, message }: Trouble): string => `(${code}: ${message})`

/** null: not the ARN of a role. */
export const accountOf = (role: string): string | null => /^arn:[^:]+:iam::(\d+):/.exec(role)?.[1] ?? null

/** Next to a refused token: what must be there, in words that say what to do; AWS's own words last. */
export function tokenAdvice(
  trouble: Trouble,
  { role, region, audience }: { readonly role: string; readonly region: string; readonly audience: string },
  token: string,
): string {
  const there = `account ${accountOf(role)} of ${role}`
  const aud = claimsOf(token).aud ?? audience
  const known = (): string | null => {
    if (/No OpenIDConnect provider/i.test(trouble.message))
      return `${there} has no OIDC provider for ${issuer}: deploy deploy/roles.yaml there, or create the provider with audience ${aud}`
    if (/audience/i.test(trouble.message))
      return `the OIDC provider in ${there} does not take audience ${aud}: add it to the provider's audiences (client ids), or set the input audience to one that it takes`
    if (/verification key/i.test(trouble.message) || /^IDPCommunicationError/.test(trouble.code))
      return `STS could not fetch the keys of ${issuer} for ${role}: run again`
    if (/^ExpiredToken/.test(trouble.code))
      return `every OIDC token had expired before STS saw it for ${role}, though each was new: check the runner's clock, and that no proxy keeps what the token endpoint answers`
    return null
  }
  const asked = { action: 'sts:AssumeRoleWithWebIdentity', who: role, region, fresh: true }
  const why =
    refusalAdvice(trouble, asked) ??
    unreached(trouble, region) ??
    known() ??
    (trouble.why === 'denied' ? untrusted(role, aud, token) : null)
  return `${why ?? `STS did not give credentials for ${role} in ${region}`} ${said(trouble)}`
}

/** AWS says the same of a role that is not there and of one that does not trust: so both are named, with all that trust may ask. */
function untrusted(role: string, aud: string, token: string): string {
  const { sub } = claimsOf(token)
  const forms = subjectForms(token)
  const subjects =
    forms === null
      ? 'It is neither of the forms that GitHub gives by itself: somebody customised it for the repository or organization'
      : `The same in the form of repositories made until July 2026: ${forms.classic}, of those made or renamed since: ${forms.immutable}`
  const claims = trustClaims(token)
    .map(([name, value]) => `${name} ${value ?? 'none'}`)
    .join(', ')
  return `${role} does not exist in account ${accountOf(role)}, or its trust policy does not accept this run (AWS does not say which): check that the role is there, then that its conditions take this token: the token's subject is ${sub ?? 'missing'}, its audience ${aud}; ${claims}. ${subjects}. The condition on ${issuer}:sub must name the one that the token has, or both`
}

/** Next to a refused AssumeRole: by a hub's role, or by the environment's credentials (`from` null). */
export function roleAdvice(
  trouble: Trouble,
  at: {
    readonly role: string
    readonly region: string
    readonly from: string | null
    readonly externalId: string | null
  },
): string {
  const { role, region, from, externalId } = at
  const by = from ?? "the environment's credentials"
  const asked = { action: 'sts:AssumeRole', who: by, region, fresh: from !== null }
  const id =
    externalId === null
      ? ' and asks for no external id (the policy file gives none: via.external-id)'
      : ' and asks for the external id that the policy file gives (via.external-id)'
  const refused = `sts:AssumeRole of ${role} was refused to ${by}: the role does not exist, its trust policy does not take them, or they may not call sts:AssumeRole. Check that it is there in account ${accountOf(role)}, that its trust policy names ${by}${id}, and that their own policy allows sts:AssumeRole on it (deploy/hub.yaml, deploy/member.yaml)`
  const why = refusalAdvice(trouble, asked) ?? unreached(trouble, region) ?? (trouble.why === 'denied' ? refused : null)
  return `${why ?? `STS did not give credentials for ${role} in ${region}`} ${said(trouble)}`
}

/** Next to a GetCallerIdentity that gave no answer. `role`: whose session it is; null: the environment's own credentials. */
export function identityAdvice(trouble: Trouble, role: string | null, region: string): string {
  const who = role ?? "the environment's credentials"
  const asked = { action: 'sts:GetCallerIdentity', who, region, fresh: role !== null }
  const absent =
    trouble.code === 'CredentialsProviderError'
      ? `the credentials that the environment names could not be loaded, for ${region}: check AWS_PROFILE, AWS_WEB_IDENTITY_TOKEN_FILE and the keys, or give the job \`permissions: id-token: write\`. In a workflow a runner's instance role is never used`
      : null
  const unproved = `sts:GetCallerIdentity in ${region} did not answer, so the account could not be proved`
  return `${refusalAdvice(trouble, asked) ?? unreached(trouble, region) ?? absent ?? unproved} ${said(trouble)}`
}

/** Why any call may be refused, whatever it asks for: by whom nobody in the account thought of. null: none of these. */
export function refusalAdvice(trouble: Trouble, { action, who, region, fresh }: Asked): string | null {
  const { code, message } = trouble
  // What has no region is asked whatever the target's regions are.
  const leaveOut =
    region === 'global' ? `leave the account out of the targets` : `leave ${region} out of the target's regions`
  const except = region === 'global' ? '' : ` (regions: { except: [${region}] })`
  if (trouble.byOrganization) {
    const kind = /resource control policy/i.test(message) ? 'resource control policy' : 'service control policy'
    return `a ${kind} of the organization forbids ${action} to ${who} in ${region}, which no policy of the account can lift: have whoever runs the organization except it there, or ${leaveOut}${except}`
  }
  if (
    /^(RequestTimeTooSkewed|RequestInTheFuture|RequestExpired)$/.test(code) ||
    /^Signature (expired|not yet)/.test(message)
  )
    return `AWS in ${region} refused the time of a request of ${who}: check the machine's clock against a time server`
  if (/^(SignatureDoesNotMatch|InvalidSignatureException)$/.test(code))
    return `AWS in ${region} refused the signature of ${who}: check the secret key, and the machine's clock`
  if (/^Expired/.test(code) && action !== 'sts:AssumeRoleWithWebIdentity')
    return `the credentials have expired (${who} in ${region}): fetch new ones, or let the run assume its role by OIDC`
  if (/^(RegionDisabled|OptInRequired)/.test(code) || (fresh && isStrange(code)))
    return `region ${region} is not enabled for ${who}: enable it in the account (aws account enable-region --region-name ${region}), or ${leaveOut}`
  if (isStrange(code))
    return `region ${region} does not know the credentials: enable it in the account, or ${leaveOut}; where it is enabled, check the keys`
  return null
}

/** Keys that a region does not know: it is off for their account, or they are no keys. */
const isStrange = (code: string): boolean =>
  /^(InvalidClientTokenId|UnrecognizedClientException|AuthFailure|InvalidAccessKeyId)$/.test(code)

/** STS did not answer at all; null: it did. */
function unreached({ why, code }: Trouble, region: string): string | null {
  if (/^(SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|CERT_)/.test(code))
    return `the runner does not trust the certificate that answered for STS in ${region}: where a proxy opens TLS, name the file of its CA in NODE_EXTRA_CA_CERTS`
  if (/^ERR_PROXY_/.test(code))
    return `the proxy did not let the runner through to STS in ${region}: check HTTPS_PROXY, and NO_PROXY for what is to go round it`
  return why === 'unreachable'
    ? `STS in ${region} could not be reached: check the runner's network, HTTPS_PROXY and NO_PROXY, and run again`
    : null
}
