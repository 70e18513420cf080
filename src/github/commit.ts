import type { FileChange } from './changed-files.ts'
import type { GitHub } from './client.ts'
import { type Answer, answer } from './refusal.ts'

/** What goes into one request: GitHub times out on larger trees, and an hour's requests are counted. */
const mostFiles = 500
const mostBytes = 2_000_000

/** A tree with the changes made, each on top of the one before it. The contents travel in it: no request a file. */
export async function writeTree(gh: GitHub, base: string, changes: readonly FileChange[]): Promise<Answer<string>> {
  let tree = base
  for (const chunk of chunks(changes)) {
    const next = await writeChunk(gh, tree, chunk)
    if (next.kind === 'refused') return next
    tree = next.value
  }
  return answer(tree)
}

export function chunks(changes: readonly FileChange[]): readonly (readonly FileChange[])[] {
  const all: FileChange[][] = []
  let bytes = 0
  for (const change of changes) {
    const size = Buffer.byteLength(change.content ?? '') + change.path.length + 100
    const last = all.at(-1)
    if (last === undefined || last.length >= mostFiles || bytes + size > mostBytes) {
      all.push([change])
      bytes = size
    } else {
      last.push(change)
      bytes += size
    }
  }
  return all
}

async function writeChunk(gh: GitHub, base: string, changes: readonly FileChange[]): Promise<Answer<string>> {
  const tree = changes.map(({ path, content }) => {
    const entry = { path, mode: '100644' as const, type: 'blob' as const }
    return content === null ? { ...entry, sha: null } : { ...entry, content }
  })
  const made = await gh.ask('contents: write', (api, at) => api.rest.git.createTree({ ...at, base_tree: base, tree }))
  if (made.kind === 'answer') return answer(made.value.sha)
  if (made.why !== 'too-large' || changes.length === 1) return made
  const half = Math.ceil(changes.length / 2)
  const first = await writeChunk(gh, base, changes.slice(0, half))
  return first.kind === 'refused' ? first : writeChunk(gh, first.value, changes.slice(half))
}

/** Without author and committer: GitHub fills in the token's own and signs. */
export async function writeCommit(
  gh: GitHub,
  commit: { readonly message: string; readonly tree: string; readonly parent: string },
): Promise<Answer<string>> {
  const { message, tree, parent } = commit
  const made = await gh.ask('contents: write', (api, at) =>
    api.rest.git.createCommit({ ...at, message, tree, parents: [parent] }),
  )
  return made.kind === 'refused' ? made : answer(made.value.sha)
}
