import { describe, expect, it } from '@jest/globals'
import { instead } from '../../emulator/github-repository.ts'
import { push } from '../../emulator/github-state.ts'
import { type Part, type Proposals, proposeAll } from '../../src/github/proposals.ts'
import { testGitHub } from '../support/github.ts'

const folder = '.github/holdfast/baselines/111122223333/global/iam-role'
const pathOf = (subject: string): string => `${folder}/${subject}.json`

function part(subject: string, content: string | null, more: Partial<Part> = {}): Part {
  return {
    subject,
    files: new Map([[pathOf(subject), content]]),
    expected: new Map(),
    title: `Accept ${subject}`,
    body: () => `The drift of ${subject}.`,
    labels: [],
    whole: true,
    ...more,
  }
}

const all = (parts: readonly Part[], more: Partial<Proposals> = {}): Proposals => ({
  base: 'main',
  prefix: 'holdfast/accept',
  marker: 'accept:0a1b2c3d',
  parts,
  most: 2,
  counts: (subject) => subject !== 'together',
  settled: () => true,
  word: 'Gone.',
  ...more,
})

describe('several pull requests side by side', () => {
  const github = testGitHub()
  const propose = async (...given: Parameters<typeof all>) => {
    const done = await proposeAll(await github.open(), all(...given))
    return done.kind === 'answer' ? done.value : done
  }
  const open = (): readonly string[] =>
    github.state.tickets.filter(({ state }) => state === 'open').map(({ head }) => head.replace(/-[0-9a-f]{16}$/, ''))

  it('are each about something: one is replaced or closed without the others', async () => {
    const first = await propose([part('aaa', '1\n'), part('together', '1\n')])
    expect(first).toMatchObject({
      parts: [
        { kind: 'opened', number: 1 },
        { kind: 'opened', number: 2 },
      ],
      closed: [],
    })
    expect(open()).toEqual(['holdfast/accept-aaa', 'holdfast/accept-together'])
    const second = await propose([part('aaa', '2\n'), part('together', '1\n')])
    expect(second).toMatchObject({
      parts: [
        { kind: 'opened', number: 3, closed: [1] },
        { kind: 'standing', number: 2 },
      ],
    })
    const third = await propose([part('aaa', '2\n')])
    expect(third).toMatchObject({ parts: [{ kind: 'standing', number: 3 }], closed: [2] })
    expect(github.state.tickets[1]).toMatchObject({ state: 'closed', comments: [{ body: 'Gone.' }] })
  })

  it('with nothing to propose and nothing open ask one question', async () => {
    expect(await propose([])).toEqual({ parts: [], closed: [], warnings: [] })
    expect(github.asked).toHaveLength(1)
  })

  it('look at the base once, however many there are', async () => {
    await propose(
      ['aaa', 'bbb', 'ccc'].map((subject) => part(subject, '1\n')),
      { most: 5 },
    )
    expect(github.asked.filter((one) => /^GET .*git\/(ref\/|trees|commits)/.test(one))).toHaveLength(3)
  })

  it('are as many as may be open, in their order; what is not counted has room', async () => {
    const three = ['aaa', 'bbb', 'ccc'].map((subject) => part(subject, '1\n'))
    const done = await propose([...three, part('together', '1\n')])
    expect(done).toMatchObject({ parts: [{ number: 1 }, { number: 2 }, { kind: 'waiting' }, { number: 3 }] })
    // What is open stays, though something worse came; and other content of it is no further one.
    const worse = await propose([part('ccc', '1\n'), part('aaa', '2\n'), part('bbb', '1\n')], { settled: () => false })
    expect(worse).toMatchObject({ parts: [{ kind: 'waiting' }, { kind: 'opened', number: 4 }, { kind: 'standing' }] })
    // What is about other things, and was not read, takes its room.
    const other = await propose([part('ddd', '1\n')], { settled: () => false })
    expect(other).toMatchObject({ parts: [{ kind: 'waiting' }], closed: [] })
    const room = await propose([part('ddd', '1\n')], { settled: (subject) => subject === 'aaa' })
    expect(room).toMatchObject({ parts: [{ kind: 'opened' }], closed: [4] })
  })

  it('read in part replace nothing that is open, and open what is not', async () => {
    await propose([part('aaa', '1\n')])
    const before = github.written.length
    const partly = await propose([part('aaa', '2\n', { whole: false }), part('bbb', '2\n', { whole: false })])
    expect(partly).toMatchObject({
      parts: [
        { kind: 'kept', number: 1, closed: [] },
        { kind: 'opened', number: 2 },
      ],
    })
    expect(github.written.slice(before).join()).not.toMatch(/PATCH|DELETE|comments/)
    const nothing = await propose([part('aaa', null, { whole: false })])
    expect(nothing).toMatchObject({ parts: [{ kind: 'nothing', closed: [] }] })
  })

  it('of files that the base has otherwise are none, without harm to the next', async () => {
    push(github.state, 'main', { [pathOf('aaa')]: 'of others\n' })
    const expected = new Map([[pathOf('aaa'), 'as checked out\n']])
    const done = await propose([part('aaa', '1\n', { expected }), part('bbb', '1\n')])
    expect(done).toMatchObject({
      parts: [
        { kind: 'refused', why: 'moved' },
        { kind: 'opened', number: 1 },
      ],
    })
    // What is there already needs no other ground.
    push(github.state, 'main', { [pathOf('aaa')]: '1\n' })
    expect(await propose([part('aaa', '1\n', { expected })], { settled: () => false })).toMatchObject({
      parts: [{ kind: 'nothing' }],
    })
  })

  it('are asked for no more once GitHub refuses what all of them take', async () => {
    github.state.permissions.contents = 'read'
    const done = await propose(
      ['aaa', 'bbb', 'ccc'].map((subject) => part(subject, '1\n')),
      { most: 5 },
    )
    expect(done).toMatchObject({ parts: Array.from({ length: 3 }, () => ({ kind: 'refused', why: 'permission' })) })
    expect(github.written).toHaveLength(1)
  })

  it('under a name that is none, or a path that is none, ask GitHub nothing', async () => {
    for (const bad of [part('A/../b', '1\n'), part('aaa', '1\n', { files: new Map([['../x', 'x']]) })])
      expect(await propose([part('bbb', '1\n'), bad])).toMatchObject({ kind: 'refused', why: 'unsafe' })
    expect(github.asked).toEqual([])
  })

  it('that cannot be closed are told, and count as open', async () => {
    await propose([part('aaa', '1\n'), part('bbb', '1\n')])
    github.first(instead(/^DELETE/, { status: 403, body: { message: 'Not today' } }))
    const done = await propose([part('ccc', '1\n')])
    expect(done).toMatchObject({
      parts: [{ kind: 'waiting' }],
      closed: [],
      warnings: [expect.any(String), expect.any(String)],
    })
  })
})
