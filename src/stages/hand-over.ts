import { join } from 'node:path'
import type { Recorded } from '../model/baseline.ts'
import type { Report, Stop } from '../model/report.ts'
import { isRecording } from './baselines.ts'
import { clientOf } from './client.ts'
import type { Verdicts } from './judge.ts'
import { stopped, workspaceOf } from './prepare.ts'
import { proposeRecord, refusedBy } from './propose.ts'
import type { WhatWasRead } from './read-wholly.ts'
import { recordOf } from './record.ts'
import { kindMap, type Run } from './run.ts'
import { writeToTree } from './working-tree.ts'

type Drafted = Omit<Recorded, 'to'>
type Handed = Pick<Report, 'recorded'> & Partial<Pick<Report, 'stops' | 'published' | 'trouble'>>

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

export function draftRecord(run: Run, { judged, world }: Verdicts): Drafted {
  const { baselines, uses } = run
  if (baselines === null) throw new Error('record was asked for, and no baselines were loaded')
  const recording = uses.filter(isRecording)
  return recordOf({ world, kinds: kindMap, baselines, uses: recording, findings: judged.findings })
}

/** Into the working tree, or as a pull request. Nothing to say is nothing written; what GitHub refuses is not lost. */
export async function handOver(
  run: Run,
  drafted: Drafted,
  at: WhatWasRead & { readonly reportDir: string },
): Promise<Handed> {
  const { inputs, event, host } = run
  if (inputs.dryRun) return { recorded: { ...drafted, to: 'nowhere' } }
  if (!event.inActions || inputs.write) return toWorkingTree(workspaceOf(host), drafted)
  if (inputs.publish !== null && (inputs.publish === 'none' || !inputs.publish.includes('pull-request')))
    return toReportFolder(drafted, at.reportDir, null)
  const gh = await clientOf(run)
  if (gh === null)
    return drafted.files.length === 0
      ? { recorded: { ...drafted, to: 'nowhere' } }
      : toReportFolder(drafted, at.reportDir, 'there is no token: leave the input github-token unset')
  const { refused, warnings, pullRequests } = await proposeRecord(gh, run, { ...at, drafted }).catch((error: unknown) =>
    refusedBy(said(error), drafted),
  )
  const told = {
    published: { issue: null, pullRequests, notices: [] },
    trouble: warnings.map((why) => ({ reporter: 'pull-request', why })),
  }
  return {
    ...(refused === null
      ? { recorded: { ...drafted, to: 'pull-request' as const } }
      : toReportFolder(drafted, at.reportDir, refused)),
    ...told,
  }
}

function toWorkingTree(workspace: string, drafted: Drafted): Handed {
  try {
    writeToTree(workspace, drafted.files)
    return { recorded: { ...drafted, to: 'working-tree' } }
  } catch (error) {
    const stop = stopped('publish-failed', `Nothing was recorded: ${said(error)}`)
    return { recorded: { ...drafted, to: 'nowhere' }, stops: [stop] }
  }
}

/** Beside the report, from where a person can put them into the repository. `refused` null: nobody wanted a pull request. */
function toReportFolder(drafted: Drafted, reportDir: string, refused: string | null): Handed {
  const folder = join(reportDir, 'record')
  const stop = (more: string): Stop => stopped('publish-failed', `No pull request holds what was recorded: ${more}`)
  try {
    writeToTree(folder, drafted.files)
  } catch (error) {
    const why = `${refused ?? 'none was asked for'}; and the files could not be written to ${folder} (${said(error)})`
    return { recorded: { ...drafted, to: 'nowhere' }, stops: [stop(why)] }
  }
  const recorded: Recorded = { ...drafted, to: 'report-folder' }
  if (refused === null) return { recorded }
  const gone = drafted.files.some(({ content }) => content === null)
    ? ' Files of what is gone are still to delete.'
    : ''
  return { recorded, stops: [stop(`${refused}. The files are in ${folder}.${gone}`)] }
}

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error))
