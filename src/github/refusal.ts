/** Why GitHub did not do what it was asked, as a value: what a person reads says what to do about it. */
export interface Refused {
  readonly kind: 'refused'
  readonly why: Why
  readonly status: number | null
  /** Fit for a log; Markdown and HTML have still to escape it, since GitHub's words may quote names. */
  readonly message: string
  /** The line to add under `permissions:` of the workflow; null: none helps. */
  readonly permission: Permission | null
  /** Pages on which a person can put it right. */
  readonly urls: readonly string[]
  /** What GitHub objected to in a 422: `assignees`, `labels`, `head`. */
  readonly fields: readonly string[]
}

export type Why =
  | 'permission'
  | 'setting'
  | 'token'
  | 'archived'
  | 'issues-disabled'
  | 'denied'
  | 'not-found'
  | 'exists'
  | 'no-difference'
  | 'rule'
  | 'invalid'
  | 'too-large'
  | 'rate-limited'
  | 'unavailable'
  | 'unreachable'
  | 'malformed'
  | 'truncated'
  | 'unsafe'
  | 'moved'

export type Permission =
  `${'actions' | 'contents' | 'issues' | 'pull-requests' | 'security-events'}: ${'read' | 'write'}`

export type Answer<T> = { readonly kind: 'answer'; readonly value: T } | Refused

export const answer = <T>(value: T): Answer<T> => ({ kind: 'answer', value })

export const refused = (why: Why, message: string, more: Partial<Refused> = {}): Refused => ({
  kind: 'refused',
  why,
  status: null,
  message,
  permission: null,
  urls: [],
  fields: [],
  ...more,
})

/** What an error of the client holds, whatever threw it. */
export interface Failure {
  readonly status: number | null
  readonly method: string
  readonly headers: Readonly<Record<string, string | number | undefined>>
  readonly message: string
  readonly errors: readonly FieldError[]
}

interface FieldError {
  readonly field: string
  readonly code: string
  readonly message: string
}

interface Thrown {
  readonly status?: number
  readonly message?: string
  readonly request?: { readonly method?: string }
  readonly response?: { readonly status?: number; readonly headers?: Failure['headers']; readonly data?: unknown }
}

export function failureOf(error: unknown): Failure {
  const { response, request, message = '' } = (typeof error === 'object' && error !== null ? error : {}) as Thrown
  const data = (typeof response?.data === 'object' && response.data !== null ? response.data : {}) as {
    readonly message?: unknown
    readonly errors?: unknown
  }
  return {
    status: response?.status ?? null,
    method: request?.method ?? 'GET',
    headers: response?.headers ?? {},
    message: typeof data.message === 'string' ? data.message : isTimeout(error) ? 'no answer in time' : message,
    errors: Array.isArray(data.errors) ? data.errors.map(fieldError) : [],
  }
}

/** A request that our own time-out ended. */
export const isTimeout = (error: unknown): boolean =>
  (error as { readonly cause?: { readonly name?: unknown } } | null)?.cause?.name === 'TimeoutError'

const word = (value: unknown): string => (typeof value === 'string' ? value : '')

/** GitHub sends objects, and sometimes bare sentences. */
function fieldError(error: unknown): FieldError {
  if (typeof error !== 'object' || error === null) return { field: '', code: '', message: word(error) }
  const { field, code, message } = error as Readonly<Record<string, unknown>>
  return { field: word(field), code: word(code), message: word(message) }
}

export const said = ({ message, errors }: Failure): string =>
  [message, ...errors.map((one) => one.message || `${one.field} ${one.code}`.trim())].filter((text) => text).join(': ')
