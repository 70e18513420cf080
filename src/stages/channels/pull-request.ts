import { proposeAll } from '../../github/proposals.ts'
import type { Refused } from '../../github/refusal.ts'
import { together } from '../accepting.ts'
import { closedBy, closedPull, pullRequestOf } from '../propose.ts'
import { noToken, onDefaultBranch, type Publishing, type Reporter, type Said } from './channel.ts'

/** As many ask for an answer about one resource at a time; the rest are listed in the findings. */
const most = 5

/** Pull requests that would accept drift. */
export const pullRequest: Reporter = {
  channel: 'pull-request',
  fits: (at) => onDefaultBranch(at) && ['detect', 'remediate'].includes(at.report.mode) && !at.report.dryRun,
  publish,
}

async function publish({ accepting, event, report, asked, github }: Publishing): Promise<Said> {
  if (accepting === null) return asked && report.audience === 'counts' ? inPublic : {}
  const gh = await github()
  // Without a token nobody meant it, unless it was asked for.
  if (gh === null) return asked ? noToken : {}
  const done = await proposeAll(gh, {
    base: event.defaultBranch ?? '',
    prefix: 'holdfast/accept',
    marker: accepting.marker,
    parts: accepting.parts,
    most,
    counts: (subject) => !subject.startsWith(together),
    settled: accepting.settled,
    word: 'The drift that this would accept is gone, or was answered in another way: closed.',
  })
  if (done.kind === 'refused') return { trouble: [troubleOf(done)] }
  const { parts: each, closed, warnings } = done.value
  const refused = each.flatMap((one) => (one.kind === 'refused' ? [troubleOf(one)] : []))
  const waiting = each.filter(({ kind }) => kind === 'waiting').length
  const opened = each.flatMap((one, index) => pullRequestOf(one, accepting.parts[index]?.findings ?? []))
  return {
    trouble: [...new Set([...refused, ...warnings, ...each.flatMap((one) => ('warnings' in one ? one.warnings : []))])],
    notices:
      waiting === 0
        ? []
        : [
            `${waiting} more ${waiting === 1 ? 'resource' : 'resources'} drifted: ${most} pull requests are open at a time`,
          ],
    pullRequests: [...opened, ...[...closed, ...each.flatMap(closedBy)].map((number) => closedPull(gh, number))],
  }
}

const inPublic: Said = {
  trouble: ['a public repository shows what baselines hold: it takes publish.public: details in the policy file'],
}

/** The next refusal would be about the other permission: both are told at once. */
function troubleOf({ why, message, permission }: Refused): string {
  const lacks = why === 'permission' || why === 'setting' || (why === 'not-found' && permission !== null)
  if (!lacks) return message
  return `${message}. Pull requests that accept drift take \`contents: write\` and \`pull-requests: write\`; without them, set the input publish without pull-request`
}
