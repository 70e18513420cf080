import { createHash } from 'node:crypto'
import type { Drafting, Kept } from '../../github/issue.ts'
import type { IssueContext } from '../../report/issue/issue.ts'
import { type Reach, readAll } from '../../report/issue/read-whole.ts'
import { approval } from '../../report/next-steps.ts'
import { consoleLink } from '../run.ts'
import { startedElsewhere } from '../workflows.ts'
import { noToken, onDefaultBranch, type Publishing, type Reporter, runLink, type Said } from './channel.ts'

const label = 'holdfast'

/** The one issue that tells the state of the accounts. */
export const issue: Reporter = {
  channel: 'issue',
  fits: (at) => onDefaultBranch(at) && ['detect', 'remediate'].includes(at.report.mode) && !at.report.dryRun,
  publish: keep,
}

/** One a policy file: two policies tell of two things. */
async function keep(at: Publishing): Promise<Said> {
  const { report, run } = at
  // Who was stopped before anything was looked at knows nothing of the accounts.
  if (
    run === null ||
    report.policy === null ||
    report.judged.looked.size + report.gaps.length + report.targets.length === 0
  )
    return {}
  const gh = await at.github()
  if (gh === null) return at.asked ? noToken : {}
  const [{ draftIssue }, { commentOnce, runMarker }, { doneText }, { markName }] = await Promise.all([
    import('../../github/issue.ts'),
    import('../../github/comment.ts'),
    import('../../report/issue/done.ts'),
    import('../../github/own-text.ts'),
  ])
  const marker = markName('issue', report.policy.file)
  const done = report.mode === 'remediate' ? doneText(report, runLink(at)) : null
  const { labels, assignees } = report.policy.publish.issue
  const kept = await draftIssue(gh, {
    label,
    marker,
    labels,
    assignees,
    draft: await drafter(at, { run, done, marker }),
  })
  if (kept.kind === 'refused') return refusedOf(at, kept)
  if (kept.kind === 'nothing') return {}
  const { number, url, warnings } = kept
  if (done === null || kept.kind === 'closed') return { issue: { number, url }, trouble: warnings }
  const { runId, runAttempt } = at.event
  // Jobs of one run share its id: each tells what it did itself.
  const part = createHash('sha256').update(done).digest('hex').slice(0, 8)
  const told = await commentOnce(gh, {
    number,
    need: 'issues: write',
    marker: runMarker(marker, `${runId}-${runAttempt}-${part}`),
    body: done,
  })
  const untold = told.kind === 'refused' ? [`what was done is not told in issue ${number}: ${told.message}`] : []
  return { issue: { number, url }, trouble: [...warnings, ...untold] }
}

/** What there was nothing to say about is no loss. */
function refusedOf(at: Publishing, { message }: Extract<Kept, { kind: 'refused' }>): Said {
  const { findings } = at.report.judged
  const silent = !at.asked && at.report.gaps.length === 0 && !findings.some(({ state }) => state === 'open')
  return silent ? { notices: [message] } : { trouble: [message] }
}

interface Drafted {
  readonly marker: string
  readonly run: NonNullable<Publishing['run']>
  /** What the run did; null: nothing. */
  readonly done: string | null
}

async function drafter(at: Publishing, { run, done, marker }: Drafted): Promise<Drafting['draft']> {
  const [{ merged }, { isClean, issueText }, { nothingListed, readState }, { hidden, hide }, { marked, sameBody }] =
    await Promise.all([
      import('../../report/issue/merge.ts'),
      import('../../report/issue/issue.ts'),
      import('../../report/issue/state.ts'),
      import('../../github/hidden.ts'),
      import('../../github/own-text.ts'),
    ])
  const { report } = at
  const reach: Reach = { report, uses: new Set(run.uses.map(({ name }) => name)), narrowed: run.only }
  return (before) => {
    const said = before === null ? nothingListed : readState(hidden(before.body))
    // Whoever took its state out cannot make a part of the accounts look like all of them.
    if (said === null && !readAll(reach)) return { kind: 'leave' }
    const state = merged(report, reach, said ?? nothingListed)
    const context = contextOf(at, hide)
    if (isClean(state) && (before === null || before.state === 'closed' || readAll(reach))) {
      const word = `${done === null ? '' : `${done}\n\n`}Nothing is open any more: closed. [The run](${runLink(at)}) has the details.`
      return readAll(reach) ? { kind: 'close', ...issueText(state, context), word } : { kind: 'leave' }
    }
    // A text that names a run names the one that changed it: the same text but for that is the same.
    const old = issueText(state, { ...context, run: state.run ?? context.run })
    const same = before !== null && sameBody(before.body, marked(old.body, marker))
    return { kind: 'keep', ...(same ? old : issueText(state, context)) }
  }
}

function contextOf(at: Publishing, hide: IssueContext['hide']): IssueContext {
  const { host, event, report } = at
  const next = startedElsewhere(host, event)
  return {
    file: report.policy?.file ?? '',
    approve: (text, hash) => approval(next, text, hash),
    consoleLink,
    hide,
    run: runLink(at),
  }
}
