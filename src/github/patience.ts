import { isLimit, limitedUntil } from './limits.ts'
import { type Failure, failureOf, isTimeout } from './refusal.ts'

export interface Patience {
  readonly now: () => number
  readonly wait: (milliseconds: number) => Promise<void>
  /** Milliseconds after which a request without an answer is given up, its connection with it. */
  readonly timeout: number
  /** Milliseconds that all requests together may wait for limits to pass. */
  readonly longest: number
}

interface Asking {
  readonly method: string
  /** The route, with or without its parameters filled in. */
  readonly url: string
}

interface Response {
  readonly status: number
  readonly data: unknown
}

const attempts = 4
/** Each of these takes the whole time-out. */
const slowAttempts = 2

/** Sends requests as GitHub wants them sent: after a limit none goes out before its time, and only what may be repeated is. */
export function patient({ now, wait, timeout, longest }: Patience, count: () => void) {
  let quietUntil = 0
  let waited = 0
  let limit: unknown = null
  /** Whether it was not there, to the last attempt: whoever asks next finds that out at once. */
  let away = false

  async function hold(): Promise<void> {
    const left = quietUntil - now()
    if (left <= 0) {
      limit = null
      return
    }
    if (limit !== null) throw limit
    await wait(left)
  }
  function limited(error: unknown, failure: Failure, attempt: number): void {
    const until = limitedUntil(failure, now(), attempt)
    const more = Math.max(0, until - Math.max(quietUntil, now()))
    quietUntil = Math.max(quietUntil, until)
    waited += more
    if (waited > longest || attempt === attempts) {
      // Whoever asks next is told the same, without asking GitHub again.
      limit = error
      throw error
    }
  }

  return async <R extends Response>(asking: Asking, send: (signal: AbortSignal) => Promise<R>): Promise<R> => {
    for (let attempt = 1; ; attempt++) {
      await hold()
      try {
        count()
        const answer = whole(await send(AbortSignal.timeout(timeout)), asking)
        away = false
        return answer
      } catch (error) {
        const failure = failureOf(error)
        const most = isTimeout(error) ? slowAttempts : attempts
        if (isLimit(failure)) limited(error, failure, attempt)
        else if (attempt >= most || away || !passes(failure, asking)) {
          away ||= attempt >= most && !isTimeout(error) && failure.status !== 422
          throw error
        } else await wait(500 * 2 ** attempt)
      }
    }
  }
}

/** An answer that was cut comes back from the client as a text, or as nothing: never as "there is none". */
function whole<R extends Response>(response: R, { method }: Asking): R {
  if (response.status === 204 || (typeof response.data === 'object' && response.data !== null)) return response
  // Whole all the same, where a server or proxy does not say that it is JSON: what was cut is none.
  const data = typeof response.data === 'string' ? jsonIn(response.data) : null
  if (data !== null) return { ...response, data }
  const error = new Error('the answer is no JSON, or was cut')
  throw Object.assign(error, {
    name: 'HttpError',
    response: { ...response, data: null, headers: {} },
    request: { method },
  })
}

function jsonIn(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}

/** What GitHub takes twice without doing it twice; of the rest, whoever asked looks first whether it was done. */
function repeatable({ method, url }: Asking): boolean {
  return method !== 'POST' || /\/(git\/(trees|commits|refs)|pulls|labels|graphql|code-scanning\/sarifs)$/.test(url)
}

function passes(failure: Failure, asking: Asking): boolean {
  const { status, message, errors } = failure
  if (status === 422) {
    // What was made a moment ago is not known everywhere yet.
    const texts = [message, ...errors.map((one) => one.message)]
    if (texts.some((text) => /Could not resolve to a node/i.test(text))) return true
    return /\/pulls$/.test(asking.url) && errors.some(({ field, code }) => field === 'head' && code === 'invalid')
  }
  // What a server does not have, it will not have in a second.
  return (status === null || status < 300 || (status >= 500 && status !== 501)) && repeatable(asking)
}
