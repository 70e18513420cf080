import { onDefaultBranch, type Reporter } from './channel.ts'

/** Alerts of code scanning. */
export const sarif: Reporter = {
  channel: 'sarif',
  fits: (at) => onDefaultBranch(at) && ['detect', 'remediate'].includes(at.report.mode) && !at.report.dryRun,
  publish: async () => ({}),
}
