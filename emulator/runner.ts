import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/** report.json as far as tests look into it. */
export interface ReportFile {
  readonly mode: string
  readonly conclusion: string
  readonly reasons: readonly string[]
  readonly targets: readonly {
    readonly account: string
    readonly region: string
    readonly state: string
    readonly reason: string | null
    readonly resources: Readonly<Record<string, number>>
  }[]
  readonly findings: readonly FindingFile[]
  readonly plan: { readonly hash: string | null; readonly steps: readonly StepFile[] }
  readonly outcomes: readonly { readonly step: string; readonly state: string; readonly why: string | null }[]
  readonly gaps: readonly {
    readonly account: string
    readonly region: string
    readonly kind: string
    readonly id: string | null
    readonly operation: string
    readonly why: string
  }[]
  readonly exceptions: readonly { readonly index: number; readonly matched: number; readonly state: string }[]
  readonly 'left-out': readonly { readonly use: string; readonly by: string; readonly count: number }[]
  readonly counts: Readonly<Record<string, number>>
  readonly stops: readonly {
    readonly reason: string
    readonly message: string
    readonly problems: readonly {
      readonly file: string | null
      readonly line: number | null
      readonly column: number | null
      readonly at: string
      readonly found: string
      readonly expected: string
      readonly nearest: string | null
    }[]
  }[]
  readonly cost: { readonly calls: Readonly<Record<string, number>> }
}

export interface FindingFile {
  readonly id: string
  readonly rule: string
  readonly name: string
  readonly severity: string
  readonly verdict: string
  readonly state: string
  readonly resource: {
    readonly id: string
    readonly account: string
    readonly region: string
    readonly name: string | null
    readonly arn: string
  }
  readonly message: string
  readonly evidence: readonly Readonly<Record<string, unknown>>[]
  readonly step: string | null
}

export interface StepFile {
  readonly hash: string
  readonly finding: string
  readonly rating: string
  readonly decision: string
  readonly reason: string
  readonly resource: { readonly id: string; readonly kind: string }
  readonly changes: readonly { readonly member: string; readonly before: unknown; readonly after: unknown }[]
}

export interface RunResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  /** null: none was written. */
  readonly report: ReportFile | null
  readonly journal: readonly Readonly<Record<string, unknown>>[]
  readonly folder: string
}

export interface RunOptions {
  readonly inputs?: Readonly<Record<string, string>>
  readonly policy?: string
  readonly env?: Readonly<Record<string, string>>
  readonly event?: string
  readonly ref?: string
  readonly repository?: Readonly<Record<string, unknown>>
  /** A folder of an earlier run, to go on in. */
  readonly folder?: string
  readonly started?: (child: ChildProcess) => void
}

const dist = resolve(import.meta.dirname, '..', 'dist')

/** Runs the packaged action as GitHub's runner does: command files, inputs as variables, nothing of our environment. */
export async function runAction(options: RunOptions): Promise<RunResult> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'holdfast-'))
  const temp = mkdtempSync(join(tmpdir(), 'runner-'))
  const file = (name: string, content = ''): string => {
    const path = join(temp, name)
    writeFileSync(path, content)
    return path
  }
  if (options.policy !== undefined) put(folder, '.github/holdfast.yml', options.policy)
  const files = { output: file('output'), summary: file('summary') }
  const repository = { default_branch: 'main', private: true, visibility: 'private', ...options.repository }
  const env: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    HOME: temp,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_OUTPUT: files.output,
    GITHUB_STEP_SUMMARY: files.summary,
    GITHUB_EVENT_PATH: file('event.json', JSON.stringify({ repository })),
    GITHUB_EVENT_NAME: options.event ?? 'workflow_dispatch',
    GITHUB_WORKSPACE: folder,
    GITHUB_REPOSITORY: 'octo/infra',
    GITHUB_RUN_ID: '42',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_REF: options.ref ?? 'refs/heads/main',
    GITHUB_SHA: 'c'.repeat(40),
    GITHUB_WORKFLOW_REF: 'octo/infra/.github/workflows/holdfast.yml@refs/heads/main',
    GITHUB_API_URL: 'http://127.0.0.1:9',
    RUNNER_TEMP: temp,
    ...Object.fromEntries(
      Object.entries(options.inputs ?? {}).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
    ...options.env,
  }
  const done = await run([join(dist, 'index.js')], { env, folder, started: options.started })
  return {
    ...done,
    outputs: outputsIn(files.output),
    summary: readFileSync(files.summary, 'utf8'),
    ...reportIn(folder, options.inputs?.['report-dir']),
    folder,
  }
}

/** Runs the packaged command. */
export async function runCommand(
  args: readonly string[],
  options: Pick<RunOptions, 'policy' | 'env' | 'folder'> = {},
): Promise<RunResult> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'holdfast-'))
  if (options.policy !== undefined) put(folder, '.github/holdfast.yml', options.policy)
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, ...options.env }
  const done = await run([join(dist, 'cli.js'), ...args], { env, folder, started: undefined })
  return { ...done, outputs: {}, summary: '', ...reportIn(folder, undefined), folder }
}

export function put(folder: string, name: string, content: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), content)
}

async function run(
  args: readonly string[],
  at: { env: Record<string, string>; folder: string; started: RunOptions['started'] },
) {
  const child = spawn(process.execPath, [...args], { env: at.env, cwd: at.folder })
  at.started?.(child)
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (text) => {
    stdout += text
  })
  child.stderr.on('data', (text) => {
    stderr += text
  })
  const code = await new Promise<number | null>((done) => child.on('close', done))
  return { code, stdout, stderr }
}

function outputsIn(path: string): Record<string, string> {
  const text = readFileSync(path, 'utf8')
  return Object.fromEntries(
    [...text.matchAll(/^(.+?)<<(ghadelimiter_\S+)\n([\s\S]*?)\n\2$/gm)].map((found) => [
      found[1] ?? '',
      found[3] ?? '',
    ]),
  )
}

function reportIn(folder: string, reportDir = 'holdfast-report'): Pick<RunResult, 'report' | 'journal'> {
  const path = join(folder, reportDir, 'report.json')
  const report = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as ReportFile) : null
  const journal = join(folder, reportDir, 'journal.jsonl')
  return { report, journal: existsSync(journal) ? journalIn(journal) : [] }
}

export const journalIn = (path: string): readonly Readonly<Record<string, unknown>>[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line) as Readonly<Record<string, unknown>>]
      } catch {
        return []
      }
    })

/** The finding about a group; the test fails where there is none. */
export function findingOf({ report }: RunResult, group: string, name?: string): FindingFile {
  const found = report?.findings.find(
    ({ resource, name: use }) => resource.id === group && (name === undefined || use === name),
  )
  if (found === undefined) throw new Error(`no finding about ${group}${name === undefined ? '' : ` of ${name}`}`)
  return found
}
