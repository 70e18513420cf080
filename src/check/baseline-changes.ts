import { type Between, between } from '../baselines/between.ts'
import type { Baseline } from '../model/baseline.ts'
import type { BaselinePair, GuardChange } from '../model/check.ts'
import type { Kinds } from '../model/kind.ts'
import type { Resource } from '../model/resource.ts'
import type { World } from '../model/world.ts'

export interface BaselineContext {
  readonly kinds: Kinds
  readonly world: World
  /** Whether anything of the kind was recorded in the account before: what is the first of it accepts no drift. */
  readonly wasRecorded: (baseline: Baseline) => boolean
  /** Whether a use of the policy in force holds resources to baselines. */
  readonly held: boolean
}

/** What a change makes of the baselines, each rated by what the new one lets be that the old one did not. */
export function baselineChanges(pairs: readonly BaselinePair[], at: BaselineContext): readonly GuardChange[] {
  return pairs.map((pair): GuardChange => {
    const { path, base, head } = pair
    const baseline = head ?? base
    const logic = baseline === null ? undefined : at.kinds.get(baseline.ref.kind)
    const found = pair.broken ? unknown : between(logic, pair, { live: liveOf(baseline, at.world), world: at.world })
    const first = base === null && !pair.broken && baseline !== null && !at.wasRecorded(baseline)
    return {
      about: 'baseline',
      what: base === null && !pair.broken ? 'added' : head === null ? 'removed' : 'changed',
      name: path,
      rating: found.rating,
      words: wordsOf(found, first),
      place: head === null ? null : { file: path, line: 1, column: 1 },
      accepts: at.held && !first && isLoose(found),
    }
  })
}

const unknown: Between = {
  changed: [],
  rating: 'undecided',
  words: [],
  why: 'the file that it replaces cannot be used',
}

/** A change that lets nothing more be needs nobody's word. */
const isLoose = ({ rating }: Between): boolean => rating === 'widening' || rating === 'mixed' || rating === 'undecided'

function liveOf(baseline: Baseline | null, world: World): Resource | null {
  if (baseline === null) return null
  const found = world.get(baseline.ref.kind, baseline.ref.id, baseline.ref)
  return found.known ? found.value : null
}

function wordsOf({ changed, words, why }: Between, first: boolean): readonly string[] {
  const members = changed.map(
    ({ member, before, after }) => `${before === null ? '+' : after === null ? '−' : '±'} ${member}`,
  )
  return [
    ...(first ? ['the first of its kind in the account'] : []),
    ...(why === null ? [] : [why]),
    ...words,
    ...members,
  ]
}
