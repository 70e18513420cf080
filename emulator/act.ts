import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parse } from 'yaml'
import { journalIn, put, type ReportFile } from './runner.ts'

export interface ActOptions {
  /** The workflow as a user has it: its text goes into the repository as it stands. */
  readonly workflow: string
  readonly policy: string
  /** What else the repository holds. */
  readonly files?: Readonly<Record<string, string>>
  readonly event: string
  readonly inputs?: Readonly<Record<string, string>>
  /** Of GitHub's and the emulators' places: act gives them to every step. */
  readonly env: Readonly<Record<string, string>>
  readonly token?: string
  readonly payload?: Readonly<Record<string, unknown>>
}

export interface ActResult {
  readonly code: number | null
  readonly log: string
  /** What each upload-artifact step took, by its name. */
  readonly artifacts: Readonly<Record<string, Artifact>>
}

export interface Artifact {
  readonly folder: string
  readonly report: ReportFile | null
  readonly journal: readonly Readonly<Record<string, unknown>>[]
}

const root = resolve(import.meta.dirname, '..')

/** Takes the folder that a workflow uploads to where the test looks: GitHub's own action talks to a server that only GitHub has. */
const upload = {
  'action.yml': `name: upload-artifact
description: copies a folder
inputs:
  name: { description: name }
  path: { description: path }
  if-no-files-found: { description: ignored }
runs: { using: node24, main: index.js }
`,
  'index.js': `const { cpSync, existsSync } = require('node:fs')
const { INPUT_NAME, INPUT_PATH, ARTIFACTS } = process.env
if (existsSync(INPUT_PATH)) cpSync(INPUT_PATH, ARTIFACTS + '/' + INPUT_NAME, { recursive: true })
`,
}

/** Runs a workflow under act on this machine, without Docker and without a network: every action that it uses is mapped to a folder here. */
export async function runAct(options: ActOptions): Promise<ActResult> {
  const home = mkdtempSync(join(tmpdir(), 'act-'))
  const [repository, artifacts] = [join(home, 'infra'), join(home, 'artifacts')]
  mkdirSync(artifacts)
  put(repository, '.github/workflows/holdfast.yml', options.workflow)
  put(repository, '.github/holdfast.yml', options.policy)
  for (const [name, text] of Object.entries(options.files ?? {})) put(repository, name, text)
  for (const [name, text] of Object.entries(upload)) put(join(home, 'upload'), name, text)
  // The action alone, as a release has it: no node_modules beside it that could fill a gap in dist/.
  const released = join(home, 'holdfast')
  for (const name of ['action.yml', 'dist']) cpSync(join(root, name), join(released, name), { recursive: true })
  await commit(repository)
  const payload = { repository: { default_branch: 'main', private: true, visibility: 'private' }, ...options.payload }
  writeFileSync(join(home, 'event.json'), JSON.stringify({ ...payload, inputs: options.inputs ?? {} }))
  const places: Record<string, string> = {
    'holdfast-io/holdfast': released,
    'actions/upload-artifact': join(home, 'upload'),
  }
  const env = { ...options.env, ARTIFACTS: artifacts }
  const done = await finished(join(root, '.venv-checks', 'bin', 'act'), {
    args: [
      options.event,
      ...['-P', 'ubuntu-latest=-self-hosted', '--no-cache-server', '--artifact-server-addr', '127.0.0.1'],
      ...['-e', join(home, 'event.json'), '-s', `GITHUB_TOKEN=${options.token ?? 'none'}`],
      ...usedIn(options.workflow).flatMap((used) => {
        const place = places[used.split('@')[0] ?? '']
        return place === undefined ? [] : ['--local-repository', `${used}=${place}`]
      }),
      ...Object.entries(options.inputs ?? {}).flatMap(([name, value]) => ['--input', `${name}=${value}`]),
      ...Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ],
    cwd: repository,
    env: { HOME: home, PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin` },
  })
  return {
    ...done,
    artifacts: Object.fromEntries(readdirSync(artifacts).map((name) => [name, artifactIn(join(artifacts, name))])),
  }
}

const usedIn = (workflow: string): readonly string[] => {
  const { jobs } = parse(workflow) as { jobs: Record<string, { steps: readonly { uses?: string }[] }> }
  return [...new Set(Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? [])))]
}

function artifactIn(folder: string): Artifact {
  const [report, journal] = [join(folder, 'report.json'), join(folder, 'journal.jsonl')]
  return {
    folder,
    report: existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as ReportFile) : null,
    journal: existsSync(journal) ? journalIn(journal) : [],
  }
}

async function commit(repository: string): Promise<void> {
  const git = ['-c', 'user.name=octo', '-c', 'user.email=octo@example.invalid']
  for (const args of [
    ['init', '-q', '-b', 'main'],
    ['remote', 'add', 'origin', 'https://github.com/octo/infra.git'],
    ['add', '-A'],
    [...git, 'commit', '-qm', 'first'],
  ]) {
    const { code, log } = await finished('git', { args, cwd: repository, env: { PATH: process.env['PATH'] ?? '' } })
    if (code !== 0) throw new Error(log)
  }
}

async function finished(
  command: string,
  { args, cwd, env }: { args: readonly string[]; cwd: string; env: Readonly<Record<string, string>> },
): Promise<{ code: number | null; log: string }> {
  const child = spawn(command, [...args], { cwd, env })
  let log = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      log += text
    })
  const code = await new Promise<number | null>((done) => child.on('close', done))
  return { code, log }
}
