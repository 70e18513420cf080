import { commonFolder } from './changed-files.ts'
import type { GitHub } from './client.ts'
import { type Ours, type OwnBranch, ownBranches } from './own-pulls.ts'
import { type Answer, answer } from './refusal.ts'
import type { Base } from './started-branch.ts'
import { type Tree, treeAt } from './tree.ts'

/** What proposals stand on: the base as GitHub has it now, and what of ours is there already. */
export interface Ground {
  readonly base: Base
  readonly tree: Tree
  readonly own: readonly OwnBranch[]
}

/** `paths`: what is to be proposed; of the tree no more is asked than lies in their common folder. */
export async function groundFor(
  gh: GitHub,
  at: Ours & { readonly base: string },
  paths: readonly string[],
  known: readonly OwnBranch[] | null = null,
): Promise<Answer<Ground>> {
  const base = await baseOf(gh, at.base)
  if (base.kind === 'refused') return base
  const tree = await treeAt(gh, base.value.tree, commonFolder(paths))
  if (tree.kind === 'refused') return tree
  const own = known === null ? await ownBranches(gh, at) : answer(known)
  return own.kind === 'refused' ? own : answer({ base: base.value, tree: tree.value, own: own.value })
}

async function baseOf(gh: GitHub, name: string): Promise<Answer<Base>> {
  const tip = await gh.ask('contents: read', (api, at) => api.rest.git.getRef({ ...at, ref: `heads/${name}` }))
  if (tip.kind === 'refused') return tip
  const { sha } = tip.value.object
  const commit = await gh.ask('contents: read', (api, at) => api.rest.git.getCommit({ ...at, commit_sha: sha }))
  return commit.kind === 'refused' ? commit : answer({ name, commit: sha, tree: commit.value.tree.sha })
}
