import type { Recorded } from '../model/baseline.ts'
import type { Report } from '../model/report.ts'
import { toMarkdown } from '../report/markdown.ts'
import { recordBlocks, recordTitle } from '../report/record.ts'
import { isRecording } from './baselines.ts'
import type { Verdicts } from './judge.ts'
import { stopped, workspaceOf } from './prepare.ts'
import { propose } from './propose.ts'
import { recordOf } from './record.ts'
import { kindMap, type Run } from './run.ts'
import { writeToTree } from './working-tree.ts'

/** GitHub takes 65,536 characters of a pull request's text. */
const longestBody = 60_000

/**
 * The run with the uses that it takes to record: those that hold resources to their baselines, and all others of the policy as
 * far as they judge the same kinds, since what they find is what a record would bless.
 */
export function asked(run: Run): Run {
  const recording = run.uses.filter(isRecording)
  const kinds = new Set(recording.flatMap((use) => use.kinds))
  const others = run.policy.uses
    .filter((use) => !isRecording(use))
    .map((use) => ({ ...use, kinds: use.kinds.filter((kind) => kinds.has(kind)) }))
    .filter((use) => use.kinds.length > 0)
  return { ...run, uses: [...recording, ...others] }
}

export function draftRecord(run: Run, { judged, world }: Verdicts): Omit<Recorded, 'to'> {
  const { baselines, uses } = run
  if (baselines === null) throw new Error('record was asked for, and no baselines were loaded')
  const recording = uses.filter(isRecording)
  return recordOf({ world, kinds: kindMap, baselines, uses: recording, findings: judged.findings })
}

/** Into the working tree, or as a pull request. Nothing to say is nothing written. */
export async function handOver(
  run: Run,
  drafted: Omit<Recorded, 'to'>,
): Promise<Pick<Report, 'recorded'> & Partial<Pick<Report, 'stops'>>> {
  const { inputs, event, host } = run
  if (inputs.dryRun) return { recorded: { ...drafted, to: 'nowhere' } }
  try {
    if (!event.inActions || inputs.write) {
      writeToTree(workspaceOf(host), drafted.files)
      return { recorded: { ...drafted, to: 'working-tree' } }
    }
    if (propose === null) throw new Error('this version opens no pull requests')
    const recorded: Recorded = { ...drafted, to: 'pull-request' }
    if (drafted.files.length === 0) return { recorded }
    const body = toMarkdown(recordBlocks(recorded), longestBody)
    const proposed = await propose(run, { files: drafted.files, title: recordTitle(recorded), body })
    if (proposed.kind === 'refused') throw new Error(proposed.why)
    return { recorded }
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    return {
      recorded: { ...drafted, to: 'nowhere' },
      stops: [stopped('publish-failed', `Nothing was recorded: ${said}`)],
    }
  }
}
