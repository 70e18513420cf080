import type { Report } from '../model/report.ts'
import { type Block, code, foreign, type Line } from './blocks.ts'

/** What could not be read, and what to do about it. */
export function notRead({ gaps, targets }: Report): readonly Block[] {
  const failed = targets
    .filter(({ state }) => state === 'failed')
    .map(({ target, reason }): readonly Line[] => [
      [target.account, ' ', target.region],
      ['the whole target'],
      [foreign(reason ?? '')],
    ])
  const rows = gaps.map(({ account, region, kind, id, operation, why, detail }): readonly Line[] => [
    [account, ' ', region],
    [
      code(operation),
      ' was ',
      why,
      id === null ? ` (listing of ${kind})` : ' (',
      ...(id === null ? [] : [foreign(id), ')']),
    ],
    [foreign(`${advice[why]} ${detail ?? ''}`.trim())],
  ])
  if (failed.length + rows.length === 0) return []
  return [
    { kind: 'heading', line: [`Could not be read: ${failed.length + rows.length}`] },
    { kind: 'paragraph', line: ['What was not read counts as unknown, never as in order.'] },
    { kind: 'table', title: 'Not read', head: ['target', 'what', 'why'], rows: [...failed, ...rows] },
  ]
}

const advice = {
  // What to do is in the detail: whom to allow what, or that the credentials have ended.
  denied: '',
  throttled: 'AWS was busy to the end of all retries: run again.',
  unreachable: 'AWS did not answer: run again.',
  'not-found': 'It is not there.',
  unsupported: 'AWS does not do this here.',
  malformed: 'The answer was cut or not what AWS documents: run again.',
} as const

export function tolerated({ judged, policy }: Report): readonly Block[] {
  const rows = judged.exceptions
    .filter(({ matched, state }) => matched > 0 || state !== 'active')
    .map(({ index, matched, state }): readonly Line[] => {
      const exception = policy?.exceptions[index]
      return [
        [foreign((exception?.uses ?? []).join(', '))],
        [foreign(exception?.reason ?? '')],
        [foreign(exception?.owner ?? '')],
        [`${exception?.until ?? ''}${state === 'active' ? '' : ` (${state})`}`],
        [String(matched)],
      ]
    })
  const left = judged.leftOut.map(({ use, by, count }): readonly Line[] => [[foreign(use)], [by], [String(count)]])
  return [
    ...(rows.length === 0
      ? []
      : [
          { kind: 'heading' as const, line: ['Exceptions'] },
          {
            kind: 'table' as const,
            title: 'Exceptions',
            head: ['rules', 'reason', 'owner', 'until', 'findings'],
            rows,
          },
        ]),
    ...(left.length === 0
      ? []
      : [
          { kind: 'heading' as const, line: ['Left out by name or tag'] },
          { kind: 'table' as const, title: 'Left out', head: ['rule', 'by', 'resources'], rows: left },
        ]),
  ]
}

/** Of kinds that only the tagging API knows. */
export const neverTagged = 'never-tagged resources of this kind cannot be listed'

/** Kinds that are not listed in full, and where. */
function partly({ targets }: Report): readonly Line[] {
  const kinds = [...new Set(targets.flatMap(({ partial }) => partial))].sort()
  return kinds.map((kind): Line => {
    const places = targets
      .filter(({ partial }) => partial.includes(kind))
      .map(({ target }) => `${target.account} ${target.region}`)
    return [code(kind), ` in ${places.join(', ')} is partial: ${neverTagged}`]
  })
}

export function lookedAt(report: Report): readonly Block[] {
  const { targets, cost, audience } = report
  const partial = audience === 'counts' ? [] : partly(report)
  return [
    ...lookedTable({ targets, cost, audience }),
    ...(partial.length === 0 ? [] : [{ kind: 'list' as const, items: partial }]),
  ]
}

function lookedTable({ targets, cost, audience }: Pick<Report, 'targets' | 'cost' | 'audience'>): readonly Block[] {
  const read = targets.filter(({ state }) => state !== 'failed')
  const rows = read.map(({ target, resources, state }): readonly Line[] => [
    [...(target.name === null ? [] : [foreign(target.name), ' ']), target.account, ' ', target.region],
    [
      [...resources].map(([kind, count]) => `${count} ${kind}`).join(', ') || 'nothing',
      ...(state === 'partial' ? [' (not all of it)'] : []),
    ],
  ])
  const calls = [...cost.calls.values()].reduce((sum, count) => sum + count, 0)
  return [
    { kind: 'heading', line: ['Looked at'] },
    ...(rows.length === 0 || audience === 'counts'
      ? []
      : [{ kind: 'table' as const, title: 'Targets', head: ['target', 'resources'], rows }]),
    {
      kind: 'paragraph',
      line: [
        `${read.length} ${read.length === 1 ? 'target' : 'targets'}, ${calls} AWS ${calls === 1 ? 'call' : 'calls'}, ${cost.seconds.toFixed(1)} seconds.`,
      ],
    },
  ]
}
