import type { Reporter } from './channel.ts'

/** The one comment on a pull request that a check keeps. */
export const comment: Reporter = {
  channel: 'comment',
  fits: ({ report, event }) => report.mode === 'check' && event.inActions && event.name === 'pull_request',
  publish: async () => ({}),
}
