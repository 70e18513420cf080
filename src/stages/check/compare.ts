import type { GitHub } from '../../github/client.ts'
import type { Compared } from '../../github/compared.ts'
import { type Answer, answer, type Refused } from '../../github/refusal.ts'
import type { Tree } from '../../github/tree.ts'
import type { Day } from '../../model/basics.ts'
import type { Policy, Problem } from '../../model/policy.ts'
import { isRecording } from '../baselines.ts'
import {
  type BaselinesAt,
  baselinesAt,
  type ListedBaselines,
  listedBaselines,
  loadedFrom,
  pairsOf,
  recordedIn,
} from './baselines-at.ts'
import type { Comparison } from './comparison.ts'
import { type PolicyAt, policyAt } from './policy-at.ts'
import type { Store } from './store.ts'
import { wrong } from './tree-files.ts'

/** Two trees and what is looked for in them. */
export interface Comparing {
  readonly github: GitHub
  readonly commits: Compared
  readonly base: Tree
  readonly head: Tree
  readonly store: Store
  readonly path: string
  readonly today: Day
  readonly pull: number | null
  /** What comes from another repository asks nothing of AWS. */
  readonly foreign: boolean
  readonly notes: readonly string[]
}

/** `problems`: of the files as the change has them; `policy`: the one in force, as far as it can be used. */
export type ComparedGuards =
  | { readonly kind: 'compared'; readonly comparison: Comparison }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[]; readonly policy: Policy | null }

/** Reads the guard at both commits: of the baselines those that differ, and all where an account will be held to them. */
export async function compareGuards(at: Comparing): Promise<Answer<ComparedGuards>> {
  const base = await policyAt({ ...at, tree: at.base })
  if (base.kind === 'refused') return base
  const head = await policyAt({ ...at, tree: at.head })
  if (head.kind === 'refused') return head
  const inForce = base.value.kind === 'policy' ? base.value.policy : null
  const listed = { base: listedBaselines(at.base), head: listedBaselines(at.head) }
  const changed = differing(at, [...listed.base.paths, ...listed.head.paths])
  const targets = targetsOf(inForce, at.foreign)
  const uses = [inForce, head.value.kind === 'policy' ? head.value.policy : null].flatMap((one) => one?.uses ?? [])
  const all = targets.length > 0 && uses.some(isRecording)
  const read = await bothBaselines(at, listed, all ? null : changed)
  if ('kind' in read) return read
  const problems = distinct([...policyProblems(head.value, at.path), ...listed.head.problems, ...read.head.problems])
  if (head.value.kind !== 'policy' || problems.length > 0)
    return answer({ kind: 'problems', problems, policy: inForce })
  const usable = inForce !== null && listed.base.problems.length + read.base.problems.length === 0
  const comparison: Comparison = {
    commits: at.commits,
    pull: at.pull,
    foreign: at.foreign,
    against: usable ? 'policy' : base.value.kind === 'missing' ? 'first' : 'broken',
    base: inForce === null ? null : { policy: inForce, baselines: all && usable ? loadedFrom(read.base.files) : null },
    head: { policy: head.value.policy, baselines: all && usable ? loadedFrom(read.head.files) : null },
    files: filesOf(at, { base: base.value, head: head.value }, changed),
    pairs: pairsOf(changed, read.base, read.head),
    wasRecorded: recordedIn(listed.base.paths),
    targets: usable ? targets : [],
    notes: [...at.notes, ...workflowNote(at)],
    github: at.github,
  }
  return answer({ kind: 'compared', comparison })
}

/** What stands above both the policy file and the baselines is one problem. */
const distinct = (problems: readonly Problem[]): readonly Problem[] => [
  ...new Map(problems.map((one) => [JSON.stringify([one.place, one.at, one.found]), one])).values(),
]

/** Those that the policy in force gives a role for pull requests. */
const targetsOf = (inForce: Policy | null, foreign: boolean): Policy['targets'] =>
  foreign ? [] : (inForce?.targets ?? []).filter(({ roles }) => roles.check !== null)

const differing = ({ base, head }: Comparing, paths: readonly string[]): readonly string[] =>
  [...new Set(paths)].filter((path) => nameAt(base, path) !== nameAt(head, path)).sort()

function nameAt(tree: Tree, path: string): string | null {
  const entry = tree.get(path)
  return entry === undefined ? null : `${entry.kind} ${entry.sha}`
}

/** `only`: null for all of them. */
async function bothBaselines(
  { base, head, store }: Comparing,
  listed: { readonly base: ListedBaselines; readonly head: ListedBaselines },
  only: readonly string[] | null,
): Promise<{ readonly base: BaselinesAt; readonly head: BaselinesAt } | Refused> {
  const some = only === null ? null : new Set(only)
  const wanted = ({ paths }: ListedBaselines): readonly string[] =>
    some === null ? paths : paths.filter((path) => some.has(path))
  const before = await baselinesAt(base, store, wanted(listed.base))
  if (before.kind === 'refused') return before
  const after = await baselinesAt(head, store, wanted(listed.head))
  return after.kind === 'refused' ? after : { base: before.value, head: after.value }
}

function policyProblems(head: PolicyAt, path: string): readonly Problem[] {
  if (head.kind === 'missing') return [wrong(path, 'no such file', 'the policy file: without it nothing is guarded')]
  return head.kind === 'problems' ? head.problems : []
}

/** Who may change what runs may take the check out: that is for the repository's rules to keep. */
function workflowNote(at: Comparing): readonly string[] {
  const paths = [...at.base.keys(), ...at.head.keys()].filter((path) => /^\.github\/(workflows|actions)\//.test(path))
  const count = differing(at, paths).length
  return count === 0 ? [] : [`${count} files of workflows differ: what they run, and with which inputs, was not judged`]
}

/** Files of the guard that differ: the policy file, what its options name, baselines. */
function filesOf(
  at: Comparing,
  { base, head }: { readonly base: PolicyAt; readonly head: PolicyAt },
  baselines: readonly string[],
): readonly string[] {
  const beside = [base, head].flatMap((one) => (one.kind === 'missing' ? [] : one.beside))
  return [...new Set([...differing(at, [at.path, ...beside]), ...baselines])].sort()
}
