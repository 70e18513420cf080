import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { standsOf } from '../apply/stand.ts'
import { worldOf } from '../collect/world.ts'
import type { JournalLine } from '../model/journal.ts'
import type { Fresh } from '../model/kind.ts'
import type { Plan, PlannedStep } from '../model/plan.ts'
import type { Problem } from '../model/policy.ts'
import type { Ref, Resource } from '../model/resource.ts'
import { readJournal } from '../plan/journal.ts'
import { type Touched, touchedBy, undoPlan } from '../plan/undo.ts'
import { workspaceOf } from './prepare.ts'
import { ioFor, kindMap, type Run, type Sessions } from './run.ts'

export type LoadedJournal =
  | { readonly kind: 'journal'; readonly lines: readonly JournalLine[] }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }

/** A journal from a path. It is not proved: whoever can write the file can write anything into it. */
export function loadJournal({ host, inputs }: Run): LoadedJournal {
  const path = inputs.journal ?? ''
  try {
    return readJournal(readFileSync(resolve(workspaceOf(host), path), 'utf8'), path)
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error)
    return {
      kind: 'problems',
      problems: [
        { place: null, at: 'journal', found, expected: 'the path of a journal that can be read', nearest: null },
      ],
    }
  }
}

/** What taking the journal back means now, on what is there now. */
export async function draftUndo(run: Run, sessions: Sessions, lines: readonly JournalLine[]): Promise<Plan> {
  const touched = touchedBy(lines).filter((one) => concerns(run, one))
  const live = await readAgain(
    sessions,
    touched.map(({ on }) => on),
  )
  return undoPlan(
    {
      kinds: kindMap,
      world: worldOf({ resources: [], gaps: [], whole: new Set() }),
      protected: run.policy.protected,
      own: sessions.own,
      inTargets: (ref) => sessions.of(ref) !== null,
      proved: false,
    },
    touched,
    live,
  )
}

const concerns = ({ only }: Run, { on }: Touched): boolean =>
  (only.ids === null || only.ids.includes(on.id) || only.ids.includes(on.arn)) &&
  (only.accounts === null || only.accounts.includes(on.account))

async function readAgain(sessions: Sessions, refs: readonly Ref[]): Promise<readonly Fresh[]> {
  const groups = new Map<string, Ref[]>()
  for (const ref of refs) {
    const key = `${ref.account}/${ref.region}/${ref.kind}`
    groups.set(key, [...(groups.get(key) ?? []), ref])
  }
  const parts = await Promise.all(
    [...groups.values()].map(async (group) => {
      const first = group[0]
      const session = first === undefined ? null : sessions.of(first)
      const io = first === undefined ? null : await ioFor(first.kind)
      return session === null || io === null ? [] : io.read(session, group)
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
