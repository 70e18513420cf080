import type { TargetState } from '../model/report.ts'
import type { Gap } from '../model/resource.ts'
import { kindMap } from './run.ts'

export interface WhatWasRead {
  readonly states: readonly TargetState[]
  readonly gaps: readonly Gap[]
}

interface Where {
  readonly account: string
  readonly region?: string
}

/** Whether everything that can be recorded was read, there or (left out) in all targets. */
export function readWholly({ states, gaps }: WhatWasRead, at?: Where): boolean {
  const there = ({ account, region }: Where): boolean =>
    (at?.account === undefined || account === at.account) &&
    (at?.region === undefined || at.region === 'global' || [at.region, 'global', undefined].includes(region))
  const failed = states.some(({ state, target }) => state === 'failed' && there(target))
  return !failed && !gaps.some((gap) => there(gap) && (kindMap.get(gap.kind)?.recording ?? null) !== null)
}
