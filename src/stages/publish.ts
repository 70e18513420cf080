import { writeOutputs, writeReportFile, writeSummary } from '../github/files.ts'
import type { Channel } from '../model/inputs.ts'
import type { Conclusion, Published as OnGitHub, Report } from '../model/report.ts'
import { annotationsOf } from '../report/annotations.ts'
import { conclude } from '../report/conclusion.ts'
import { planJson, reportJson } from '../report/json.ts'
import { toMarkdown } from '../report/markdown.ts'
import { outputsOf } from '../report/outputs.ts'
import { type SummaryContext, summaryBlocks } from '../report/summary.ts'
import type { Publishing } from './channels/channel.ts'
import { reporters } from './channels/channels.ts'
import { sarifText } from './channels/sarif.ts'
import { clientOf } from './client.ts'
import type { Finished } from './finished.ts'
import { consoleLink, type Host } from './run.ts'
import { startable, workflowFile } from './workflows.ts'

/** A step's summary may be a mebibyte; a larger one is dropped whole, so there is some room left. */
const summaryBudget = 1_000_000

export interface Published {
  readonly report: Report
  readonly conclusion: Conclusion
}

type Wanted = readonly Channel[] | 'none' | null

/**
 * Hands a report to GitHub, then to the summary, the files, the outputs and the annotations, which tell of what GitHub has.
 * What fails is trouble, never a lost finding; the conclusion was drawn before.
 */
export async function publish(host: Host, finished: Finished, wanted: Wanted): Promise<Published> {
  const conclusion = conclude(finished.report)
  const told = await onGitHub({ host, conclusion, ...finished }, wanted)
  const trouble = [...told.trouble]
  const current = (): Report => ({ ...told, trouble })
  const attempt = (reporter: string, work: () => void): void => {
    try {
      work()
    } catch (error) {
      trouble.push({ reporter, why: words(error) })
    }
  }
  const context = summaryContext(host, finished, conclusion)
  const markdown = (): string => toMarkdown(summaryBlocks(current(), context), summaryBudget)
  const on = (channel: Channel): boolean => wanted !== 'none' && (wanted === null || wanted.includes(channel))
  attempt('summary.md', () => void writeReportFile(finished.reportDir, 'summary.md', markdown()))
  attempt('plan.json', () => void writeReportFile(finished.reportDir, 'plan.json', planJson(current())))
  const summaryFile = host.env['GITHUB_STEP_SUMMARY']
  if (summaryFile && on('summary')) attempt('summary', () => writeSummary(summaryFile, markdown()))
  let sarifFile: string | null = null
  attempt('report.sarif', () => {
    const { text } = sarifText({ report: current(), run: finished.run }, 'suppressed')
    sarifFile = writeReportFile(finished.reportDir, 'report.sarif', text)
  })
  const outputFile = host.env['GITHUB_OUTPUT']
  const paths = { reportDir: finished.reportDir, journal: finished.journal, sarif: sarifFile }
  if (outputFile) attempt('outputs', () => writeOutputs(outputFile, outputsOf(current(), conclusion, paths)))
  attempt(
    'report.json',
    () => void writeReportFile(finished.reportDir, 'report.json', reportJson(current(), conclusion)),
  )
  if (on('annotations')) for (const annotation of annotationsOf(current())) host.log.annotate(annotation)
  return { report: current(), conclusion }
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The report with what came of each channel on GitHub. */
async function onGitHub(at: Omit<Publishing, 'asked' | 'github'>, wanted: Wanted): Promise<Report> {
  const trouble = [...at.report.trouble]
  let published: OnGitHub = at.report.published ?? { issue: null, pullRequests: [], notices: [] }
  const github = once(() => clientOf(at))
  for (const { channel, fits, publish: tell } of reporters) {
    const asked = wanted !== 'none' && wanted !== null && wanted.includes(channel)
    if (wanted === 'none' || (wanted !== null && !asked)) continue
    const report = { ...at.report, trouble, published }
    const given: Publishing = { ...at, report, asked, github }
    // Outside GitHub Actions nothing is told to GitHub.
    if (!at.event.inActions || !fits(given)) continue
    try {
      const said = await tell(given)
      trouble.push(...(said.trouble ?? []).map((why) => ({ reporter: channel, why })))
      published = {
        issue: said.issue ?? published.issue,
        pullRequests: [...published.pullRequests, ...(said.pullRequests ?? [])],
        notices: [...published.notices, ...(said.notices ?? []).map((why) => ({ reporter: channel, why }))],
      }
    } catch (error) {
      trouble.push({ reporter: channel, why: words(error) })
    }
  }
  return { ...at.report, trouble, published }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null
  return () => {
    made ??= make()
    return made
  }
}

/** What a summary says beyond the report. */
export const summaryContext = (host: Host, finished: Finished, conclusion: Conclusion): SummaryContext => ({
  conclusion,
  consoleLink,
  workflow: workflowFile(host.env),
  startable: startable(host),
  journal: journalOf(host.env, finished),
})

/** This run's journal as `undo` takes it: from the run's artifact in a workflow, by its path elsewhere. */
export function journalOf(env: NodeJS.ProcessEnv, { journal }: Pick<Finished, 'journal'>): string | null {
  const run = env['GITHUB_RUN_ID']
  return journal === null || env['GITHUB_ACTIONS'] !== 'true' || !run ? journal : `run:${run}`
}
