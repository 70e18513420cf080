import { type Answer, answer } from '../../github/refusal.ts'
import type { Tree } from '../../github/tree.ts'
import type { Day } from '../../model/basics.ts'
import type { Policy, Problem } from '../../model/policy.ts'
import { parsePolicy } from '../../policy/parse.ts'
import { kindNames, rulesById } from '../run.ts'
import type { Store } from './store.ts'
import { matchedBy, standingAt, textIn, treeFiles, wrong } from './tree-files.ts'

/** The policy file of a commit. `beside`: files that its options name. */
export type PolicyAt =
  | { readonly kind: 'policy'; readonly policy: Policy; readonly beside: readonly string[] }
  | { readonly kind: 'missing' }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[]; readonly beside: readonly string[] }

export interface Reading {
  readonly tree: Tree
  readonly store: Store
  readonly path: string
  readonly today: Day
}

/** A link or submodule in its place is a problem: what it leads to, nobody here has reviewed. */
export async function policyAt({ tree, store, path, today }: Reading): Promise<Answer<PolicyAt>> {
  const standing = standingAt(tree, path)
  if (standing.kind === 'missing') return answer({ kind: 'missing' })
  const broken = (problems: readonly Problem[], beside: readonly string[] = []) =>
    answer<PolicyAt>({ kind: 'problems', problems, beside })
  if (standing.kind === 'in-the-way') return broken([wrong(standing.path, standing.what, 'the policy file itself')])
  const read = await store.read(tree, [path])
  if (read.kind === 'refused') return read
  const text = textIn(read.value.get(path))
  if (text === null)
    return broken([wrong(path, 'a file that cannot be read as UTF-8 text', 'a policy file in UTF-8 of at most 1 MiB')])
  await Promise.all([...rulesById.values()].map(({ load }) => load?.(text)))
  const globs = globsIn(text, path, today)
  const beside = [
    ...new Set(
      globs.flatMap((glob) => {
        const matched = matchedBy(tree, glob)
        return 'paths' in matched ? matched.paths : []
      }),
    ),
  ].sort()
  const texts = await store.read(tree, beside)
  if (texts.kind === 'refused') return texts
  const files = treeFiles(tree, texts.value)
  const parsed = parsePolicy(text, path, { rules: rulesById, kinds: kindNames, today, files })
  return parsed.kind === 'problems' ? broken(parsed.problems, beside) : answer({ ...parsed, beside })
}

/** Which files the options name: found out by a parser that is given none. */
function globsIn(text: string, path: string, today: Day): readonly string[] {
  const globs = new Set<string>()
  parsePolicy(text, path, {
    rules: rulesById,
    kinds: kindNames,
    today,
    files: (glob) => {
      globs.add(glob)
      return { kind: 'problem', found: 'a file', expected: 'none yet' }
    },
  })
  return [...globs]
}
