import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { largest } from '../../baselines/parse.ts'
import type { GitHub } from '../../github/client.ts'
import { type Answer, answer, refused } from '../../github/refusal.ts'
import { blobSha, blobs, type Tree } from '../../github/tree.ts'

/** A token of a workflow has a thousand requests an hour, for the whole repository. */
const mostBlobs = 400

/** Contents of files by what git calls them. */
export interface Store {
  /** Files of a tree. One that could not be read is a refusal of all. */
  read(tree: Tree, paths: readonly string[]): Promise<Answer<ReadonlyMap<string, Uint8Array>>>
}

/**
 * The checkout is no witness of what a commit holds, but a file in it whose git name is the one that the commit names is that very
 * file: it is not asked for again. So thousands of baselines cost no request.
 */
export function storeOf(gh: GitHub, workspace: string): Store {
  const held = new Map<string, Uint8Array>()
  return {
    async read(tree, paths) {
      const entries = paths.flatMap((path) => {
        const sha = tree.get(path)?.sha
        return sha === undefined ? [] : [{ path, sha }]
      })
      for (const { path, sha } of entries) {
        if (held.has(sha)) continue
        const bytes = inWorkspace(workspace, path)
        if (bytes !== null && blobSha(bytes) === sha) held.set(sha, bytes)
      }
      const missing = [...new Set(entries.map(({ sha }) => sha).filter((sha) => !held.has(sha)))]
      if (missing.length > mostBlobs)
        return refused(
          'too-large',
          `${missing.length} files would have to be asked for one by one: check out what would be merged before this step`,
        )
      const asked = await blobs(gh, missing)
      if (asked.kind === 'refused') return asked
      for (const [sha, bytes] of asked.value) held.set(sha, bytes)
      return answer(
        new Map(
          entries.flatMap(({ path, sha }) => {
            const bytes = held.get(sha)
            return bytes === undefined ? [] : [[path, bytes] as const]
          }),
        ),
      )
    },
  }
}

function inWorkspace(workspace: string, path: string): Uint8Array | null {
  try {
    const whole = join(workspace, path)
    const entry = lstatSync(whole)
    return entry.isFile() && entry.size <= largest ? readFileSync(whole) : null
  } catch {
    return null
  }
}
