import { gunzipSync } from 'node:zlib'
import type { Answer, Asked } from './github.ts'
import { analysesRoute } from './github-analyses.ts'
import { type Analysis, type Hosted, invalid, ok } from './github-state.ts'

type Body = Readonly<Record<string, unknown>>

const refused = (status: number, message: string): Answer => ({ status, body: { message, status: String(status) } })

/** Code scanning as far as an upload needs it: POST code-scanning/sarifs, what became of it, and the analyses that stand. */
export function scanningRoute(at: Hosted, asked: Asked, body: Body): Answer | null {
  const { method, path } = asked
  const [, id] = /^\/code-scanning\/sarifs(?:\/([\w-]+))?$/.exec(path) ?? [null, null]
  if (!/^\/code-scanning\/(sarifs|analyses)/.test(path)) return null
  if (at.settings.codeScanning === 'off')
    return refused(
      403,
      'Code scanning is not enabled for this repository. Please enable code scanning in the repository settings.',
    )
  if (at.settings.codeScanning === 'unlicensed')
    return refused(403, 'Advanced Security must be enabled for this repository to use code scanning.')
  if (path.startsWith('/code-scanning/analyses')) return analysesRoute(at, asked)
  if (method === 'POST') return upload(at, body)
  const found = at.analyses.find((one) => one.id === id)
  return found === undefined ? refused(404, 'No SARIF upload found for the given id') : processing(found)
}

function upload(at: Hosted, { commit_sha: commit, ref, sarif }: Body): Answer {
  if (typeof commit !== 'string' || !/^[0-9a-f]{40}$/.test(commit)) return invalid('commit_sha must be 40 hex digits')
  if (typeof ref !== 'string' || !/^refs\/(heads|tags|pull)\/.+$/.test(ref))
    return invalid('ref is not a full reference')
  const text = unpacked(sarif)
  if (text === null) return refused(400, 'Invalid request. sarif is not a gzipped, base64-encoded file')
  const id = `47177e22-5596-11eb-80a1-c1e54ef945c${at.analyses.length}`
  at.analyses.push({
    id,
    commit,
    ref,
    sarif: text.value,
    bytes: text.bytes,
    asked: 0,
    pending: at.settings.processing,
    errors: errorsOf(text),
  })
  return ok({ id, url: `https://api.github.com/repos/${at.name}/code-scanning/sarifs/${id}` }, 202)
}

interface Unpacked {
  readonly value: unknown
  readonly bytes: number
}

function unpacked(sarif: unknown): Unpacked | null {
  try {
    const packed = Buffer.from(String(sarif), 'base64')
    return { value: JSON.parse(gunzipSync(packed).toString('utf8')) as unknown, bytes: packed.length }
  } catch {
    return null
  }
}

interface Run {
  readonly automationDetails?: { readonly id?: string }
  readonly results?: readonly {
    readonly locations?: readonly {
      readonly physicalLocation?: { readonly artifactLocation?: { readonly uri?: string } }
    }[]
  }[]
}

/** Why processing fails, in GitHub's words. */
function errorsOf({ value, bytes }: Unpacked): readonly string[] {
  const { version, runs = [] } = value as { readonly version?: string; readonly runs?: readonly Run[] }
  const results = runs.flatMap((run) => run.results ?? [])
  const errors: string[] = []
  if (version !== '2.1.0') errors.push(`unsupported sarif version ${version}`)
  if (bytes > 10_000_000) errors.push('rejecting SARIF, as it is too large')
  if (runs.length > 20) errors.push('rejecting SARIF, as there are more runs than allowed')
  if (results.length > 25_000) errors.push('rejecting SARIF, as there are more results per run than allowed')
  if (results.some(({ locations }) => !locations?.[0]?.physicalLocation?.artifactLocation?.uri))
    errors.push('locationFromSarifResult: expected artifact location')
  return errors
}

function processing(one: Analysis): Answer {
  one.asked += 1
  if (one.asked <= one.pending) return ok({ processing_status: 'pending' })
  const failed = one.errors.length > 0
  return ok({
    processing_status: failed ? 'failed' : 'complete',
    analyses_url: `https://api.github.com/analyses?sarif_id=${one.id}`,
    errors: failed ? one.errors : null,
  })
}
