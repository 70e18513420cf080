import type { Answer, Asked } from './github.ts'
import { type Hosted, invalid, isAncestor, ok, putBlob, putCommit, putTree, type TreeEntry } from './github-state.ts'

type Body = Readonly<Record<string, unknown>>

/** The Git Data API: refs, commits, trees, blobs. */
export function gitRoute(at: Hosted, { method, path, query }: Asked, body: Body): Answer | null {
  const [, kind = '', rest = ''] = /^\/git\/(\w[\w-]*)\/?(.*)$/.exec(path) ?? []
  const asked = `${method} ${kind}`
  if (asked === 'GET trees') return readTree(at, rest, query.get('recursive'))
  if (asked === 'POST trees') return makeTree(at, body)
  if (asked === 'GET blobs') return readBlob(at, rest)
  if (asked === 'GET commits') return readCommit(at, rest)
  if (asked === 'POST commits') return makeCommit(at, body)
  if (asked === 'GET ref') return readRef(at, rest)
  if (asked === 'GET matching-refs')
    return ok([...at.refs].filter(([ref]) => ref.startsWith(`refs/${rest}`)).map(([ref, sha]) => refBody(ref, sha)))
  if (asked === 'POST refs') return makeRef(at, body)
  if (asked === 'DELETE refs') return dropRef(at, `refs/${rest}`)
  return null
}

export function commitsRoute(at: Hosted, { method, path }: Asked): Answer | null {
  const [, branch] = /^\/branches\/(.+)$/.exec(path) ?? []
  if (method === 'GET' && branch !== undefined) {
    const commit = at.commits.get(at.refs.get(`refs/heads/${branch}`) ?? '')
    if (commit === undefined) return { status: 404, body: { message: 'Branch not found', status: '404' } }
    return ok({ name: branch, commit: { sha: commit.sha, commit: { tree: { sha: commit.tree } } } })
  }
  const [, base, head] = /^\/compare\/(\w+)\.\.\.(\w+)$/.exec(path) ?? []
  if (base === undefined || head === undefined) return null
  const behind = isAncestor(at, head, base) ? 'behind' : 'diverged'
  return ok({ status: base === head ? 'identical' : isAncestor(at, base, head) ? 'ahead' : behind })
}

const notFound: Answer = { status: 404, body: { message: 'Not Found', status: '404' } }
const refBody = (ref: string, sha: string) => ({ ref, object: { type: 'commit', sha } })

function readTree(at: Hosted, name: string, recursive: string | null): Answer {
  const commit = at.commits.get(at.refs.get(`refs/heads/${name}`) ?? name)
  const files = at.trees.get(commit?.tree ?? name)
  if (files === undefined) return notFound
  const entries: { path: string; mode: string; type: string; sha: string }[] = []
  const seen = new Map<string, Map<string, TreeEntry>>()
  for (const [path, { mode, sha }] of files) {
    const parts = path.split('/')
    for (let depth = 1; depth < parts.length; depth++) {
      const folder = parts.slice(0, depth).join('/')
      const inside = seen.get(folder) ?? new Map<string, TreeEntry>()
      seen.set(folder, inside.set(parts.slice(depth).join('/'), { mode, sha }))
    }
    if (recursive !== null || parts.length === 1)
      entries.push({ path, mode, type: mode === '160000' ? 'commit' : 'blob', sha })
  }
  for (const [folder, inside] of seen)
    if (recursive !== null || !folder.includes('/'))
      entries.push({ path: folder, mode: '040000', type: 'tree', sha: putTree(at, inside) })
  entries.sort((a, b) => (a.path < b.path ? -1 : 1))
  const cut = recursive !== null && entries.length > at.settings.largestTree
  return ok({
    sha: commit?.sha ?? name,
    tree: cut ? entries.slice(0, at.settings.largestTree) : entries,
    truncated: cut,
  })
}

interface NewEntry {
  readonly path?: unknown
  readonly mode?: unknown
  readonly type?: unknown
  readonly sha?: string | null
  readonly content?: unknown
}

function makeTree(at: Hosted, { base_tree: base, tree: entries }: Body): Answer {
  const files = base === undefined ? new Map<string, TreeEntry>() : at.trees.get(String(base))
  // A commit's name is none of a tree, though it leads to one.
  if (files === undefined) return invalid('base_tree is not a valid tree oid')
  if (!Array.isArray(entries)) return invalid('Invalid tree info')
  if (entries.length > at.settings.mostEntries)
    return invalid(
      "Sorry, your request timed out.  It's likely that your input was too large to process.  Consider building the tree incrementally, or building the commits you need in a local clone of the repository and then pushing them to GitHub.",
    )
  const next = new Map(files)
  for (const { path, mode, sha, content } of entries as readonly NewEntry[]) {
    if (typeof path !== 'string' || path.split('/').some((part) => /^(|\.|\.\.|\.git)$/i.test(part)))
      return invalid('tree.path contains a malformed path component')
    if (/^\.github\/workflows\//.test(path))
      return { status: 403, body: { message: 'Resource not accessible by integration', status: '403' } }
    if ((sha === undefined) === (content === undefined))
      return invalid('Must supply either tree.sha or tree.content.  Request will be rejected if both are present.')
    if (sha === null) {
      if (!next.delete(path)) return invalid('GitRPC::BadObjectState')
    } else next.set(path, { mode: String(mode), sha: sha ?? putBlob(at, String(content)) })
  }
  return ok({ sha: putTree(at, next), truncated: false }, 201)
}

function readBlob(at: Hosted, sha: string): Answer {
  const bytes = at.blobs.get(sha)
  if (bytes === undefined) return notFound
  return ok({
    sha,
    size: bytes.length,
    encoding: 'base64',
    content: bytes.toString('base64').replace(/(.{60})/g, '$1\n'),
  })
}

function readCommit(at: Hosted, sha: string): Answer {
  const commit = at.commits.get(sha)
  if (commit === undefined) return notFound
  const { tree, parents, message, verified } = commit
  return ok({
    sha,
    message,
    tree: { sha: tree },
    parents: parents.map((one) => ({ sha: one })),
    verification: { verified },
  })
}

function makeCommit(at: Hosted, { message, tree, parents, author, committer }: Body): Answer {
  if (!at.trees.has(String(tree))) return invalid('Tree SHA does not exist')
  const named = (Array.isArray(parents) ? parents : []).map(String)
  if (named.some((parent) => !at.commits.has(parent)))
    return invalid('Parent SHA does not exist or is not a commit object')
  const verified = author === undefined && committer === undefined
  return ok({ sha: putCommit(at, { tree: String(tree), parents: named, message: String(message), verified }) }, 201)
}

function readRef(at: Hosted, name: string): Answer {
  const sha = at.refs.get(`refs/${name}`)
  return sha === undefined ? notFound : ok(refBody(`refs/${name}`, sha))
}

function makeRef(at: Hosted, { ref, sha }: Body): Answer {
  const name = String(ref)
  if (!name.startsWith('refs/heads/'))
    return invalid('Reference name must start with "refs/" and have at least two slashes.')
  if (!at.commits.has(String(sha))) return invalid('Object does not exist')
  if (at.refs.has(name)) return invalid('Reference already exists')
  at.refs.set(name, String(sha))
  return ok(refBody(name, String(sha)), 201)
}

/** GitHub closes the pull requests of a branch that goes. */
function dropRef(at: Hosted, ref: string): Answer {
  if (!at.refs.delete(ref)) return invalid('Reference does not exist')
  for (const one of at.tickets) if (one.isPull && `refs/heads/${one.head}` === ref) one.state = 'closed'
  return { status: 204, body: null }
}
