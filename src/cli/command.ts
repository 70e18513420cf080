import { setTimeout as wait } from 'node:timers/promises'
import { styleText } from 'node:util'
import { inputProblem, parseInputs, type ReadInputs } from '../github/inputs.ts'
import { actionsLog, terminalLog } from '../github/log.ts'
import { terminal } from '../lib/escape.ts'
import { version } from '../lib/version.ts'
import type { Day } from '../model/basics.ts'
import type { Problem } from '../model/policy.ts'
import { fromStops, problemText } from '../report/annotations.ts'
import { exitCode } from '../report/conclusion.ts'
import { problemsJson, reportJson } from '../report/json.ts'
import { toMarkdown } from '../report/markdown.ts'
import { summaryBlocks } from '../report/summary.ts'
import { plainStyle, type Style, toText } from '../report/text.ts'
import { run } from '../run.ts'
import { sarifText } from '../stages/channels/sarif.ts'
import { readPolicy } from '../stages/prepare.ts'
import { type Published, publish } from '../stages/publish.ts'
import { consoleLink, type Host, kindMap, ruleMap } from '../stages/run.ts'
import { type Arguments, type Format, modeCommands, readArguments } from './arguments.ts'
import { helpText } from './help.ts'
import { narrowedPolicy } from './narrowed-policy.ts'
import { rulesText } from './rules.ts'

/** The command `holdfast`: results on stdout, progress on stderr; the exit code is the contract's. */
export async function command(args: readonly string[]): Promise<number> {
  const parsed = readArguments(args)
  switch (parsed.kind) {
    case 'help':
      return say(helpText, 0)
    case 'version':
      return say(`${version}\n`, 0)
    case 'problems':
      return complain(parsed.problems)
    case 'command':
      return named(parsed)
  }
}

function say(text: string, code: number): number {
  process.stdout.write(text)
  return code
}

function complain(problems: readonly Problem[]): number {
  for (const one of problems) {
    const place = one.place === null ? '' : `${one.place.file}:${one.place.line}:${one.place.column}: `
    process.stderr.write(`holdfast: ${terminal(place + problemText(one))}\n`)
  }
  return 2
}

async function named({ name, given, format, write }: Extract<Arguments, { kind: 'command' }>): Promise<number> {
  const mode = modeCommands.find((one) => one === name)
  if (format === 'sarif' && mode === undefined)
    return complain([inputProblem('--format', '"sarif"', 'text or json: sarif is for the modes')])
  const inputs = parseInputs(new Map([...given, ...(mode === undefined ? [] : [['mode', mode] as const])]))
  if (mode !== undefined) return runMode(inputs.kind === 'problems' ? inputs : withWrite(inputs, write), format)
  if (name === 'rules') return say(rulesText(format), 0)
  if (name === 'validate') return validate(inputs, format)
  if (name === 'permissions') return permissions(inputs)
  if (name === 'init') return init()
  return complain([
    inputProblem(
      'command line',
      `"${name}"`,
      'a command that this version has: detect, remediate, record, undo, validate, rules, permissions, init',
    ),
  ])
}

const withWrite = (read: Extract<ReadInputs, { kind: 'inputs' }>, write: boolean): ReadInputs => ({
  ...read,
  inputs: { ...read.inputs, write },
})

const inWorkflow = (): boolean => process.env['GITHUB_ACTIONS'] === 'true'

function hostOf(): Host {
  return {
    env: process.env,
    folder: process.cwd(),
    // In a workflow the runner reads commands out of both streams, and masks what it is told to.
    log: (inWorkflow() ? actionsLog : terminalLog)(process.stderr, Date.now),
    now: Date.now,
    wait: (milliseconds) => wait(milliseconds),
  }
}

