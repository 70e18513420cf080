import type { Failure } from './refusal.ts'

/** Whether GitHub refused because of the number of requests, not because of what was asked. */
export function isLimit({ status, headers, message }: Failure): boolean {
  if (status !== 403 && status !== 429) return false
  if (status === 429 || headers['retry-after'] !== undefined) return true
  return String(headers['x-ratelimit-remaining']) === '0' || /secondary rate limit|abuse detection/i.test(message)
}

/** When GitHub may be asked again, in milliseconds: as it says, else a minute, and longer each further time. */
export function limitedUntil({ headers }: Failure, now: number, attempt: number): number {
  const after = Number(headers['retry-after'] ?? Number.NaN)
  if (Number.isFinite(after)) return now + Math.max(after, 1) * 1000
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN)
  if (String(headers['x-ratelimit-remaining']) === '0' && Number.isFinite(reset))
    return Math.max(reset * 1000, now) + 1000
  return now + 60_000 * 2 ** (attempt - 1)
}
