import { writeOutputs, writeReportFile, writeSummary } from '../github/files.ts'
import type { Channel } from '../model/inputs.ts'
import type { Conclusion, Report } from '../model/report.ts'
import { annotationsOf } from '../report/annotations.ts'
import { conclude } from '../report/conclusion.ts'
import { planJson, reportJson } from '../report/json.ts'
import { toMarkdown } from '../report/markdown.ts'
import { outputsOf } from '../report/outputs.ts'
import { summaryBlocks } from '../report/summary.ts'
import type { Finished } from './finished.ts'
import { consoleLink, type Host } from './run.ts'

/** A step's summary may be a mebibyte; a larger one is dropped whole, so there is some room left. */
const summaryBudget = 1_000_000

export interface Published {
  readonly report: Report
  readonly conclusion: Conclusion
}

/** Hands a report to the files, the summary, the annotations and the outputs. What fails is trouble, never a lost finding. */
export function publish(host: Host, finished: Finished, wanted: readonly Channel[] | 'none' | null): Published {
  const trouble: { reporter: string; why: string }[] = [...finished.report.trouble]
  const attempt = (reporter: string, work: () => void): void => {
    try {
      work()
    } catch (error) {
      trouble.push({ reporter, why: error instanceof Error ? error.message : String(error) })
    }
  }
  const conclusion = conclude(finished.report)
  const current = (): Report => ({ ...finished.report, trouble })
  const workflow = workflowFile(host.env)
  const markdown = (): string =>
    toMarkdown(
      summaryBlocks(current(), { conclusion, consoleLink, workflow, journal: journalOf(host.env, finished) }),
      summaryBudget,
    )
  const on = (channel: Channel): boolean => wanted !== 'none' && (wanted === null || wanted.includes(channel))
  attempt('summary.md', () => void writeReportFile(finished.reportDir, 'summary.md', markdown()))
  attempt('plan.json', () => void writeReportFile(finished.reportDir, 'plan.json', planJson(current())))
  const summaryFile = host.env['GITHUB_STEP_SUMMARY']
  if (summaryFile && on('summary')) attempt('summary', () => writeSummary(summaryFile, markdown()))
  const outputFile = host.env['GITHUB_OUTPUT']
  const paths = { reportDir: finished.reportDir, journal: finished.journal }
  if (outputFile) attempt('outputs', () => writeOutputs(outputFile, outputsOf(current(), conclusion, paths)))
  attempt(
    'report.json',
    () => void writeReportFile(finished.reportDir, 'report.json', reportJson(current(), conclusion)),
  )
  if (on('annotations')) for (const annotation of annotationsOf(current())) host.log.annotate(annotation)
  return { report: current(), conclusion }
}

/** This run's journal as `undo` takes it: from the run's artifact in a workflow, by its path elsewhere. */
export function journalOf(env: NodeJS.ProcessEnv, { journal }: Pick<Finished, 'journal'>): string | null {
  const run = env['GITHUB_RUN_ID']
  return journal === null || env['GITHUB_ACTIONS'] !== 'true' || !run ? journal : `run:${run}`
}

/** `holdfast.yml` out of `octo/infra/.github/workflows/holdfast.yml@refs/heads/main`; null outside a workflow. */
export function workflowFile(env: NodeJS.ProcessEnv): string | null {
  if (env['GITHUB_ACTIONS'] !== 'true') return null
  const name = env['GITHUB_WORKFLOW_REF']?.split('@')[0]?.split('/').at(-1)
  return name !== undefined && /^[\w.-]+$/.test(name) ? name : 'WORKFLOW.yml'
}
