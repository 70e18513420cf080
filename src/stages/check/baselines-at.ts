import { baselinesOf } from '../../baselines/baselines.ts'
import { type ParsedBaselines, parseBaselines } from '../../baselines/parse.ts'
import { baselineFolder, pathOf } from '../../baselines/path.ts'
import { type Answer, answer } from '../../github/refusal.ts'
import type { Tree } from '../../github/tree.ts'
import type { Baseline, BaselineFile } from '../../model/baseline.ts'
import type { BaselinePair } from '../../model/check.ts'
import type { Problem } from '../../model/policy.ts'
import { recordedKinds } from '../../policy/kinds.ts'
import type { Loaded } from '../baselines.ts'
import { kindMap, kindNames } from '../run.ts'
import type { Store } from './store.ts'
import { filesUnder, textIn, wrong } from './tree-files.ts'

/** Baselines of one commit: those that were asked for, and what is wrong with the folder or with them. */
export interface BaselinesAt {
  readonly files: readonly BaselineFile[]
  readonly problems: readonly Problem[]
}

export interface ListedBaselines {
  readonly paths: readonly string[]
  readonly problems: readonly Problem[]
}

export const listedBaselines = (tree: Tree): ListedBaselines => filesUnder(tree, baselineFolder, '.json')

/** Reads these, and keeps what can be used of them. */
export async function baselinesAt(tree: Tree, store: Store, paths: readonly string[]): Promise<Answer<BaselinesAt>> {
  const read = await store.read(tree, paths)
  if (read.kind === 'refused') return read
  const texts = paths.map((path) => ({ path, text: textIn(read.value.get(path)) }))
  const unreadable = texts.flatMap(({ path, text }) =>
    text === null
      ? [wrong(path, 'a file that cannot be read as UTF-8 text', 'a baseline in UTF-8 of at most 1 MiB')]
      : [],
  )
  const files = texts.flatMap(({ path, text }) => (text === null ? [] : [{ path, text }]))
  const parsed = parse(files)
  if (parsed.kind === 'baselines') return answer({ files: parsed.files, problems: unreadable })
  const bad = new Set(parsed.problems.map(({ place }) => place?.file))
  const rest = parse(files.filter(({ path }) => !bad.has(path)))
  return answer({
    files: rest.kind === 'baselines' ? rest.files : [],
    problems: [...unreadable, ...parsed.problems],
  })
}

const parse = (files: readonly Pick<BaselineFile, 'path' | 'text'>[]): ParsedBaselines =>
  parseBaselines(files, { kinds: kindMap, recorded: recordedKinds(kindNames) })

export function loadedFrom(files: readonly BaselineFile[]): Loaded {
  const all = files.map(({ baseline }) => baseline)
  return { files, index: baselinesOf(all, kindMap) }
}

const keyOf = ({ ref }: Baseline): string => JSON.stringify([ref.account, ref.region, ref.kind, ref.id])

/** Files that differ, two by two: by the resource that they are of, since a file moves where its resource has another name. */
export function pairsOf(changed: readonly string[], base: BaselinesAt, head: BaselinesAt): readonly BaselinePair[] {
  const differing = new Set(changed)
  const among = ({ files }: BaselinesAt): ReadonlyMap<string, BaselineFile> =>
    new Map(files.filter(({ path }) => differing.has(path)).map((file) => [keyOf(file.baseline), file]))
  const [before, after] = [among(base), among(head)]
  const broken = new Set(base.problems.map(({ place }) => place?.file))
  const pairs = [...new Set([...before.keys(), ...after.keys()])].map((key): BaselinePair => {
    const [old, now] = [before.get(key), after.get(key)]
    const path = now?.path ?? old?.path ?? ''
    return {
      path,
      base: old?.baseline ?? null,
      head: now?.baseline ?? null,
      broken: old === undefined && broken.has(path),
    }
  })
  return pairs.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Whether a commit records anything of a baseline's kind in its account: the paths say it. */
export function recordedIn(paths: readonly string[]): (baseline: Baseline) => boolean {
  const placeIn = (path: string): string => {
    const [account, , kind] = path.slice(baselineFolder.length + 1).split('/')
    return `${account}/${kind}`
  }
  const places = new Set(paths.map(placeIn))
  return (baseline) => places.has(placeIn(pathOf(baseline)))
}
