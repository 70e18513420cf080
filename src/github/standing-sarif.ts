import type { Api, At, GitHub } from './client.ts'

export interface Standing {
  /** `refs/heads/main` */
  readonly ref: string
  readonly tool: string
  /** With or without the slash at its end: GitHub lists it without. */
  readonly category: string
  /** How many results it has to have, to be worth reading. */
  readonly results: number
}

type Listed = Awaited<ReturnType<Api['rest']['codeScanning']['listRecentAnalyses']>>['data'][number]

/**
 * The SARIF that stands in code scanning, as GitHub gives it back: a part of what was uploaded. null: none that has as many results
 * and no error, or it is not known: nothing here is worth a warning, since whoever does not know it uploads.
 */
export async function standingSarif(gh: GitHub, standing: Standing): Promise<unknown> {
  const { ref, tool, results } = standing
  const listed = await gh.ask('security-events: write', (api, at) =>
    api.rest.codeScanning.listRecentAnalyses({
      ...at,
      ref,
      tool_name: tool,
      sort: 'created',
      direction: 'desc',
      per_page: 100,
    }),
  )
  if (listed.kind === 'refused' || !Array.isArray(listed.value)) return null
  const last = newest(listed.value.filter((one) => isOurs(one, standing)))
  if (last === null || last.error !== '' || last.warning || last.results_count !== results) return null
  const found = await gh.ask('security-events: write', (api, at) => sarifOf(api, at, last.id))
  return found.kind === 'answer' ? found.value : null
}

const isOurs = (one: Listed, { ref, tool, category }: Standing): boolean =>
  one?.ref === ref && one.tool?.name === tool && bare(one.category ?? '') === bare(category)

const bare = (category: string): string => category.replace(/\/$/, '')

/** Whatever their order: what is older is no longer what the alerts say. */
const newest = (all: readonly Listed[]): Listed | null =>
  all.reduce<Listed | null>((best, one) => (best === null || isLater(one, best) ? one : best), null)

const isLater = (one: Listed, other: Listed): boolean =>
  one.created_at === other.created_at ? one.id > other.id : one.created_at > other.created_at

async function sarifOf(api: Api, at: At, id: number): Promise<{ readonly data: unknown }> {
  const headers = { accept: 'application/sarif+json' }
  const { data } = await api.rest.codeScanning.getAnalysis({ ...at, analysis_id: id, headers })
  const given: unknown = data
  // The client reads JSON by its media type, and takes this one for bytes where nothing says that it is text.
  return { data: given instanceof ArrayBuffer ? jsonIn(given) : given }
}

function jsonIn(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return null
  }
}
