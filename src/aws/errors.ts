import type { Why } from '../model/basics.ts'

/** An SDK error as data. `message` is AWS's own text: hostile, like all text from AWS. */
export interface Trouble {
  readonly why: Why
  readonly code: string
  readonly message: string
  /** An explicit deny of an organization's policy, which no policy of the account can lift. */
  readonly byOrganization: boolean
}

const denied =
  /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|Client\.UnauthorizedOperation|UnauthorizedAccess|AuthFailure|NotAuthorized|OptInRequired|InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidSignatureException|RequestTimeTooSkewed|RequestInTheFuture|InvalidAccessKeyId|RegionDisabledException|ExpiredToken|ExpiredTokenException|RequestExpired|MissingAuthenticationToken|IncompleteSignature|CredentialsProviderError|SessionError)$/
const throttled =
  /^(RequestLimitExceeded|Throttling|ThrottlingException|ThrottledException|TooManyRequestsException|RequestThrottled|RequestThrottledException|SlowDown|BandwidthLimitExceeded|PriorRequestNotComplete|EC2ThrottledException)$/
const unreachable =
  /^(TimeoutError|RequestTimeout|RequestTimeoutException|AbortError|ECONNRESET|ECONNREFUSED|ECONNABORTED|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET_CONNECTION_TIMEOUT|InternalError|InternalFailure|ServiceUnavailable|Unavailable|ServiceUnavailableException|EPROTO|CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|ERR_TLS_\w+|ERR_PROXY_\w+)$/
// IAM: another write of the same resource is under way, or it was made a moment ago.
const busy = /^(ConcurrentModification|EntityTemporarilyUnmodifiable)(Exception)?$/
const notFound = /(\.NotFound|NotFoundException|^NoSuchEntity|^InvalidGroupId\.Malformed|IDMalformed)$/
const unsupported =
  /^(UnsupportedOperation|UnknownOperationException|InvalidAction|OperationNotSupportedException|UnknownEndpoint)$/

interface Shape {
  readonly name?: unknown
  readonly code?: unknown
  readonly Code?: unknown
  readonly message?: unknown
  readonly $metadata?: { readonly httpStatusCode?: number }
  readonly $response?: { readonly statusCode?: number }
}

/** Tells SDK errors apart by what AWS calls them; what is nobody's error is an answer that could not be understood. */
export function troubleOf(error: unknown): Trouble {
  const known = (error as { readonly trouble?: Trouble | null } | null)?.trouble
  if (known) return known
  const shape = (typeof error === 'object' && error !== null ? error : {}) as Shape
  const codes = [shape.Code, shape.code, shape.name].filter(
    (code): code is string => typeof code === 'string' && code !== 'Error',
  )
  const message = typeof shape.message === 'string' ? shape.message : String(error)
  const status = shape.$metadata?.httpStatusCode ?? shape.$response?.statusCode
  return {
    why: whyOf(codes, status),
    code: codes[0] ?? 'Error',
    message,
    byOrganization: /service control policy|resource control policy/i.test(message),
  }
}

function whyOf(codes: readonly string[], status: number | undefined): Why {
  const is = (pattern: RegExp): boolean => codes.some((code) => pattern.test(code))
  if (is(throttled) || status === 429) return 'throttled'
  if (is(denied) || status === 401 || status === 403) return 'denied'
  if (is(notFound)) return 'not-found'
  if (is(unsupported)) return 'unsupported'
  if (is(unreachable) || (status !== undefined && status >= 500)) return 'unreachable'
  return 'malformed'
}

/** Whether trying again may help. */
export const isTransient = ({ why }: Trouble): boolean => why === 'throttled' || why === 'unreachable'

/** Whether a write that AWS did not do may be done in a moment. */
export const maySendAgain = ({ why, code }: Trouble): boolean => why === 'throttled' || busy.test(code)

/** Whether AWS named a fault of the call's own, and so did not do it. What is neither that nor done is unknown. */
export function isRefusal(error: unknown): boolean {
  const { why } = troubleOf(error)
  if (why !== 'unreachable' && why !== 'malformed') return true
  const { $metadata } = (error ?? {}) as Shape
  const status = $metadata?.httpStatusCode
  return status !== undefined && status >= 400 && status < 500
}

/** An answer with status 200 that lacks what AWS documents. */
export const malformed = (what: string): Trouble => ({
  why: 'malformed',
  code: 'MalformedAnswer',
  message: what,
  byOrganization: false,
})
