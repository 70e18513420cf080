import { json, plainText } from '../lib/escape.ts'
import { version } from '../lib/version.ts'
import { type Json, type Severity, severities } from '../model/basics.ts'
import type { Finding } from '../model/finding.ts'
import type { FilePlace, Use } from '../model/policy.ts'
import type { Report } from '../model/report.ts'
import type { Ref } from '../model/resource.ts'
import { jobOf, placesOf } from './places.ts'

/** GitHub keeps as many of a run, and drops the rest without a word. */
export const mostResults = 5_000
/** The name under which code scanning keeps what is uploaded. */
export const tool = 'Holdfast'
const home = 'https://github.com/holdfast-io/holdfast'

/** What a reader is told of a rule. */
interface About {
  readonly title: string
  readonly controls: { readonly securityHub: readonly string[]; readonly cis: readonly string[] }
}

export interface SarifContext {
  readonly rules: { get(id: string): About | undefined }
  /** The baseline that a resource is held to by a use; null: none. */
  readonly baseline: (use: Use, ref: Ref) => string | null
  /** What is tolerated: as suppressions, or not at all, since code scanning shows suppressed results as open alerts. */
  readonly excepted: 'suppressed' | 'left-out'
}

export interface SarifText {
  readonly text: string
  readonly results: number
  /** Results that had no room. */
  readonly dropped: number
}

/** SARIF 2.1.0: worst first, at most as many results as GitHub keeps. */
export function sarifOf(report: Report, context: SarifContext): SarifText {
  const { findings } = report.judged
  const open = findings.filter(({ state }) => state === 'open')
  const excepted = context.excepted === 'suppressed' ? findings.filter(({ state }) => state === 'excepted') : []
  const all = [...open, ...excepted]
  const shown = all.slice(0, mostResults)
  const rules = rulesOf(report, context)
  const index = new Map(rules.map((rule, at) => [rule.id, at]))
  const dropped = all.length - shown.length
  const results = shown.map((finding) => resultOf(finding, { report, context, index }))
  const text = json({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: tool, semanticVersion: version, informationUri: home, rules } },
        automationDetails: { id: categoryOf(report) },
        invocations: [invocationOf(report, dropped)],
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  })
  return { text: `${text}\n`, results: results.length, dropped }
}

/**
 * One a policy file: what is uploaded under it takes the place of what was there. A policy without targets looks where its job is
 * sent, and another job elsewhere: one a place as well.
 */
export function categoryOf(report: Pick<Report, 'policy' | 'targets' | 'audience'>): string {
  const own = `holdfast/${fileOf(report.policy?.file ?? null)}/`
  const places = placesOf(report) ?? []
  if (places.length === 0) return own
  return `${own}${report.audience === 'counts' ? jobOf(report, 8) : places.join('+')}/`
}

/** A path as code scanning takes it: within the repository. */
const fileOf = (path: string | null): string =>
  path === null || path.startsWith('/') || path.startsWith('..') ? '.github/holdfast.yml' : path.replaceAll('\\', '/')

interface SarifRule {
  readonly id: string
  readonly [key: string]: Json
}

/** By uses: severity and options are theirs. In a public repository by severity, since names say what is wrong. */
function rulesOf({ policy, judged, audience }: Report, { rules }: SarifContext): readonly SarifRule[] {
  if (audience === 'counts') {
    const found = severities.filter((severity) => judged.findings.some(({ use }) => use.severity === severity))
    return found.map((severity) =>
      ruleOf(
        { id: severity, rule: 'holdfast', severity },
        'An open finding of Holdfast',
        'Counts and ids only: the repository is public, or may be.',
      ),
    )
  }
  const uses = new Map(
    [...(policy?.uses ?? []), ...judged.findings.map(({ use }) => use)].map((use) => [use.name, use]),
  )
  return [...uses.values()].map((use) => {
    const about = rules.get(use.rule)
    const controls = [
      ...(about?.controls.securityHub ?? []).map((id) => `Security Hub ${id}`),
      ...(about?.controls.cis ?? []).map((id) => `CIS ${id}`),
    ]
    const title = about?.title ?? use.rule
    const help = [
      `${title}.`,
      `The policy ${policy?.file ?? ''} demands it as ${use.name}, by the rule ${use.rule}.`,
      ...(controls.length === 0 ? [] : [`Controls: ${controls.join(', ')}.`]),
      'How it is put right stands in the summary of the run and in the issue that Holdfast keeps.',
    ].join(' ')
    return ruleOf({ id: use.name, rule: use.rule, severity: use.severity }, title, help)
  })
}

