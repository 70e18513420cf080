import type { Baseline, Drift, Drifted, Unread } from '../../model/baseline.ts'
import type { Json } from '../../model/basics.ts'
import type { Rating } from '../../model/member.ts'
import type { Resource } from '../../model/resource.ts'
import type { Breach, Repair } from '../../model/rule.ts'

/** What opens something stands first. */
const weights: Readonly<Record<Rating, number>> = { widening: 4, mixed: 3, undecided: 2, narrowing: 1, neutral: 0 }

/** A finding a changed member, one for a resource that took another's name, and one for each part that nobody could compare. */
export function breachesOf(live: Resource, { changed, unread, replaced }: Drift): readonly Breach[] {
  return [
    ...(replaced === null ? [] : [replacedBreach(replaced)]),
    ...changed.map((one) => changedBreach(live, one)),
    ...unread.map(unreadBreach),
  ]
}

function changedBreach(live: Resource, drifted: Drifted): Breach {
  const { member, recorded, rating, words } = drifted
  const what =
    recorded === null ? 'is there and not recorded' : drifted.live === null ? 'is recorded and gone' : 'has changed'
  const values = recorded !== null && drifted.live !== null ? ` from ${told(recorded)} to ${told(drifted.live)}` : ''
  const effect = words.length === 0 ? '' : ` (${words.join('; ')})`
  return {
    about: member,
    verdict: 'fail',
    message: `${member} ${what}${values}: ${rating}${effect}.`,
    evidence: [{ member, recorded, live: drifted.live, rating, words }],
    rating,
    repair: repairOf(live, drifted),
    weight: weights[rating],
  }
}

/** Long values stand whole in the evidence. */
function told(value: Json): string {
  const text = JSON.stringify(value)
  return text.length <= 120 ? text : `${[...text].slice(0, 119).join('')}…`
}

function repairOf({ tags }: Resource, { revert }: Drifted): Repair {
  if (typeof revert === 'string') return { kind: 'none', why: revert }
  if (!tags.known) {
    const why = `its tags could not be read (${tags.operation}: ${tags.why}): CloudFormation may own the resource`
    return { kind: 'ask', why, changes: [revert] }
  }
  if (![...tags.value.keys()].some((key) => key.startsWith('aws:cloudformation:')))
    return { kind: 'changes', changes: [revert] }
  const stack = tags.value.get('aws:cloudformation:stack-name')
  const named = stack === undefined ? 'its stack' : `its stack ${stack}`
  const why = `CloudFormation owns the resource, and ${named} will want it back as the template has it`
  return { kind: 'ask', why, changes: [revert] }
}

function replacedBreach({ recorded, live }: NonNullable<Drift['replaced']>): Breach {
  return {
    about: 'unique id',
    verdict: 'fail',
    message: `The recorded resource was deleted, and another one has its name: its id was ${recorded} and is ${live}. What trusts the old one does not trust the new.`,
    evidence: [{ unique: { recorded, live } }],
    rating: 'undecided',
    repair: {
      kind: 'none',
      why: 'what was deleted cannot be given back: look at who made the new one, then record it',
    },
    weight: weights.undecided,
  }
}

function unreadBreach({ about, why, operation }: Unread): Breach {
  const message =
    why === 'recorded'
      ? `${about} could not be read when it was recorded: whether it drifted is not known.`
      : `${about} could not be read${operation === null ? '' : ` (${operation}: ${why})`}: whether it drifted is not known.`
  const next = why === 'recorded' ? 'record it again' : 'it was not read'
  return {
    about,
    verdict: 'unknown',
    message,
    evidence: [{ member: about, why, operation }],
    rating: null,
    repair: { kind: 'none', why: next },
    weight: 0,
  }
}

export function newBreach({ ref }: Resource): Breach {
  return {
    about: 'new',
    verdict: 'fail',
    message: `The ${ref.kind} is not recorded, and others of its kind in the account are.`,
    evidence: [],
    rating: null,
    repair: { kind: 'none', why: 'record it, or delete it' },
    weight: 0,
  }
}

export function goneBreach({ ref, members }: Baseline): Breach {
  return {
    about: 'gone',
    verdict: 'fail',
    message: `The recorded ${ref.kind} is gone.`,
    evidence: [{ recorded: Object.fromEntries(members) }],
    rating: 'undecided',
    repair: { kind: 'none', why: 'what was deleted cannot be given back: make it again, or record that it is gone' },
    weight: weights.undecided,
  }
}

export function notRecordedBreach(kind: string, count: number): Breach {
  return {
    about: 'not-recorded',
    verdict: 'fail',
    message: `Nothing of kind ${kind} is recorded in the account, and ${count === 1 ? 'one is' : `${count} are`} there: run record, and merge what it writes.`,
    evidence: [{ kind, count }],
    rating: null,
    repair: { kind: 'none', why: 'run record' },
    weight: 0,
  }
}
