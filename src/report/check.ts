import type { Json } from '../model/basics.ts'
import type { Check, GuardChange, Silenced } from '../model/check.ts'
import type { Finding } from '../model/finding.ts'
import type { Gate } from '../model/policy.ts'
import type { Report } from '../model/report.ts'
import { type Block, code, foreign, type Line, stacked } from './blocks.ts'
import { isAccepting, isFailing, isLoud, loudChanges } from './check-gate.ts'

const findings = (count: number): string => `${count} ${count === 1 ? 'finding' : 'findings'}`

/** What the change would do to the guard, in words. */
export function checkParts(report: Report, check: Check): readonly string[] {
  const { silenced, added, staying, changes, against } = check
  const accepted = changes.filter(({ accepts }) => accepts).length
  const does = [
    ...(silenced.length === 0 ? [] : [`silence ${findings(silenced.length)}`]),
    ...(accepted === 0
      ? []
      : [`accept ${accepted} ${accepted === 1 ? 'baseline' : 'baselines'} that may open something`]),
    ...(added.length === 0 ? [] : [`add ${findings(added.length)}`]),
  ]
  return [
    ...(does.length > 0 ? [`the change would ${listed(does)}`] : []),
    ...(against === 'policy' ? [] : [beginnings[against]]),
    ...(does.length === 0 && against === 'policy' ? [nothingSeen(report, check)] : []),
    ...(staying.length === 0 ? [] : [`${findings(staying.length)} ${staying.length === 1 ? 'stays' : 'stay'}`]),
    ...(check.acknowledged === null ? [] : ['acknowledged by label']),
    ...(check.gaps === 0 ? [] : [`${check.gaps} ${check.gaps === 1 ? 'read' : 'reads'} that it has to do with failed`]),
  ]
}

const beginnings = {
  first: 'this would be the first policy file: nothing can be silenced',
  broken: 'the guard in force cannot be used as it is: what the change would silence cannot be told',
} as const

