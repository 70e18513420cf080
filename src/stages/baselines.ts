import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { baselinesOf } from '../baselines/baselines.ts'
import { largest, parseBaselines, tooLarge } from '../baselines/parse.ts'
import { baselineFolder } from '../baselines/path.ts'
import type { BaselineFile, Baselines } from '../model/baseline.ts'
import type { Policy, Problem } from '../model/policy.ts'
import { recordedKinds } from '../policy/kinds.ts'
import { kindMap, kindNames, ruleMap } from './run.ts'

/** The baselines of the working tree. */
export interface Loaded {
  readonly files: readonly BaselineFile[]
  readonly index: Baselines
}

export type LoadedBaselines =
  | { readonly kind: 'loaded'; readonly baselines: Loaded | null }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }

export const isRecording = (use: { readonly rule: string }): boolean => ruleMap.get(use.rule)?.recorded === true

/** Read only where a use needs them. All uses of the policy count: what a run leaves out may still forbid a step. */
export function loadBaselines(workspace: string, { uses }: Policy): LoadedBaselines {
  if (!uses.some(isRecording)) return { kind: 'loaded', baselines: null }
  const found = filesUnder(workspace)
  const parsed = parseBaselines(found.files, { kinds: kindMap, recorded: recordedKinds(kindNames) })
  const problems = [...found.problems, ...(parsed.kind === 'problems' ? parsed.problems : [])]
  if (parsed.kind === 'problems' || problems.length > 0) return { kind: 'problems', problems }
  const { files } = parsed
  const index = baselinesOf(
    files.map(({ baseline }) => baseline),
    kindMap,
  )
  return { kind: 'loaded', baselines: { files, index } }
}

interface Found {
  readonly files: { readonly path: string; readonly text: string }[]
  readonly problems: Problem[]
}

/** Files of the folder, never through a link: it may lead to what nobody reviewed. */
function filesUnder(workspace: string): Found {
  const found: Found = { files: [], problems: [] }
  const parts = baselineFolder.split('/')
  for (const [index] of parts.entries()) {
    const path = parts.slice(0, index + 1).join('/')
    const entry = lstatSync(join(workspace, path), { throwIfNoEntry: false })
    if (entry?.isSymbolicLink()) found.problems.push(isLink(path))
    if (entry?.isDirectory() !== true) return found
  }
  walk(workspace, baselineFolder, found)
  return found
}

function walk(workspace: string, folder: string, found: Found): void {
  const entries = readdirSync(join(workspace, folder), { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = `${folder}/${entry.name}`
    if (entry.isSymbolicLink()) found.problems.push(isLink(path))
    else if (entry.isDirectory()) walk(workspace, path, found)
    else if (entry.isFile() && entry.name.endsWith('.json')) readOne(workspace, path, found)
  }
}

function readOne(workspace: string, path: string, found: Found): void {
  const whole = join(workspace, path)
  if (lstatSync(whole).size > largest) {
    found.problems.push(tooLarge(path))
    return
  }
  try {
    found.files.push({
      path,
      text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(whole)),
    })
  } catch {
    found.problems.push(wrong(path, 'a file that cannot be read as UTF-8 text', 'a baseline in UTF-8'))
  }
}

const isLink = (path: string): Problem => wrong(path, 'a link', 'folders and files of the repository itself')

const wrong = (file: string, found: string, expected: string): Problem => ({
  place: { file, line: 1, column: 1 },
  at: '',
  found,
  expected,
  nearest: null,
})