interface Named {
  readonly id: string
  readonly rule: string
  readonly severity: Severity
}

function ruleOf({ id, rule, severity }: Named, title: string, help: string): SarifRule {
  const text = plainText(help, 2000)
  return {
    id: plainText(id, 200),
    name: rule,
    shortDescription: { text: plainText(title, 200) },
    fullDescription: { text: plainText(title, 1000) },
    help: { text, markdown: text },
    helpUri: rule === 'holdfast' ? home : `${home}/tree/main/src/rules/${rule}`,
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: ['security', 'aws', rule], precision: 'very-high', 'security-severity': scores[severity] },
  }
}

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
}

/** As code scanning cuts them: over 9.0 critical, from 7.0 high, from 4.0 medium. */
const scores: Readonly<Record<Severity, string>> = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0' }

interface Around {
  readonly report: Report
  readonly context: SarifContext
  readonly index: ReadonlyMap<string, number>
}

function resultOf({ id, use, resource, breach, state, exception }: Finding, { report, context, index }: Around): Json {
  const open = report.audience === 'counts'
  const ruleId = plainText(open ? use.severity : use.name, 200)
  const place = `${resource.id}${resource.name === null || resource.name === resource.id ? '' : ` (${resource.name})`} in ${resource.account} ${resource.region}`
  const unknown = breach.verdict === 'unknown' ? 'unknown: ' : ''
  // In a check the policy of the report is the one in force, and the exceptions that were met are the change's.
  const held = exception === null || report.check !== undefined ? undefined : report.policy?.exceptions[exception]
  return {
    ruleId,
    ruleIndex: index.get(ruleId) ?? -1,
    level: breach.verdict === 'unknown' ? 'warning' : levels[use.severity],
    message: { text: plainText(open ? `Finding ${id}` : `${place}: ${unknown}${breach.message}`, 2000) },
    locations: [
      {
        physicalLocation: physical(
          open ? { file: report.policy?.file ?? null, place: null } : located(use, resource, { report, context }),
        ),
        ...(open
          ? {}
          : {
              logicalLocations: [
                {
                  name: plainText(resource.id, 300),
                  fullyQualifiedName: plainText(resource.arn, 500),
                  kind: 'resource',
                },
              ],
            }),
      },
    ],
    // Code scanning takes the first one, with file and rule, for what makes an alert the same.
    partialFingerprints: { primaryLocationLineHash: id, 'holdfastFinding/v1': id },
    ...(state === 'excepted'
      ? {
          suppressions: [
            { kind: 'external', status: 'accepted', justification: open ? '' : plainText(held?.reason ?? '', 1000) },
          ],
        }
      : {}),
  }
}

interface Located {
  readonly file: string | null
  readonly place: FilePlace | null
}

/** Of drift the baseline; else the use in the policy file. */
function located(use: Use, resource: Ref, { report, context }: Pick<Around, 'report' | 'context'>): Located {
  const baseline = context.baseline(use, resource)
  if (baseline !== null) return { file: baseline, place: null }
  return { file: use.place?.file ?? report.policy?.file ?? null, place: use.place }
}

const physical = ({ file, place }: Located): Json => ({
  artifactLocation: { uri: fileOf(file).split('/').map(encodeURIComponent).join('/') },
  region: { startLine: place?.line ?? 1, startColumn: place?.column ?? 1 },
})

function invocationOf(report: Report, dropped: number): Json {
  const { gaps, targets, stops, audience } = report
  const failed = targets.filter(({ state }) => state === 'failed').length
  const notes: readonly string[] = [
    ...(dropped === 0 ? [] : [`${dropped} more findings have no room here: report.json has all.`]),
    ...(stops.length === 0 ? [] : ['The run was stopped: what is here is not all.']),
    ...(failed === 0 ? [] : [`${failed} targets could not be reached.`]),
    ...(gaps.length === 0 ? [] : [`${gaps.length} reads failed.`]),
    ...(audience === 'counts' ? ['The repository is public, or may be: counts and ids only.'] : []),
  ]
  return {
    executionSuccessful: stops.length === 0,
    toolExecutionNotifications: notes.map((text) => ({ level: 'warning', message: { text } })),
  }
}
