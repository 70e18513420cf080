import { type JsonPart, readJson } from '../lib/json-parts.ts'
import { many } from '../lib/many.ts'
import { placesIn } from '../lib/places.ts'
import type { Baseline, BaselineFile } from '../model/baseline.ts'
import type { Many } from '../model/basics.ts'
import type { Problem } from '../model/policy.ts'
import type { Ref } from '../model/resource.ts'
import { type BaselineContext, type Complaint, complaintsOf, type Data, shown } from './check.ts'
import { baselineText } from './file.ts'
import { baselineFolder, pathOf } from './path.ts'

/** A role with all that AWS lets it hold takes a tenth of it. */
export const largest = 1_048_576

export type ParsedBaselines =
  | { readonly kind: 'baselines'; readonly files: readonly BaselineFile[] }
  /** Of all files, in their order. */
  | { readonly kind: 'problems'; readonly problems: Many<Problem> }

/** Files of the repository → baselines, or every problem of every file. */
export function parseBaselines(
  files: readonly Pick<BaselineFile, 'path' | 'text'>[],
  context: BaselineContext,
): ParsedBaselines {
  const read: BaselineFile[] = []
  const problems: Problem[] = []
  const places = new Map<string, string>()
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const parsed = parseOne(file, context, places)
    if ('baseline' in parsed) read.push({ ...file, ...parsed })
    else problems.push(...parsed.problems)
  }
  const all = many(problems)
  return all === null ? { kind: 'baselines', files: read } : { kind: 'problems', problems: all }
}

type One = { readonly baseline: Baseline } | { readonly problems: readonly Problem[] }

/** `places`: resources of files before this one, and where they lie. */
function parseOne(
  { path, text }: Pick<BaselineFile, 'path' | 'text'>,
  context: BaselineContext,
  places: Map<string, string>,
): One {
  if (Buffer.byteLength(text) > largest) return { problems: [tooLarge(path)] }
  const data = parsedJson(text)
  const complaints = data === undefined ? [] : complaintsOf(data, context)
  if (data !== undefined && complaints.every(leavesPlace)) {
    const baseline = baselineIn(data as Data)
    const misplaced = [...complaints, ...placeComplaints(baseline, path), ...secondOf(baseline, path, places)]
    // Written as we write it, a file hides nothing: no key is given twice.
    if (misplaced.length === 0 && baselineText(baseline) === text) return { baseline }
    const problems = located(text, path, misplaced)
    return problems.length === 0 ? { baseline } : { problems }
  }
  return { problems: located(text, path, complaints) }
}

/** With these the file still says whose baseline it is. */
const leavesPlace = ({ path: [field, member] }: Complaint): boolean =>
  field === 'arn' || (field === 'members' && member !== undefined)

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What the checks have proved. */
function baselineIn(data: Data): Baseline {
  const { kind, account, region, id, arn, name, unique = null, members, unread = [] } = data
  const known = { ref: { kind, account, region, id, arn }, name, unique, unread }
  return { ...known, members: new Map(Object.entries(members as Data)) } as unknown as Baseline
}

export const tooLarge = (file: string): Problem => ({
  place: { file, line: 1, column: 1 },
  at: '',
  found: `a file of more than ${largest / 1_048_576} MiB`,
  expected: 'the baseline of one resource',
  nearest: null,
})

/** The id inside decides; the path is only a place, and must be that id's. */
function placeComplaints(baseline: Baseline, path: string): readonly Complaint[] {
  const right = pathOf(baseline)
  if (right === path) return []
  const [account, region] = path.slice(baselineFolder.length + 1).split('/')
  const { ref } = baseline
  const field = ref.account !== account ? 'account' : ref.region !== region ? 'region' : 'id'
  return [{ path: [field], found: `${shown(ref[field])} in this place`, expected: `this baseline at ${right}` }]
}

function secondOf({ ref }: Baseline, path: string, places: Map<string, string>): readonly Complaint[] {
  const key = refKey(ref)
  const first = places.get(key)
  if (first === undefined) places.set(key, path)
  return first === undefined
    ? []
    : [{ path: ['id'], found: `the resource of ${first} a second time`, expected: 'one file for each resource' }]
}

const refKey = ({ account, region, kind, id }: Ref): string => JSON.stringify([account, region, kind, id])

/** Complaints with their lines; and what JSON.parse does not tell: faults, with theirs, and keys that are given twice. */
function located(text: string, file: string, complaints: readonly Complaint[]): readonly Problem[] {
  const at = placesIn(text)
  const place = (offset: number) => ({ file, ...at(offset) })
  const read = readJson(text)
  if (read.kind === 'fault')
    return [{ place: place(read.offset), at: '', found: read.found, expected: read.expected, nearest: null }]
  return [...complaints, ...twice(read.root, [])]
    .map((complaint): Problem & { readonly offset: number } => {
      const { path, found, expected, near = null } = complaint
      const offset = 'offset' in complaint ? Number(complaint.offset) : offsetOf(read.root, complaint)
      return {
        offset,
        place: place(offset),
        at: path.map((key) => shown(key).slice(1, -1)).join('.'),
        found,
        expected,
        nearest: near,
      }
    })
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset: _, ...problem }) => problem)
}

function twice(part: JsonPart, path: readonly string[]): readonly (Complaint & { readonly offset: number })[] {
  if (part.kind === 'list') return part.items.flatMap((item) => twice(item, path))
  if (part.kind !== 'map') return []
  const seen = new Set<string>()
  return part.entries.flatMap(({ key, offset, value }) => {
    const own = [...path, key]
    const again = seen.has(key)
    seen.add(key)
    return again
      ? [{ path: own, offset, found: 'a key that is given twice', expected: 'each key once' }]
      : twice(value, own)
  })
}

/** Where a part stands; what is missing is said at the nearest part that is there. */
function offsetOf(root: JsonPart, { path, key }: Complaint): number {
  let part = root
  for (const [index, name] of path.entries()) {
    const entry = part.kind === 'map' ? part.entries.find((one) => one.key === name) : undefined
    if (entry === undefined) break
    if (key === true && index === path.length - 1) return entry.offset
    part = entry.value
  }
  return part.offset
}
