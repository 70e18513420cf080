import { cut } from '../lib/escape.ts'
import type { Annotation } from '../model/log.ts'
import type { Problem } from '../model/policy.ts'
import type { Report } from '../model/report.ts'
import { countsAsOpen } from './conclusion.ts'

/** What GitHub shows of each level; more are dropped without a word. */
const mostOfALevel = 10
const longest = 4_000

/** Worst first, ten of a level at most; the tenth says how many more there are. */
export function annotationsOf(report: Report): readonly Annotation[] {
  const all = [
    ...fromStops(report),
    ...fromTargets(report),
    ...fromFindings(report),
    ...fromGaps(report),
    ...fromTrouble(report),
  ]
  return (['error', 'warning', 'notice'] as const).flatMap((level) => limited(all.filter((one) => one.level === level)))
}

function limited(all: readonly Annotation[]): readonly Annotation[] {
  if (all.length <= mostOfALevel) return all
  const shown = all.slice(0, mostOfALevel - 1)
  const first = all[0]
  return first === undefined
    ? []
    : [
        ...shown,
        {
          level: first.level,
          title: 'More',
          message: `${all.length - shown.length} more of this kind: see the summary and report.json`,
          place: null,
        },
      ]
}

const made = (
  level: Annotation['level'],
  title: string,
  message: string,
  place: Annotation['place'] = null,
): Annotation => ({
  level,
  title: cut(title, 200),
  message: cut(message, longest),
  place,
})

export function fromStops({ stops }: Report): readonly Annotation[] {
  return stops.flatMap(({ reason, message, problems }) =>
    problems.length === 0
      ? [made('error', titles[reason] ?? reason, message)]
      : problems.map((one) => made('error', titles[reason] ?? reason, problemText(one), one.place)),
  )
}

const titles: Readonly<Record<string, string>> = {
  'invalid-policy': 'The policy file has a problem',
  'invalid-input': 'An input has a problem',
  'not-allowed-on-event': 'Not allowed on this event',
  'plan-changed': 'The plan has changed',
  credentials: 'No credentials',
  internal: 'A fault of Holdfast',
}

export function problemText({ at, found, expected, nearest }: Problem): string {
  const where = at === '' ? '' : `${at}: `
  const meant = nearest === null ? '' : `; did you mean "${nearest}"?`
  return `${where}found ${found}, expected ${expected}${meant}`
}

function fromTargets({ targets, audience }: Report): readonly Annotation[] {
  const failed = targets.filter(({ state }) => state === 'failed')
  if (audience === 'counts')
    return failed.length === 0
      ? []
      : [made('error', 'Targets not reached', `${failed.length} targets could not be opened`)]
  return failed.map(({ target, reason }) =>
    made('error', `Target ${target.name ?? target.account} ${target.region} not reached`, reason ?? ''),
  )
}

function fromFindings(report: Report): readonly Annotation[] {
  const open = report.judged.findings.filter(({ state }) => state === 'open')
  if (report.audience === 'counts')
    return open.length === 0 ? [] : [made('error', 'Open findings', `${open.length} findings are open`)]
  return open.map((finding) => {
    const { use, resource, breach } = finding
    const level = countsAsOpen(report, finding) || breach.verdict === 'unknown' ? 'error' : 'warning'
    const title = `${use.name}: ${resource.id}${resource.name === null ? '' : ` (${resource.name})`} in ${resource.account}/${resource.region}`
    return made(level, title, breach.message, use.place)
  })
}

function fromGaps({ gaps, audience }: Report): readonly Annotation[] {
  if (audience === 'counts') return gaps.length === 0 ? [] : [made('error', 'Not read', `${gaps.length} reads failed`)]
  return gaps.map(({ account, region, operation, why, kind, id }) =>
    made(
      'error',
      'Not read',
      `${operation} was ${why} in ${account}/${region}: ${id === null ? `${kind} could not be listed` : `${kind} ${id} could not be read`}`,
    ),
  )
}

const fromTrouble = ({ trouble }: Report): readonly Annotation[] =>
  trouble.map(({ reporter, why }) => made('warning', `${reporter} could not be published`, why))