function nothingSeen({ judged, gaps, targets }: Report, { changes, files }: Check): string {
  if (files.length === 0) return 'the change leaves the guard as it is'
  const places = `${changes.length} ${changes.length === 1 ? 'place' : 'places'}`
  const what = changes.length === 0 ? 'the change means the same' : `the change alters the guard in ${places}`
  if (judged.looked.size === 0) return what
  const whole = gaps.length === 0 && targets.every(({ state }) => state !== 'failed')
  return `${what}, and would silence and add no finding${whole ? '' : ' in what was read'}`
}

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`

/** What a summary and a comment say of a check. In a public repository counts and ids alone. */
export function checkBlocks(report: Report, check: Check): readonly Block[] {
  const gate = report.policy?.gate ?? null
  const shown = report.audience === 'details'
  return [
    ...(gate === null ? [] : verdictBlocks(check, gate)),
    ...(shown
      ? [...changeBlocks(check), ...silencedBlocks(check, gate), ...findingBlocks('Would be added', check.added)]
      : countBlocks(check)),
    ...(shown ? findingBlocks('Stay as they are', check.staying) : []),
    ...noteBlocks(check),
  ]
}

/** What has to be done, or was. */
function verdictBlocks(check: Check, gate: Gate): readonly Block[] {
  const loud = loudChanges(check, gate).length
  const failing = check.added.filter((finding) => isFailing(finding, gate)).length
  const lines: Line[] = []
  if (loud > 0 && check.acknowledged === null)
    lines.push([
      `Fails for ${loud} of what it would silence or accept: whoever may decide that sets the label `,
      code(gate.acknowledge),
      ' on the pull request, and runs this check again.',
    ])
  if (check.acknowledged !== null) lines.push(acknowledgedLine(check.acknowledged))
  if (failing > 0)
    lines.push([`Fails for ${failing} of what it would add: put them right first, or let the policy except them.`])
  return lines.map((line): Block => ({ kind: 'paragraph', line }))
}

const acknowledgedLine = ({ label, by, isAuthor }: NonNullable<Check['acknowledged']>): Line => [
  'Acknowledged: the pull request carries the label ',
  code(label),
  ...(by === null ? [', set by somebody whom GitHub did not name'] : [', set by ', foreign(by)]),
  ...(isAuthor ? [' (who opened the pull request)'] : []),
  '.',
]

function changeBlocks({ changes }: Check): readonly Block[] {
  if (changes.length === 0) return []
  const rows = changes.map((change): readonly Line[] => [
    [`${change.about} ${change.what}`],
    [foreign(change.name)],
    stacked(change.words.map((text) => [foreign(text)])),
    [effects[change.rating], ...(change.accepts ? [' (accepts drift, takes the label)'] : [])],
  ])
  return [
    { kind: 'heading', line: ['What the change makes of the guard'] },
    { kind: 'table', title: 'Changes', head: ['what', 'name', 'how', 'rating'], rows },
  ]
}

/** The rating of what is written, said of the guard. */
const effects: Readonly<Record<GuardChange['rating'], string>> = {
  widening: 'widening: lets more pass',
  narrowing: 'narrowing: lets less pass',
  mixed: 'mixed: lets more and less pass',
  undecided: 'undecided by its text',
  neutral: 'neutral',
}

function silencedBlocks({ silenced }: Check, gate: Gate | null): readonly Block[] {
  if (silenced.length === 0) return []
  const rows = silenced.map((one): readonly Line[] => {
    const { finding, why, rating } = one
    return [
      resourceCell(finding),
      ruleCell(finding),
      stacked([[foreign(finding.breach.message)], ['finding ', code(finding.id)]]),
      [foreign(why)],
      [rating, ...(gate !== null && isLoud(one, gate) ? [', takes the label'] : [])],
    ]
  })
  return [
    { kind: 'heading', line: [`Would be silenced: ${silenced.length}`] },
    {
      kind: 'table',
      title: 'Silenced',
      head: ['resource', 'rule', 'what is wrong', 'why it would be silent', 'rating'],
      rows,
    },
  ]
}

function findingBlocks(title: string, all: readonly Finding[]): readonly Block[] {
  if (all.length === 0) return []
  const rows = all.map((finding): readonly Line[] => [
    resourceCell(finding),
    ruleCell(finding),
    stacked([
      [...(finding.breach.verdict === 'unknown' ? ['unknown: '] : []), foreign(finding.breach.message)],
      ['finding ', code(finding.id)],
    ]),
  ])
  return [
    { kind: 'heading', line: [`${title}: ${all.length}`] },
    { kind: 'table', title, head: ['resource', 'rule', 'what is wrong'], rows },
  ]
}

function resourceCell({ resource }: Finding): Line {
  const { kind, id, name, account, region } = resource
  const shown: Line = [foreign(kind), ' ', code(id), ...(name === null || name === id ? [] : [' ', foreign(name)])]
  return stacked([shown, [account, ' ', region]])
}

const ruleCell = ({ use }: Finding): Line => [foreign(use.name), ` (${use.severity})`]

/** Counts by what is changed and how it is rated, and ids. */
function countBlocks({ changes, silenced, added, staying }: Check): readonly Block[] {
  const groups = new Map<string, number>()
  for (const { about, what, rating } of changes) {
    const key = `${about} ${what}, ${rating}`
    groups.set(key, (groups.get(key) ?? 0) + 1)
  }
  const items = [...groups].map(([key, count]): Line => [`${key}: ${count}`])
  const ids: readonly (readonly [string, readonly Finding[]])[] = [
    ['silenced', silenced.map(({ finding }) => finding)],
    ['added', added],
    ['staying', staying],
  ]
  const rows = ids.flatMap(([what, all]) => all.map(({ id }): readonly Line[] => [[what], [code(id)]]))
  return [
    {
      kind: 'paragraph',
      line: [
        'This repository is public, or may be: counts and ids only. `publish.public: details` in the policy file in force shows all.',
      ],
    },
    ...(items.length === 0 ? [] : [{ kind: 'list' as const, items }]),
    ...(rows.length === 0 ? [] : [{ kind: 'table' as const, title: 'Findings', head: ['what', 'finding'], rows }]),
  ]
}

const noteBlocks = ({ notes }: Check): readonly Block[] =>
  notes.length === 0
    ? []
    : [
        { kind: 'heading', line: ['Not looked at'] },
        { kind: 'list', items: notes.map((note): Line => [foreign(note)]) },
      ]

/** `check` of report.json. */
export function checkJson({ check, audience, policy }: Report): Json {
  if (check === undefined) return null
  const ids = {
    silenced: check.silenced.map(({ finding }) => finding.id),
    added: check.added.map(({ id }) => id),
    staying: check.staying.map(({ id }) => id),
  }
  if (audience === 'counts') return ids
  const { base, head, pull, against, files, changes, silenced, acknowledged, gaps, notes } = check
  const gate = policy?.gate ?? null
  return {
    ...ids,
    base,
    head,
    'pull-request': pull,
    against,
    files,
    changes: changes.map((one) => ({
      about: one.about,
      what: one.what,
      name: one.name,
      rating: one.rating,
      words: one.words,
      fails: gate !== null && acknowledged === null && isAccepting(one, gate),
    })),
    why: silenced.map((one: Silenced) => ({
      finding: one.finding.id,
      by: one.by,
      why: one.why,
      rating: one.rating,
      fails: gate !== null && acknowledged === null && isLoud(one, gate),
    })),
    acknowledged: acknowledged === null ? null : { label: acknowledged.label, by: acknowledged.by },
    gaps,
    notes,
  }
}
