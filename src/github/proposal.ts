import { title } from '../lib/escape.ts'
import { changedFiles, commonFolder, type FileChange, hashOf } from './changed-files.ts'
import type { GitHub } from './client.ts'
import { type OwnBranch, type OwnPull, ownBranches } from './own-pulls.ts'
import { openPull } from './pull.ts'
import { type Answer, answer, type Refused, refused } from './refusal.ts'
import { isPlainBranch, pathProblem } from './safe-path.ts'
import { type Base, standingBranch, startedBranch } from './started-branch.ts'
import { treeAt } from './tree.ts'
import { deleteBranch, type Withdrawn, withdraw } from './withdraw.ts'

export interface Proposal {
  /** The branch that it is to be merged into. */
  readonly base: string
  /** Path → content; null: the file is to go. */
  readonly files: ReadonlyMap<string, string | null>
  /** `holdfast/record`: the branch is `holdfast/record-<hash>`. */
  readonly prefix: string
  readonly title: string
  /** Markdown, escaped. */
  readonly body: string
  readonly labels: readonly string[]
  /** Hidden in the body; what is found again must bear it. */
  readonly marker: string
  /** false: the files were read in part, and nothing that is open is closed because of them. */
  readonly whole: boolean
}

export type Proposed =
  | (Withdrawn & { readonly kind: 'nothing' })
  /** `standing`: it was open already, and was left as it is. `declined`: a person closed it, and it stays closed. */
  | (Withdrawn & OwnPull & { readonly kind: 'opened' | 'standing' | 'declined'; readonly branch: string })
  | Refused

/** Proposes files as one pull request, which never changes once it is open: other content is another branch. */
export async function propose(gh: GitHub, proposal: Proposal): Promise<Proposed> {
  const look = await lookAround(gh, proposal)
  if (look.kind === 'refused') return look
  const { base, changes, own } = look.value
  const done = (branches: readonly OwnBranch[], word: string): Promise<Withdrawn> =>
    withdraw(gh, proposal.whole ? branches : [], word)
  if (changes.length === 0)
    return { kind: 'nothing', ...(await done(own, `Nothing differs from \`${proposal.base}\` any more: closed.`)) }
  const branch = `${proposal.prefix}-${hashOf(proposal.base, changes)}`
  const there = own.find((one) => one.branch === branch)
  const others = own.filter((one) => one !== there)
  const pull = await pullFor(gh, proposal, { base, changes, branch, there })
  if (pull.kind === 'refused') return pull
  // These were open before this run opened its own: two runs at once never close each other's.
  const { closed, warnings } = await done(others, replaced(pull.value))
  return { ...pull.value, branch, closed, warnings: [...pull.value.warnings, ...warnings] }
}

const replaced = ({ kind, number }: Standing): string =>
  kind === 'declined'
    ? `What it proposes has changed; a person closed #${number}, which proposes what is so now.`
    : `Replaced by #${number}: what it proposes has changed.`

interface Look {
  readonly base: Base
  readonly changes: readonly FileChange[]
  readonly own: readonly OwnBranch[]
}

async function lookAround(gh: GitHub, { base: name, files, prefix, marker }: Proposal): Promise<Answer<Look>> {
  const paths = [...files.keys()]
  const bad = paths.find((path) => pathProblem(path) !== null)
  if (bad !== undefined) return refused('unsafe', `${JSON.stringify(bad)} is not written: ${pathProblem(bad)}`)
  if (!isPlainBranch(prefix)) return refused('unsafe', `${JSON.stringify(prefix)} is no name of a branch`)
  const found = await baseOf(gh, name)
  if (found.kind === 'refused') return found
  const base = found.value
  const tree = await treeAt(gh, base.tree, commonFolder(paths))
  if (tree.kind === 'refused') return tree
  const changes = changedFiles(files, tree.value)
  if (changes.kind === 'refused') return changes
  const own = await ownBranches(gh, { prefix, marker })
  return own.kind === 'refused' ? own : answer({ base, changes: changes.value, own: own.value })
}

async function baseOf(gh: GitHub, name: string): Promise<Answer<Base>> {
  const tip = await gh.ask('contents: read', (api, at) => api.rest.git.getRef({ ...at, ref: `heads/${name}` }))
  if (tip.kind === 'refused') return tip
  const { sha } = tip.value.object
  const commit = await gh.ask('contents: read', (api, at) => api.rest.git.getCommit({ ...at, commit_sha: sha }))
  return commit.kind === 'refused' ? commit : answer({ name, commit: sha, tree: commit.value.tree.sha })
}

interface Wanted {
  readonly base: Base
  readonly changes: readonly FileChange[]
  readonly branch: string
  readonly there: OwnBranch | undefined
}

type Standing = OwnPull & {
  readonly kind: 'opened' | 'standing' | 'declined'
  readonly warnings: readonly string[]
}

async function pullFor(gh: GitHub, proposal: Proposal, wanted: Wanted): Promise<Answer<Standing>> {
  const { base, changes, branch, there } = wanted
  if (there?.pull?.state === 'open') return answer({ kind: 'standing', ...there.pull, warnings: [] })
  if (there?.pull?.state === 'closed') return answer({ kind: 'declined', ...there.pull, warnings: [] })
  if (there?.pull?.state === 'merged') {
    // Merged, and taken out of the base again since: nothing is left to merge from that branch.
    const kept = await deleteBranch(gh, branch)
    if (kept !== null) return kept
  }
  const message = title(proposal.title)
  const started = there?.pull === null ? there.sha : null
  const ready =
    started === null
      ? await startedBranch(gh, { base, changes, branch, message })
      : await standingBranch(gh, { base, changes, branch, sha: started })
  if (ready.kind === 'refused') return ready
  return openPull(gh, { ...proposal, title: message, branch })
}
