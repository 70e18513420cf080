import type { Answer, Asked } from './github.ts'
import { type Analysis, type Hosted, ok, paged } from './github-state.ts'

type Part = Readonly<Record<string, unknown>>

interface Run {
  readonly tool: { readonly driver: Part & { readonly name: string; readonly rules?: readonly Part[] } }
  readonly automationDetails?: { readonly id?: string }
  readonly results?: readonly Result[]
}

interface Result {
  readonly ruleId: string
  readonly ruleIndex?: number
  readonly level?: string
  readonly message: Part
  readonly locations: readonly {
    readonly physicalLocation: { readonly artifactLocation: Part; readonly region: Part }
  }[]
  readonly partialFingerprints?: Readonly<Record<string, string>>
}

const nowhere = (message: string): Answer => ({ status: 404, body: { message, status: '404' } })
const runOf = ({ sarif }: Analysis): Run => (sarif as { readonly runs: readonly [Run] }).runs[0]
const first = 201

/** GET code-scanning/analyses and …/{id}: what was looked through, newest first. */
export function analysesRoute(at: Hosted, asked: Asked): Answer | null {
  const [, id] = /^\/code-scanning\/analyses(?:\/(\d+))?$/.exec(asked.path) ?? [null]
  if (asked.method !== 'GET' || id === null) return null
  const all = at.analyses
    .map((one, index) => ({ one, id: first + index }))
    .filter(({ one }) => one.asked >= one.pending)
  if (id === undefined) return all.length === 0 ? nowhere('no analysis found') : list(at, asked, all)
  const found = all.find((one) => String(one.id) === id)
  if (found === undefined) return nowhere(`no analysis found for analysis ID ${id}`)
  if (!asked.accept.includes('application/sarif+json')) return ok(listed(at, found))
  return { ...ok(givenBack(at, found.one)), headers: { 'content-type': 'application/sarif+json' } }
}

interface Numbered {
  readonly one: Analysis
  readonly id: number
}

function list(at: Hosted, asked: Asked, all: readonly Numbered[]): Answer {
  const [ref, tool, upload] = ['ref', 'tool_name', 'sarif_id'].map((name) => asked.query.get(name))
  const named = (short: string): string => (short.startsWith('refs/') ? short : `refs/heads/${short}`)
  const found = all
    .filter(({ one }) => !ref || one.ref === named(ref))
    .filter(({ one }) => !tool || runOf(one).tool.driver.name === tool)
    .filter(({ one }) => !upload || one.id === upload)
    .map((one) => listed(at, one))
  return paged(asked.query.get('direction') === 'asc' ? found : found.toReversed(), asked, '')
}

function listed(at: Hosted, { one, id }: Numbered): Part {
  const { tool, automationDetails, results = [] } = runOf(one)
  const { name, semanticVersion, version = semanticVersion, rules = [] } = tool.driver
  return {
    ref: one.ref,
    commit_sha: one.commit,
    analysis_key: '(default)',
    environment: '{}',
    // What stands after the last slash is the run's own.
    category: (automationDetails?.id ?? '').split('/').slice(0, -1).join('/'),
    error: one.errors.join('; '),
    warning: '',
    created_at: new Date(Date.UTC(2026, 0, 1) + id * 1000).toISOString().replace('.000', ''),
    results_count: results.length,
    rules_count: rules.length,
    id,
    url: `https://api.github.com/repos/${at.name}/code-scanning/analyses/${id}`,
    sarif_id: one.id,
    tool: { name, guid: null, version: version ?? null },
    deletable: true,
  }
}

const kept = [
  'id',
  'name',
  'shortDescription',
  'fullDescription',
  'help',
  'helpUri',
  'defaultConfiguration',
  'properties',
]

/** A part of what was uploaded, in GitHub's own form: files by index, one fingerprint, the alert of each result. */
function givenBack(at: Hosted, one: Analysis): Part {
  const { tool, automationDetails, results = [] } = runOf(one)
  const { name, semanticVersion, version = semanticVersion, rules = [] } = tool.driver
  const files = [
    ...new Set(results.flatMap(({ locations }) => locations.map((place) => uriOf(place.physicalLocation)))),
  ]
  return {
    $schema: 'https://raw.githubusercontent.com/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        artifacts: files.map((uri, index) => ({ location: { index, uri } })),
        automationDetails,
        conversion: { tool: { driver: { name: 'GitHub Code Scanning' } } },
        results: results.map((result, index) => resultOf(at, result, { files, number: index + 1 })),
        tool: {
          driver: {
            name,
            version,
            rules: rules.map((rule) => Object.fromEntries(Object.entries(rule).filter(([key]) => kept.includes(key)))),
          },
        },
        versionControlProvenance: [
          { branch: one.ref, repositoryUri: `https://github.com/${at.name}`, revisionId: one.commit },
        ],
      },
    ],
  }
}

const uriOf = ({ artifactLocation }: { readonly artifactLocation: Part }): string => String(artifactLocation['uri'])

function resultOf(
  at: Hosted,
  { ruleId, ruleIndex: index, level = 'warning', message, locations, partialFingerprints }: Result,
  { files, number }: { readonly files: readonly string[]; readonly number: number },
): Part {
  const alert = `https://api.github.com/repos/${at.name}/code-scanning/alerts/${number}`
  return {
    correlationGuid: `9d13d264-74f2-48cc-a3b9-${String(number).padStart(12, '0')}`,
    level,
    locations: locations.map(({ physicalLocation: place }) => ({
      physicalLocation: {
        artifactLocation: { index: files.indexOf(uriOf(place)), uri: uriOf(place) },
        region: { endLine: place.region['startLine'], ...place.region },
      },
    })),
    message,
    partialFingerprints: { primaryLocationLineHash: partialFingerprints?.['primaryLocationLineHash'] },
    properties: { 'github/alertNumber': number, 'github/alertUrl': alert },
    rule: { id: ruleId, index },
    ruleId,
  }
}
