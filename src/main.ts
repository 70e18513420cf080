import { join } from 'node:path'
import type { Report, Stop, TargetState } from './model/report.ts'
import { selectSteps, withApprovals } from './plan/approve.ts'
import { continued } from './plan/continued.ts'
import { planHash } from './plan/step.ts'
import { draftAccepts } from './stages/accept.ts'
import type { Accepting } from './stages/accepting.ts'
import { audienceFor } from './stages/audience.ts'
import { runCheck } from './stages/check/check.ts'
import { draft } from './stages/draft.ts'
import { asked, draftRecord, handOver } from './stages/hand-over.ts'
import { unwritable } from './stages/journal-folder.ts'
import { judge } from './stages/judge.ts'
import { open } from './stages/open.ts'
import { stopped } from './stages/prepare.ts'
import { failedStates, read } from './stages/read.ts'
import type { Run, Sessions } from './stages/run.ts'
import { draftUndo, loadJournal, takenBack } from './stages/undo.ts'
import { remaining, settle, write } from './stages/write.ts'

export interface Done {
  readonly parts: Partial<Report>
  readonly journal: string | null
  /** Pull requests that would accept what was found; left out: this mode finds nothing to accept. */
  readonly accepting?: Accepting | null
}

export async function byMode(ready: Run, reportDir: string): Promise<Done> {
  switch (ready.mode) {
    case 'detect':
      return detect(ready)
    case 'remediate':
      return remediate(ready, reportDir)
    case 'undo':
      return undo(ready, reportDir)
    case 'record':
      return record(ready, reportDir)
    case 'check':
      return { parts: await runCheck(ready), journal: null }
  }
}

async function detect(ready: Run): Promise<Done> {
  const sessions = await open(ready)
  const { world, states } = await read(ready, sessions)
  const verdicts = await judge(ready, sessions, { world })
  const plan = draft(ready, sessions, verdicts)
  return {
    parts: { targets: states, judged: verdicts.judged, gaps: verdicts.world.gaps, plan, remaining: plan.hash },
    journal: null,
    accepting: draftAccepts(ready, { verdicts, plan, states }),
  }
}

async function remediate(ready: Run, reportDir: string): Promise<Done> {
  const sessions = await open(ready)
  const { world, states } = await read(ready, sessions)
  const verdicts = await judge(ready, sessions, { world })
  const plan = draft(ready, sessions, verdicts)
  const found = { targets: states, judged: verdicts.judged, gaps: verdicts.world.gaps, plan, remaining: plan.hash }
  const selection = selectSteps(plan, ready.inputs.approve)
  if (selection.kind === 'changed')
    return { parts: { ...found, stops: [planChanged(selection.missing)] }, journal: null }
  if (ready.inputs.dryRun) return { parts: found, journal: null }
  const folder = journalFolder(ready, reportDir)
  const blocked = selection.steps.size === 0 ? null : unwritable(folder)
  if (blocked !== null) return { parts: { ...found, stops: [noJournal(blocked)] }, journal: null }
  const approved = withApprovals(plan, selection)
  const written = await write(ready, sessions, {
    plan: approved,
    selected: selection.steps,
    journalFolder: folder,
    remains: remaining(verdicts.world),
  })
  const settled = await settle(ready, sessions, { before: verdicts, live: written.live })
  const parts = {
    ...found,
    plan: continued(approved, settled.left),
    outcomes: written.outcomes,
    judged: settled.judged,
    gaps: settled.world.gaps,
    remaining: settled.left.hash,
  }
  const accepting = draftAccepts(ready, { verdicts: settled, plan: settled.left, states })
  return { parts, journal: written.journal, accepting }
}

async function record(ready: Run, reportDir: string): Promise<Done> {
  const asking = asked(ready)
  const sessions = await open(asking)
  const { world, states } = await read(asking, sessions)
  const verdicts = await judge(asking, sessions, { world })
  const drafted = draftRecord(ready, verdicts)
  const handed = await handOver(ready, drafted, { states, gaps: verdicts.world.gaps, reportDir })
  // What is found is told with what is recorded: no finding of its own, which would look as if it had to be fixed.
  const judged = { ...verdicts.judged, findings: [], exceptions: [] }
  return { parts: { targets: states, judged, gaps: verdicts.world.gaps, ...handed }, journal: null }
}

async function undo(ready: Run, reportDir: string): Promise<Done> {
  const journal = await loadJournal(ready)
  if (journal.kind === 'problems') {
    return {
      parts: { stops: [stopped('invalid-input', 'The journal cannot be used.', journal.problems)] },
      journal: null,
    }
  }
  const sessions = await open(ready)
  const { plan, gaps } = await draftUndo(ready, sessions, journal)
  const found = { targets: targetsOf(sessions), gaps, plan, remaining: plan.hash }
  const selection = selectSteps(plan, ready.inputs.approve)
  if (selection.kind === 'changed')
    return { parts: { ...found, stops: [planChanged(selection.missing)] }, journal: null }
  if (ready.inputs.dryRun) return { parts: found, journal: null }
  const folder = journalFolder(ready, reportDir)
  const blocked = selection.steps.size === 0 ? null : unwritable(folder)
  if (blocked !== null) return { parts: { ...found, stops: [noJournal(blocked)] }, journal: null }
  const approved = withApprovals(plan, selection)
  const written = await write(ready, sessions, {
    plan: approved,
    selected: selection.steps,
    journalFolder: folder,
    remains: takenBack,
  })
  return {
    parts: { ...found, plan: approved, outcomes: written.outcomes, remaining: planHash(approved.steps) },
    journal: written.journal,
  }
}

const planChanged = (missing: readonly string[]): Stop =>
  stopped(
    'plan-changed',
    `The plan is not what was approved: ${missing.join(', ')} ${missing.length === 1 ? 'stands' : 'stand'} no more. Nothing was written.`,
  )

const noJournal = (why: string): Stop =>
  stopped('apply-failed', `Nothing was written, since no journal could be: ${why}. Set report-dir to a folder.`)

/** In a public repository the report folder is uploaded for all to see: the journal, which must hold all, stays out of it. */
function journalFolder({ event, policy, host }: Run, reportDir: string): string {
  if (audienceFor(event, policy.publish.public) === 'details') return reportDir
  return join(host.env['RUNNER_TEMP'] ?? host.folder, 'holdfast-journal')
}

const targetsOf = (sessions: Sessions): readonly TargetState[] => [
  ...sessions.opened.flatMap((one): readonly TargetState[] =>
    one.kind === 'open' ? [{ target: one.target, state: 'read', reason: null, partial: [], resources: new Map() }] : [],
  ),
  ...failedStates(sessions),
]
