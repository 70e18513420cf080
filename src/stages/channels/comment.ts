import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { keepComment } from '../../github/comment.ts'
import { readPullEvent } from '../../github/pull-event.ts'
import { commentOf } from '../../report/comment.ts'
import { noToken, type Publishing, type Reporter, type Said } from './channel.ts'

/** Events that are of one pull request, whose comment it is; a merge group has several, and no comment. */
const events: readonly string[] = ['pull_request', 'pull_request_target']

/** The one comment on a pull request that a check keeps. */
export const comment: Reporter = {
  channel: 'comment',
  fits: ({ report, event }) => report.mode === 'check' && event.inActions && events.includes(event.name),
  publish,
}

async function publish(at: Publishing): Promise<Said> {
  const said = commentOf(at.report, at.conclusion)
  const { pull: number, foreign } = readPullEvent(at.host.env, at.event, (path) => readFileSync(path, 'utf8'))
  if (said.kind === 'leave' || number === null) return {}
  const github = await at.github()
  if (github === null) return noToken
  const wish = { number, need: 'pull-requests: write', marker: markerOf(at), body: said.body } as const
  const done = await keepComment(github, { ...wish, quiet: said.kind === 'nothing' })
  if (done.kind !== 'refused') return {}
  // The token of a change from another repository may not write: nobody has to mend that.
  return foreign && ['permission', 'denied', 'not-found'].includes(done.why)
    ? { notices: ['a change from another repository gets no comment where its token may only read'] }
    : { trouble: [done.message] }
}

/** One a workflow and policy file, whatever the branch. */
function markerOf({ host, inputs }: Publishing): string {
  const workflow = host.env['GITHUB_WORKFLOW_REF']?.split('@')[0] ?? host.env['GITHUB_WORKFLOW'] ?? ''
  const named = JSON.stringify([workflow, inputs?.policy ?? '.github/holdfast.yml'])
  return `check:${createHash('sha256').update(named).digest('hex').slice(0, 16)}`
}
