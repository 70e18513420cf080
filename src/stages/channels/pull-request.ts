import { onDefaultBranch, type Reporter } from './channel.ts'

/** Pull requests that would accept drift. */
export const pullRequest: Reporter = {
  channel: 'pull-request',
  fits: (at) => onDefaultBranch(at) && at.report.mode === 'detect',
  publish: async () => ({}),
}
