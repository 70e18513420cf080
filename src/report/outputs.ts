import type { Conclusion, PullRequest, Report } from '../model/report.ts'
import { countsOf } from './counts.ts'

/** The action's outputs: numbers, words, paths and hashes, never text that came from AWS. */
export function outputsOf(
  report: Report,
  { conclusion, reasons }: Conclusion,
  paths: { readonly reportDir: string | null; readonly journal: string | null; readonly sarif: string | null },
): Readonly<Record<string, string>> {
  const counts = countsOf(report)
  return {
    conclusion,
    'failure-reason': reasons[0] ?? '',
    findings: String(counts.open),
    unknown: String(counts.unknown),
    fixed: String(counts.fixed),
    'plan-hash': report.remaining ?? '',
    'plan-steps': String(report.plan.steps.length),
    'report-dir': paths.reportDir ?? '',
    'sarif-file': paths.sarif ?? '',
    'journal-file': paths.journal ?? '',
    'issue-number': String(report.published?.issue?.number ?? ''),
    'pull-request-number': String(report.published?.pullRequests.find(isOpen)?.number ?? ''),
  }
}

const isOpen = ({ state }: PullRequest): boolean => state !== 'declined' && state !== 'closed'
