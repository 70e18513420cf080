import { onDefaultBranch, type Reporter } from './channel.ts'

/** The one issue that tells the state of the accounts. */
export const issue: Reporter = {
  channel: 'issue',
  fits: (at) => onDefaultBranch(at) && ['detect', 'remediate'].includes(at.report.mode) && !at.report.dryRun,
  publish: async () => ({}),
}
