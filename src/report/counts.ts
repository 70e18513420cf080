import type { Report } from '../model/report.ts'

export interface Counts {
  readonly open: number
  readonly unknown: number
  readonly excepted: number
  readonly fixed: number
  readonly waiting: number
}

export function countsOf({ judged: { findings }, plan, outcomes }: Report): Counts {
  const count = (state: string, verdict: string | null): number =>
    findings.filter((finding) => finding.state === state && (verdict === null || finding.breach.verdict === verdict))
      .length
  const done = new Set(outcomes.filter(({ state }) => state === 'fixed').map(({ step }) => step))
  // What another step put right waits no more.
  const gone = new Set(findings.filter(({ state }) => state === 'fixed').map(({ id }) => id))
  return {
    open: count('open', 'fail'),
    unknown: count('open', 'unknown'),
    excepted: count('excepted', null),
    fixed: count('fixed', null),
    waiting: plan.steps.filter(
      ({ decision, hash, finding }) => decision === 'needs-approval' && !done.has(hash) && !gone.has(finding),
    ).length,
  }
}
