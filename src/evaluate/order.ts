import { severities } from '../model/basics.ts'
import type { Finding } from '../model/finding.ts'
import type { Ref } from '../model/resource.ts'

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export function compareRefs(a: Ref, b: Ref): number {
  return (
    compareText(a.account, b.account) ||
    compareText(a.region, b.region) ||
    compareText(a.kind, b.kind) ||
    compareText(a.id, b.id)
  )
}

/** Worst first: severity, certain before unknown, how much is exposed; then by place, so that the order never wavers. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    severities.indexOf(b.use.severity) - severities.indexOf(a.use.severity) ||
    compareText(a.breach.verdict, b.breach.verdict) ||
    b.breach.weight - a.breach.weight ||
    compareRefs(a.resource, b.resource) ||
    compareText(a.use.name, b.use.name) ||
    compareText(a.breach.about, b.breach.about)
  )
}
