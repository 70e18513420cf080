import { setTimeout as wait } from 'node:timers/promises'
import { givenInputs, parseInputs } from './github/inputs.ts'
import { actionsLog } from './github/log.ts'
import { summaryBlocks } from './report/summary.ts'
import { toText } from './report/text.ts'
import { run } from './run.ts'
import { publish, summaryContext } from './stages/publish.ts'
import type { Host } from './stages/run.ts'

const { env } = process
const log = actionsLog(process.stdout, Date.now)
const host: Host = { env, folder: process.cwd(), log, now: Date.now, wait: (milliseconds) => wait(milliseconds) }

try {
  const inputs = parseInputs(givenInputs(env))
  const finished = await run(host, inputs)
  const { report, conclusion } = await publish(host, finished, inputs.kind === 'inputs' ? inputs.inputs.publish : null)
  const context = { ...summaryContext(host, finished, conclusion), consoleLink: () => '' }
  const lines = toText(summaryBlocks(report, context)).split('\n')
  for (const line of lines) log.info(line)
  process.exitCode = conclusion.conclusion === 'pass' ? 0 : 1
} catch (error) {
  const said = error instanceof Error ? `${error.stack ?? error.message}` : String(error)
  log.annotate({ level: 'error', title: 'A fault of Holdfast', message: said, place: null })
  process.exitCode = 1
}
