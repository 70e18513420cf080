import { title } from '../lib/escape.ts'
import { changedFiles, type FileChange, hashOf } from './changed-files.ts'
import type { GitHub } from './client.ts'
import { type Ground, groundFor } from './ground.ts'
import { branchOf, type OwnBranch, type OwnPull } from './own-pulls.ts'
import { openPull } from './pull.ts'
import { type Answer, answer, type Refused, refused } from './refusal.ts'
import { isPlainBranch, pathProblem } from './safe-path.ts'
import { standingBranch, startedBranch } from './started-branch.ts'
import { blobSha } from './tree.ts'
import { deleteBranch, type Withdrawn, withdraw } from './withdraw.ts'

export interface Proposal {
  /** The branch that it is to be merged into. */
  readonly base: string
  /** Path → content; null: the file is to go. */
  readonly files: ReadonlyMap<string, string | null>
  /** What the content was made from, null: no file. Where the base has neither this nor the content, nothing is proposed. */
  readonly expected?: ReadonlyMap<string, string | null>
  /** `holdfast/record`: the branch is `holdfast/record-<hash>`. */
  readonly prefix: string
  /** Small letters and digits; stands between prefix and hash. Left out: none. */
  readonly subject?: string
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
  /**
   * `standing`: it was open already, and was left as it is. `declined`: a person closed it, and it stays closed. `kept`: one of
   * other content is open, and too little was read to replace it.
   */
  | (Withdrawn & OwnPull & { readonly kind: 'opened' | 'standing' | 'declined' | 'kept'; readonly branch: string })
  | Refused

/** Proposes files as one pull request, which never changes once it is open: other content is another branch. */
export async function propose(gh: GitHub, proposal: Proposal): Promise<Proposed> {
  const bad = unsafe(proposal)
  if (bad !== null) return bad
  const ground = await groundFor(gh, proposal, [...proposal.files.keys()])
  return ground.kind === 'refused' ? ground : proposeOn(gh, ground.value, proposal)
}

/** The same on a base and among branches that were looked at before. */
export async function proposeOn(gh: GitHub, { base, tree, own: all }: Ground, proposal: Proposal): Promise<Proposed> {
  const { files, prefix, subject = '', whole } = proposal
  const found = unsafe(proposal) ?? changedFiles(files, tree)
  if (found.kind === 'refused') return found
  const changes = found.value
  const own = all.filter((one) => one.subject === subject)
  const done = (branches: readonly OwnBranch[], word: string): Promise<Withdrawn> =>
    withdraw(gh, whole ? branches : [], word)
  if (changes.length === 0)
    return { kind: 'nothing', ...(await done(own, `Nothing differs from \`${base.name}\` any more: closed.`)) }
  const moved = elsewhere(proposal, changes)
  if (moved !== null) return moved
  const branch = branchOf(prefix, subject, hashOf(base.name, changes))
  const there = own.find((one) => one.branch === branch)
  const others = own.filter((one) => one !== there)
  const kept = whole ? undefined : others.find(({ pull }) => pull?.state === 'open')
  if (kept?.pull && there?.pull?.state !== 'open')
    return { kind: 'kept', ...kept.pull, branch: kept.branch, closed: [], warnings: [] }
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

/** Paths and names that are never written. */
export function unsafe({ files, prefix, subject = '' }: Proposal): Refused | null {
  const bad = [...files.keys()].find((path) => pathProblem(path) !== null)
  if (bad !== undefined) return refused('unsafe', `${JSON.stringify(bad)} is not written: ${pathProblem(bad)}`)
  if (isPlainBranch(prefix) && /^[a-z0-9]*$/.test(subject)) return null
  return refused('unsafe', `${JSON.stringify(branchOf(prefix, subject, ''))} is no name of a branch`)
}

/** What the base holds was not what the content was made from: what is said of the changes would not be true of it. */
function elsewhere({ base, expected }: Proposal, changes: readonly FileChange[]): Refused | null {
  const other = changes.find(({ path, before }) => {
    const known = expected?.get(path)
    return known !== undefined && before !== (known === null ? null : blobSha(known))
  })
  if (other === undefined) return null
  const what = `${JSON.stringify(other.path)} of ${base} is not as it was checked out`
  return refused('moved', `${what}: ${base} has moved since, or a step before changed the file; run again`)
}

interface Wanted extends Pick<Ground, 'base'> {
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
