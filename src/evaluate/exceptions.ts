import type { Day } from '../model/basics.ts'
import type { ExceptionUse } from '../model/finding.ts'
import type { Exception, Use } from '../model/policy.ts'
import type { Subject } from '../model/rule.ts'
import { select } from './match.ts'

const dayInMs = 86_400_000

/** Days during which an exception is announced before its end, and its use only asks after it. */
export const graceDays = 14

export const daysBetween = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / dayInMs)

export type Standing = 'active' | 'expiring' | 'just-ended' | 'ended'

/** An exception holds through its last day, UTC. */
export function standing({ until }: Exception, today: Day): Standing {
  const left = daysBetween(today, until)
  if (left >= 0) return left <= graceDays ? 'expiring' : 'active'
  return -left <= graceDays ? 'just-ended' : 'ended'
}

export interface Excepted {
  readonly index: number
  readonly holds: boolean
}

/** The exception that stands for a use on a resource: one that holds before one that has just ended. */
export function exceptionFor(
  exceptions: readonly Exception[],
  use: Use,
  at: { resource: Subject; today: Day },
): Excepted | null {
  let ended: Excepted | null = null
  for (const exception of exceptions) {
    if (!exception.uses.includes(use.name) || select(exception.where, at.resource).answer !== 'yes') continue
    const stands = standing(exception, at.today)
    if (stands === 'active' || stands === 'expiring') return { index: exception.index, holds: true }
    if (stands === 'just-ended') ended ??= { index: exception.index, holds: false }
  }
  return ended
}

/** One line an exception, with how many findings it met. */
export function exceptionUses(
  exceptions: readonly Exception[],
  matched: ReadonlyMap<number, number>,
  today: Day,
): readonly ExceptionUse[] {
  return exceptions.map((exception) => {
    const stands = standing(exception, today)
    return {
      index: exception.index,
      matched: matched.get(exception.index) ?? 0,
      state: stands === 'active' || stands === 'expiring' ? stands : 'ended',
    }
  })
}
