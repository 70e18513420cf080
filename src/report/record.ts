import type { Drifted, Recorded, RecordedResource, Unread } from '../model/baseline.ts'
import type { Json } from '../model/basics.ts'
import { type Block, code, foreign, type Line, stacked } from './blocks.ts'

const order = ['changed', 'new', 'gone', 'same'] as const

interface Counted {
  readonly new: number
  readonly changed: number
  readonly gone: number
}

const countsOf = ({ resources }: Pick<Recorded, 'resources'>): Counted => {
  const count = (what: RecordedResource['what']): number => resources.filter((one) => one.what === what).length
  return { new: count('new'), changed: count('changed'), gone: count('gone') }
}

/** What a record came to, in words. */
export function recordParts(recorded: Recorded): readonly string[] {
  const counts = countsOf(recorded)
  const parts = (['new', 'changed', 'gone'] as const).flatMap((what) =>
    counts[what] === 0 ? [] : [`${counts[what]} ${what}`],
  )
  const [first, ...more] = parts
  const blessed = recorded.resources.filter(({ blesses }) => blesses.length > 0).length
  return [
    ...(first === undefined ? ['nothing to record'] : [`recorded: ${[first, ...more].join(', ')}`]),
    ...(recorded.same === 0 ? [] : [`${recorded.same} as recorded`]),
    ...(recorded.left === 0 ? [] : [`${recorded.left} left as they were: whether the policy means them was not read`]),
    ...(blessed === 0 ? [] : [`${blessed} with violations of the policy`]),
  ]
}

export const recordTitle = (recorded: Recorded): string => `Holdfast: ${recordParts(recorded)[0]}`

/** What is recorded, what changed and how that is rated, and which violations it would bless: changes first, the worst on top. */
export const recordBlocks = (recorded: Recorded): readonly Block[] => [
  { kind: 'heading', line: [`Baselines: ${recordParts(recorded).join('; ')}`] },
  ...resourceBlocks(recorded.resources),
]

export function resourceBlocks(resources: readonly RecordedResource[]): readonly Block[] {
  const told = [...resources].sort((a, b) => order.indexOf(a.what) - order.indexOf(b.what))
  const blessing = told.filter(({ blesses }) => blesses.length > 0)
  return [
    ...(blessing.length === 0
      ? []
      : [
          {
            kind: 'paragraph' as const,
            line: [
              'These violate the policy as they are. Merged, their baselines call that right, and the rules go on to forbid it:',
            ],
          },
          {
            kind: 'table' as const,
            title: 'Violations that would be blessed',
            head: ['resource', 'rule', 'what is wrong'],
            rows: blessing.flatMap(blessedRows),
          },
        ]),
    ...(told.length === 0
      ? []
      : [{ kind: 'table' as const, title: 'Recorded', head: ['resource', 'what', 'changes'], rows: told.map(rowOf) }]),
  ]
}

const blessedRows = (one: RecordedResource): readonly (readonly Line[])[] =>
  one.blesses.map(({ use, severity, message }) => [
    resourceCell(one),
    [foreign(use), ` (${severity})`],
    [foreign(message)],
  ])

const rowOf = (one: RecordedResource): readonly Line[] => [resourceCell(one), [words[one.what]], changesCell(one)]

const words = { new: 'recorded', changed: 'changed', gone: 'is gone', same: 'as recorded' } as const

function resourceCell({ ref, name }: RecordedResource): Line {
  const shown: Line = [
    foreign(ref.kind),
    ' ',
    code(ref.id),
    ...(name === null || name === ref.id ? [] : [' ', foreign(name)]),
  ]
  return stacked([shown, [ref.account, ' ', ref.region]])
}

function changesCell({ what, members, changed, replaced, unread }: RecordedResource): Line {
  return stacked([
    ...(what === 'new' ? [[`${members} ${members === 1 ? 'member' : 'members'}`]] : []),
    ...(what === 'gone' ? [[`undecided: it was deleted, and had ${members} recorded members`]] : []),
    ...(replaced === null
      ? []
      : [['undecided: another one of the same name, ', code(replaced.recorded), ' is now ', code(replaced.live)]]),
    ...changed.map(changeLine),
    ...unread.map(unreadLine),
  ])
}

function changeLine({ member, recorded, live, rating, words: effect }: Drifted): Line {
  const sign = recorded === null ? '+ ' : live === null ? '− ' : '± '
  return [sign, code(member), ` ${rating}`, ...(effect.length === 0 ? [] : [': ', foreign(effect.join('; '))])]
}

const unreadLine = ({ about, why, operation }: Unread): Line => [
  'not read, and left as it was: ',
  foreign(about),
  ...(operation === null ? [] : [' (', foreign(operation), `: ${why})`]),
]

/** For report.json. */
export function recordJson({ resources, same, left, to }: Recorded): Json {
  return {
    to,
    same,
    left,
    resources: resources.map(({ ref, name, path, what, changed, replaced, unread, blesses }) => ({
      resource: { kind: ref.kind, id: ref.id, arn: ref.arn, account: ref.account, region: ref.region, name },
      path,
      what,
      changed: changed.map(({ member, recorded, live, rating, words: effect }) => ({
        member,
        recorded,
        live,
        rating,
        words: effect,
      })),
      replaced: replaced === null ? null : { ...replaced },
      unread: unread.map(({ about, why, operation }) => ({ about, why, operation })),
      blesses: blesses.map((one) => ({ ...one })),
    })),
  }
}
