import { strToU8 } from 'fflate'
import type { GitHub } from './client.ts'
import type { Refused } from './refusal.ts'

export interface Upload {
  readonly text: string
  /** 40 hex digits. */
  readonly commit: string
  /** `refs/heads/main` */
  readonly ref: string
  readonly wait: (milliseconds: number) => Promise<void>
}

export type Uploaded =
  | { readonly kind: 'done' }
  /** GitHub had not looked through it when we stopped to wait. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'failed'; readonly errors: readonly string[] }
  /** The repository has no code scanning. */
  | { readonly kind: 'off'; readonly message: string; readonly url: string }
  | Refused

/** GitHub refuses what is larger when packed. */
const largest = 10_000_000
/** Milliseconds between questions: a minute and a half in all. */
const pauses: readonly number[] = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000]

/** Uploads to code scanning and waits until GitHub has looked through it. */
export async function uploadSarif(gh: GitHub, { text, commit, ref, wait }: Upload): Promise<Uploaded> {
  const { gzipSync } = await import('fflate')
  // Without a time in it: the same text gives the same bytes.
  const packed = gzipSync(strToU8(text), { level: 9, mtime: 0 })
  if (packed.length > largest)
    return { kind: 'failed', errors: [`${packed.length} bytes packed are more than GitHub takes`] }
  const sarif = Buffer.from(packed).toString('base64')
  const sent = await gh.ask('security-events: write', (api, at) =>
    api.rest.codeScanning.uploadSarif({ ...at, commit_sha: commit, ref, sarif }),
  )
  if (sent.kind === 'refused') return off(gh, sent) ?? sent
  const { id } = sent.value
  return id === undefined ? { kind: 'pending' } : processed(gh, id, wait)
}

function off(gh: GitHub, { status, message }: Refused): Uploaded | null {
  const says = /(code scanning|code security|advanced security)\b.*\b(is not|must be|not been) enabled/i.test(message)
  if ((status !== 403 && status !== 404) || !says) return null
  const url = `${gh.serverUrl}/${gh.owner}/${gh.repo}/settings/security_analysis`
  return { kind: 'off', message: `the repository has no code scanning: it can be turned on at ${url}`, url }
}

async function processed(gh: GitHub, id: string, wait: Upload['wait']): Promise<Uploaded> {
  for (const pause of pauses) {
    await wait(pause)
    const found = await gh.ask('security-events: write', (api, at) =>
      api.rest.codeScanning.getSarif({ ...at, sarif_id: id }),
    )
    // What was sent a moment ago is not known everywhere yet.
    if (found.kind === 'refused' && found.status !== 404) return found
    if (found.kind === 'refused') continue
    const { processing_status: status, errors } = found.value
    if (status === 'complete') return { kind: 'done' }
    if (status === 'failed') return { kind: 'failed', errors: errors ?? [] }
  }
  return { kind: 'pending' }
}