async function validate(read: ReadInputs, format: Format): Promise<number> {
  if (read.kind === 'problems') return complain(read.problems)
  const host = hostOf()
  const policy = await readPolicy(host, read.inputs, new Date(host.now()).toISOString().slice(0, 10) as Day)
  const problems = policy.kind === 'stop' ? policy.stop.problems : []
  if (format === 'json') {
    const file = policy.kind === 'stop' ? (problems[0]?.place?.file ?? '') : policy.policy.file
    return say(problemsJson(file, problems), problems.length === 0 ? 0 : 2)
  }
  if (policy.kind === 'stop') return complain(problems)
  const { uses, targets, exceptions } = policy.policy
  return say(
    `${policy.policy.file}: no problems (${uses.length} rules used, ${targets.length} targets, ${exceptions.length} exceptions)\n`,
    0,
  )
}

/** A first policy and workflows in this folder; nothing that is there is overwritten. */
async function init(): Promise<number> {
  // Loaded here, as it reaches AWS: most commands do not, or not before their policy file is read.
  const [{ findAccount }, { writeFirstFiles }] = await Promise.all([import('./find-account.ts'), import('./init.ts')])
  const found = await findAccount(process.env)
  if (found.why !== null) process.stderr.write(`holdfast: no account was found: ${terminal(found.why)}\n`)
  const files = writeFirstFiles(process.cwd(), found)
  const lines = files.map(({ path, written }) => `${written ? 'wrote' : 'kept '} ${path}\n`)
  return say(`${lines.join('')}Next: deploy/roles.yaml makes the roles; holdfast validate checks the policy file.\n`, 0)
}

/** One IAM policy document for this policy file in one mode. */
async function permissions(read: ReadInputs): Promise<number> {
  const { permissionsFor } = await import('../permissions/permissions.ts')
  if (read.kind === 'problems') return complain(read.problems)
  const { mode } = read.inputs
  if (mode === null) return complain([inputProblem('--mode', 'nothing', 'a mode, such as detect or remediate')])
  const host = hostOf()
  const policy = await readPolicy(host, read.inputs, new Date(host.now()).toISOString().slice(0, 10) as Day)
  if (policy.kind === 'stop') return complain(policy.stop.problems)
  const asked = narrowedPolicy(policy.policy, read.inputs)
  if (asked.kind === 'stop') return complain(asked.stop.problems)
  const document = permissionsFor({ policy: asked.policy, rules: ruleMap, kinds: kindMap }, mode)
  return say(`${JSON.stringify(document, null, 2)}\n`, 0)
}

async function runMode(inputs: ReadInputs, format: Format): Promise<number> {
  const host = hostOf()
  // In a workflow the runner's own files are the action's; the command is a program like any other.
  const finished = await run(host, inputs)
  const quiet = { ...host, env: { ...host.env, GITHUB_STEP_SUMMARY: '', GITHUB_OUTPUT: '' } }
  const published = await publish(quiet, finished, 'none')
  // Findings are the result, on stdout; what stopped the run is said on stderr as well.
  for (const annotation of fromStops(published.report)) host.log.annotate(annotation)
  process.stdout.write(
    format === 'sarif'
      ? sarifText({ report: published.report, run: finished.run }, 'suppressed').text
      : formatted(published, format, finished.journal),
  )
  return exitCode(published.conclusion)
}

function formatted({ report, conclusion }: Published, format: Format, journal: string | null): string {
  if (format === 'json') return reportJson(report, conclusion)
  const blocks = summaryBlocks(report, { conclusion, consoleLink, workflow: null, journal })
  if (format === 'markdown') return toMarkdown(blocks, 1_000_000)
  return `${toText(blocks, styleFor(process.stdout.isTTY === true))}\n`
}

function styleFor(colours: boolean): Style {
  if (!colours || process.env['NO_COLOR'] !== undefined) return plainStyle
  return {
    strong: (text) => styleText('bold', text, { validateStream: false }),
    faint: (text) => styleText('dim', text, { validateStream: false }),
  }
}
