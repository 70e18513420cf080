import { isRecorded, type RecordedLogic } from '../baselines/compare.ts'
import { baselineText } from '../baselines/file.ts'
import { pathOf } from '../baselines/path.ts'
import { take } from '../baselines/take.ts'
import { select } from '../evaluate/match.ts'
import { compareRefs } from '../evaluate/order.ts'
import { coversKind } from '../lib/kind-name.ts'
import type { BaselineFile, FileChange, Recorded, RecordedResource } from '../model/baseline.ts'
import type { Tri } from '../model/basics.ts'
import type { Finding } from '../model/finding.ts'
import type { Kinds } from '../model/kind.ts'
import type { Use } from '../model/policy.ts'
import type { Ref, Resource } from '../model/resource.ts'
import type { Subject } from '../model/rule.ts'
import type { World } from '../model/world.ts'
import type { Loaded } from './baselines.ts'

export interface ToRecord {
  readonly world: World
  readonly kinds: Kinds
  readonly baselines: Loaded
  /** Those that hold resources to their baselines, and that the run is about. */
  readonly uses: readonly Use[]
  /** What the policy's other uses say of the same resources. */
  readonly findings: readonly Finding[]
}

/** What came of one resource: what is said of it, and what becomes of its files. */
export interface RecordedOne {
  readonly said: RecordedResource | null
  readonly files: readonly FileChange[]
}

/** World + baselines as they are → baselines as they are to be. What was not read stays as it is; nothing to say is no file. */
export function recordOf(at: ToRecord): Omit<Recorded, 'to'> {
  const { there, gone, left } = recordEach(at, () => true)
  const all = [...there, ...gone]
  return {
    resources: all.flatMap(({ said }) => said ?? []).sort((a, b) => compareRefs(a.ref, b.ref)),
    files: all.flatMap(({ files }) => files).sort((a, b) => (a.path < b.path ? -1 : 1)),
    same: there.filter(({ files }) => files.length === 0).length,
    left,
  }
}

/** The same, resource by resource, of those that are `wanted`. */
export function recordEach(
  at: ToRecord,
  wanted: (ref: Ref) => boolean,
): { readonly there: readonly RecordedOne[]; readonly gone: readonly RecordedOne[]; readonly left: number } {
  const { world, kinds, baselines } = at
  const before = new Map(baselines.files.map((file) => [keyOf(file.baseline.ref), file]))
  const blessed = byResource(at)
  const live = world.resources
    .filter(({ ref }) => wanted(ref) && isRecorded(kinds.get(ref.kind)) && !baselines.index.isOfAws(ref))
    .sort((a, b) => compareRefs(a.ref, b.ref))
  const answers = live.map((resource) => ({ resource, answer: meant(at.uses, resource) }))
  const there = answers.flatMap(({ resource, answer }): readonly RecordedOne[] => {
    const logic = kinds.get(resource.ref.kind)
    if (answer !== 'yes' || !isRecorded(logic)) return []
    const file = before.get(keyOf(resource.ref)) ?? null
    return [recordOne(at, { logic, resource, file, blesses: blessed.get(resource.ref.arn) ?? [] })]
  })
  const gone = baselines.files
    .filter(({ baseline }) => wanted(baseline.ref) && baselines.index.isGone(baseline, world))
    .map((file) => ({ file, answer: meant(at.uses, baselines.index.subject(file.baseline)) }))
  return {
    there,
    gone: gone.flatMap(({ file, answer }) => (answer === 'yes' ? [goneOne(file)] : [])),
    left: [...answers, ...gone].filter(({ answer }) => answer === 'unknown').length,
  }
}

const keyOf = (ref: Ref): string => JSON.stringify([ref.account, ref.region, ref.kind, ref.id])

/** Whether any use is about it. */
function meant(uses: readonly Use[], subject: Subject): Tri {
  const answers = uses.flatMap(({ kinds, where }) =>
    coversKind(kinds, subject.ref.kind) ? [select(where, subject).answer] : [],
  )
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no'
}

/** Violations that stand, by ARN: what the recorded state would bless. Drift itself is what is being answered. */
function byResource({ findings, uses }: ToRecord): ReadonlyMap<string, readonly Finding[]> {
  const own = new Set(uses.map(({ rule }) => rule))
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    if (finding.state !== 'open' || finding.breach.verdict !== 'fail' || own.has(finding.use.rule)) continue
    const group = groups.get(finding.resource.arn) ?? []
    group.push(finding)
    groups.set(finding.resource.arn, group)
  }
  return groups
}

function recordOne(
  { world, baselines }: ToRecord,
  on: { logic: RecordedLogic; resource: Resource; file: BaselineFile | null; blesses: readonly Finding[] },
): RecordedOne {
  const { logic, resource, file } = on
  const { baseline, unread } = take(logic, resource, file?.baseline ?? null)
  const drift = file === null ? null : baselines.index.drift(resource, world)
  const [path, content] = [pathOf(baseline), baselineText(baseline)]
  const same = file !== null && content === baselineText(file.baseline)
  const said: RecordedResource = {
    ref: resource.ref,
    name: baseline.name,
    path,
    what: file === null ? 'new' : same ? 'same' : 'changed',
    members: baseline.members.size,
    changed: drift?.changed ?? [],
    replaced: drift?.replaced ?? null,
    unread,
    blesses: same
      ? []
      : on.blesses.map(({ use, breach }) => ({ use: use.name, severity: use.severity, message: breach.message })),
  }
  // A file that says the same keeps its bytes, however it is spelled; what was not read is said all the same.
  if (same) return { said: unread.length === 0 ? null : said, files: [] }
  const moved = file === null || file.path === path ? [] : [{ path: file.path, content: null }]
  return { said, files: [...moved, { path, content }] }
}

function goneOne({ path, baseline }: BaselineFile): RecordedOne {
  const { ref, name, members } = baseline
  const nothing = { changed: [], replaced: null, unread: [], blesses: [] }
  return {
    said: { ref, name, path, what: 'gone', members: members.size, ...nothing },
    files: [{ path, content: null }],
  }
}
