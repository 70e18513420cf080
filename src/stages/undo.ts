import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { standsOf } from '../apply/stand.ts'
import { gapOfUnread } from '../aws/gap.ts'
import { worldOf } from '../collect/world.ts'
import { inputProblem } from '../github/inputs.ts'
import { fetchRunJournals } from '../github/run-journal.ts'
import type { JournalLine } from '../model/journal.ts'
import type { Depth, Fresh } from '../model/kind.ts'
import type { Plan, PlannedStep } from '../model/plan.ts'
import type { Problem } from '../model/policy.ts'
import type { Gap, Ref, Resource } from '../model/resource.ts'
import { readJournal } from '../plan/journal.ts'
import { type Touched, touchedBy, undoPlan } from '../plan/undo.ts'
import { tagKey } from '../tagging/members.ts'
import { workspaceOf } from './prepare.ts'
import { ioFor, kindMap, type Run, type Sessions } from './run.ts'
import { withWayTo } from './toward.ts'

export type LoadedJournal =
  /** `proved`: its run is this repository's own, on the default branch, of a writing event. */
  | { readonly kind: 'journal'; readonly lines: readonly JournalLine[]; readonly proved: boolean }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }

/** `run:ID` or a path. Whoever can write a file can write anything into it: a journal from a path is not proved. */
export async function loadJournal(run: Run): Promise<LoadedJournal> {
  const named = /^run:(\d+)$/.exec(run.inputs.journal ?? '')?.[1]
  return named === undefined ? fromPath(run) : fromRun(run, named)
}

function fromPath({ host, inputs }: Run): LoadedJournal {
  const path = inputs.journal ?? ''
  try {
    const read = readJournal(readFileSync(resolve(workspaceOf(host), path), 'utf8'), path)
    return read.kind === 'journal' ? { ...read, proved: false } : read
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error)
    return { kind: 'problems', problems: [inputProblem('journal', found, 'the path of a journal that can be read')] }
  }
}

async function fromRun({ inputs, event }: Run, id: string): Promise<LoadedJournal> {
  const { repository, defaultBranch } = event
  const fetched = await fetchRunJournals({ token: inputs.githubToken, repository, defaultBranch, run: id })
  if (fetched.kind === 'problems') return fetched
  const journals: { readonly at: string; readonly lines: readonly JournalLine[] }[] = []
  for (const text of fetched.texts) {
    const read = readJournal(text, `run:${id}`)
    if (read.kind === 'problems') return read
    const [first] = read.lines
    if (first?.kind !== 'run' || first.run !== id || first.repository !== repository) {
      const found =
        first?.kind === 'run' ? `a journal of run ${first.run} of ${first.repository}` : 'a journal of no run'
      return {
        kind: 'problems',
        problems: [inputProblem('journal', found, `the journal of run ${id} of ${repository}`)],
      }
    }
    journals.push({ at: first.at, lines: read.lines })
  }
  return { kind: 'journal', lines: oneAfterAnother(journals), proved: true }
}

/** Journals of one run as one, in the order of their time. Each counts its calls from one. */
export function oneAfterAnother(
  journals: readonly { readonly at: string; readonly lines: readonly JournalLine[] }[],
): readonly JournalLine[] {
  const lines: JournalLine[] = []
  for (const journal of [...journals].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const before = lines.length
    lines.push(...journal.lines.map((line) => (line.kind === 'run' ? line : { ...line, n: line.n + before })))
  }
  return lines
}

export interface UndoDraft {
  readonly plan: Plan
  /** What the journal touched and nobody could read: told with the role that lacks it, as in every other mode. */
  readonly gaps: readonly Gap[]
}

/** What taking the journal back means now, on what is there now. */
export async function draftUndo(
  run: Run,
  sessions: Sessions,
  { lines, proved }: Extract<LoadedJournal, { kind: 'journal' }>,
): Promise<UndoDraft> {
  const touched = touchedBy(lines).filter((one) => concerns(run, one))
  const { live, gaps } = await knowing(sessions, touched, await readAgain(sessions, touched))
  const plan = undoPlan(
    {
      kinds: kindMap,
      world: worldOf({ resources: [], gaps: [], whole: new Set() }),
      protected: run.policy.protected,
      own: sessions.own,
      inTargets: (ref) => sessions.of(ref) !== null,
      proved,
    },
    touched,
    live,
  )
  return { plan, gaps: [...gaps, ...live.flatMap((one) => gapsOf(sessions, one))] }
}

/** With what it takes to rate the way back to what the journal has. */
async function knowing(sessions: Sessions, touched: readonly Touched[], live: readonly Fresh[]) {
  const past = new Map(
    touched.map(({ on, members }) => [on.arn, new Map([...members].map(([name, { original }]) => [name, original]))]),
  )
  const there = live.flatMap(({ resource }) => (resource.known && resource.value !== null ? [resource.value] : []))
  const added = await withWayTo(sessions, there, ({ arn }) => past.get(arn) ?? new Map())
  const byArn = new Map(added.resources.map((one) => [one.ref.arn, one]))
  const renewed = live.map((one): Fresh => {
    const found = one.resource.known && one.resource.value !== null ? byArn.get(one.ref.arn) : undefined
    return found === undefined ? one : { ...one, resource: { known: true, value: found } }
  })
  return { live: renewed, gaps: added.gaps }
}

function gapsOf(sessions: Sessions, { ref, resource }: Fresh): readonly Gap[] {
  const session = sessions.of(ref)
  return resource.known || session === null ? [] : [gapOfUnread(session, ref, resource)]
}

const concerns = ({ only }: Run, { on }: Touched): boolean =>
  (only.ids === null || only.ids.includes(on.id) || only.ids.includes(on.arn)) &&
  (only.accounts === null || only.accounts.includes(on.account))

/** What changed by its tags alone is read no further. */
async function readAgain(sessions: Sessions, touched: readonly Touched[]): Promise<readonly Fresh[]> {
  const groups = new Map<string, { readonly refs: Ref[]; depth: Depth }>()
  for (const { on, members } of touched) {
    const key = `${on.account}/${on.region}/${on.kind}`
    const group = groups.get(key) ?? { refs: [], depth: 'tags' }
    group.refs.push(on)
    if ([...members.keys()].some((member) => tagKey(member) === null)) group.depth = 'whole'
    groups.set(key, group)
  }
  const parts = await Promise.all(
    [...groups.values()].map(async ({ refs, depth }) => {
      const first = refs[0]
      const session = first === undefined ? null : sessions.of(first)
      const io = first === undefined ? null : await ioFor(first.kind)
      if (session === null || io === null) return []
      if (depth === 'whole' && first !== undefined) await kindMap.get(first.kind)?.load?.()
      return io.read(session, refs, depth)
    }),
  )
  return parts.flat()
}

/** Why a step that takes something back has not come true; null: everything is as it was. */
export function takenBack({ changes, on }: PlannedStep, live: Resource): string | null {
  const logic = kindMap.get(on.kind)
  const all = logic !== undefined && standsOf(logic, live, changes).every((stand) => stand === 'after')
  return all ? null : 'not all of it is seen on what was read back'
}
