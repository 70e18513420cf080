import { createHash } from 'node:crypto'
import { inParallel } from '../lib/pool.ts'
import type { GitHub } from './client.ts'
import { type Answer, answer, refused } from './refusal.ts'

/** A file as a commit holds it. A link or submodule in place of a file is none: what it leads to, somebody else says. */
export interface TreeFile {
  readonly kind: 'file' | 'link' | 'submodule'
  readonly sha: string
  readonly mode: string
}

/** By path, folders left out. */
export type Tree = ReadonlyMap<string, TreeFile>

const kinds: Readonly<Record<string, TreeFile['kind']>> = { '120000': 'link', '160000': 'submodule' }
const mostRequests = 200

/** The files of a commit, branch or tree, in one request where GitHub answers whole; `within`: only the paths below that matter. */
export async function treeAt(gh: GitHub, ref: string, within = ''): Promise<Answer<Tree>> {
  const files = new Map<string, TreeFile>()
  const queue: { readonly ref: string; readonly path: string }[] = [{ ref, path: '' }]
  let requests = 0
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const at = next
    if (requests >= mostRequests) return cut(at.path)
    requests += 1
    const whole = await listed(gh, at.ref, true)
    if (whole.kind === 'refused') return whole
    if (!whole.value.truncated) {
      keep(files, at.path, whole.value.tree, within)
      continue
    }
    // Too much for one answer: this level alone, and each folder that matters by itself.
    requests += 1
    const level = await listed(gh, at.ref, false)
    if (level.kind === 'refused') return level
    if (level.value.truncated) return cut(at.path)
    keep(files, at.path, level.value.tree, within)
    for (const { type, path, sha } of level.value.tree)
      if (type === 'tree' && overlaps(at.path + path, within)) queue.push({ ref: sha, path: `${at.path}${path}/` })
  }
  return answer(files)
}

/** The files of a commit in one request. An answer that GitHub cut is a refusal: what it lacks may be what matters. */
export async function wholeTreeAt(gh: GitHub, commit: string): Promise<Answer<Tree>> {
  const named = await listed(gh, commit, true)
  // GitHub takes a commit's name for its tree's; a server may want the tree's own.
  const whole = named.kind === 'refused' && named.why === 'not-found' ? ((await ownTree(gh, commit)) ?? named) : named
  if (whole.kind === 'refused') return whole
  if (whole.value.truncated) return cut('')
  const files = new Map<string, TreeFile>()
  keep(files, '', whole.value.tree, '')
  return answer(files)
}

/** null: the server knows no such commit either. */
async function ownTree(gh: GitHub, commit: string) {
  const found = await gh.ask('contents: read', (api, at) => api.rest.git.getCommit({ ...at, commit_sha: commit }))
  const sha = found.kind === 'answer' ? found.value.tree?.sha : undefined
  return sha === undefined || sha === commit ? null : listed(gh, sha, true)
}

const cut = (path: string) =>
  refused(
    'truncated',
    `GitHub cut its list of files${path === '' ? '' : ` below ${path}`}: a part is not taken for the whole`,
  )

interface Entry {
  readonly path: string
  readonly mode: string
  readonly type: string
  readonly sha: string
}

async function listed(gh: GitHub, ref: string, recursive: boolean) {
  const found = await gh.ask('contents: read', (api, at) =>
    api.rest.git.getTree({ ...at, tree_sha: ref, ...(recursive ? { recursive: '1' } : {}) }),
  )
  if (found.kind === 'refused') return found
  const { tree, truncated } = found.value
  if (!Array.isArray(tree)) return refused('malformed', "GitHub's answer holds no list of files")
  return answer({ tree: tree as readonly Entry[], truncated: truncated !== false })
}

function keep(files: Map<string, TreeFile>, folder: string, entries: readonly Entry[], within: string): void {
  for (const { path, mode, type, sha } of entries) {
    const whole = folder + path
    if (type !== 'tree' && overlaps(whole, within)) files.set(whole, { kind: kinds[mode] ?? 'file', sha, mode })
  }
}

/** Whether a path lies in a folder, or the folder below it: a link above what is asked for matters as well. */
const overlaps = (path: string, within: string): boolean =>
  within === '' || path === within || path.startsWith(`${within}/`) || within.startsWith(`${path}/`)

/** What git calls these bytes. */
export function blobSha(content: string | Uint8Array): string {
  const bytes = Buffer.from(content)
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

/** Contents by SHA, side by side. One that could not be read is a refusal of all. */
export async function blobs(gh: GitHub, shas: readonly string[]): Promise<Answer<ReadonlyMap<string, Uint8Array>>> {
  const wanted = [...new Set(shas)]
  const read = await inParallel(wanted, 8, (sha) =>
    gh.ask('contents: read', (api, at) => api.rest.git.getBlob({ ...at, file_sha: sha })),
  )
  const contents = new Map<string, Uint8Array>()
  for (const [index, one] of read.entries()) {
    if (one.kind === 'failed') throw one.error
    if (one.value.kind === 'refused') return one.value
    const { content, encoding, size } = one.value.value
    const bytes = Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8')
    if (size !== null && bytes.length !== size)
      return refused('malformed', 'GitHub sent another file than it announced')
    contents.set(wanted[index] ?? '', bytes)
  }
  return answer(contents)
}

/** A file by its path at one of these commits: for a server that shows none by its SHA. null: none of them shows that very file. */
export async function fileByPath(
  gh: GitHub,
  { path, sha }: { readonly path: string; readonly sha: string },
  commits: readonly string[],
): Promise<Uint8Array | null> {
  for (const ref of new Set(commits)) {
    const found = await gh.ask('contents: read', (api, at) => api.rest.repos.getContent({ ...at, path, ref }))
    const file = found.kind === 'answer' && !Array.isArray(found.value) && 'content' in found.value ? found.value : null
    if (typeof file?.content !== 'string') continue
    const bytes = Buffer.from(file.content, 'base64')
    if (file.sha === sha || blobSha(bytes) === sha) return bytes
  }
  return null
}
