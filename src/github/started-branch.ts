import type { FileChange } from './changed-files.ts'
import type { GitHub } from './client.ts'
import { writeCommit, writeTree } from './commit.ts'
import { type Answer, answer, refused } from './refusal.ts'

export interface Base {
  readonly name: string
  readonly commit: string
  readonly tree: string
}

interface Start {
  readonly base: Base
  readonly changes: readonly FileChange[]
  readonly branch: string
}

/** A new branch with one commit on the base. Where another run has just made it, theirs is taken once it proves the same. */
export async function startedBranch(gh: GitHub, start: Start & { readonly message: string }): Promise<Answer<string>> {
  const { base, changes, branch, message } = start
  const tree = await writeTree(gh, base.tree, changes)
  if (tree.kind === 'refused') return tree
  const commit = await writeCommit(gh, { message, tree: tree.value, parent: base.commit })
  if (commit.kind === 'refused') return commit
  const made = await gh.ask('contents: write', (api, at) =>
    api.rest.git.createRef({ ...at, ref: `refs/heads/${branch}`, sha: commit.value }),
  )
  if (made.kind === 'answer') return answer(branch)
  if (made.why !== 'exists') return made
  const there = await gh.ask('contents: read', (api, at) => api.rest.git.getRef({ ...at, ref: `heads/${branch}` }))
  if (there.kind === 'refused') return there
  const { sha } = there.value.object
  return sha === commit.value ? answer(branch) : standingBranch(gh, { ...start, sha, built: tree.value })
}

/**
 * A branch of this name that was there before: of a run that was interrupted, or of one at the same time. It is taken only if
 * it is one commit on the base, or on an earlier one, that makes these changes and no others.
 */
export async function standingBranch(
  gh: GitHub,
  { base, changes, branch, sha, built }: Start & { readonly sha: string; readonly built?: string },
): Promise<Answer<string>> {
  const foreign = refused('exists', `the branch ${branch} holds something else than Holdfast put there: delete it`)
  const head = await gh.ask('contents: read', (api, at) => api.rest.git.getCommit({ ...at, commit_sha: sha }))
  if (head.kind === 'refused') return head
  const [parent, ...rest] = head.value.parents
  if (parent === undefined || rest.length > 0) return foreign
  const under = await treeOf(gh, parent.sha, base)
  if (under.kind === 'refused') return under
  if (under.value === null) return foreign
  const onBase = under.value === base.tree && built !== undefined
  const tree = onBase ? answer(built) : await writeTree(gh, under.value, changes)
  if (tree.kind === 'refused') return tree.why === 'invalid' ? foreign : tree
  return tree.value === head.value.tree.sha ? answer(branch) : foreign
}

/** The tree of a commit that the base holds; null: it does not hold it. */
async function treeOf(gh: GitHub, commit: string, base: Base): Promise<Answer<string | null>> {
  if (commit === base.commit) return answer(base.tree)
  const basehead = `${commit}...${base.commit}`
  const compared = await gh.ask('contents: read', (api, at) =>
    api.rest.repos.compareCommitsWithBasehead({ ...at, basehead, per_page: 1 }),
  )
  if (compared.kind === 'refused') return compared
  if (compared.value.status !== 'ahead' && compared.value.status !== 'identical') return answer(null)
  const found = await gh.ask('contents: read', (api, at) => api.rest.git.getCommit({ ...at, commit_sha: commit }))
  return found.kind === 'refused' ? found : answer(found.value.tree.sha)
}
