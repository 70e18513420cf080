import { TagRoleCommand } from '@aws-sdk/client-iam'
import { afterEach, describe, expect, it } from '@jest/globals'
import type { Fault, Tags } from '../../emulator/cloud.ts'
import { type Access, apply } from '../../src/apply/apply.ts'
import { many } from '../../src/lib/many.ts'
import type { Hash, Many } from '../../src/model/basics.ts'
import type { JournalLine } from '../../src/model/journal.ts'
import type { KindIo, KindLogic } from '../../src/model/kind.ts'
import type { Change, Member, Sent } from '../../src/model/member.ts'
import type { Outcome, PlannedStep } from '../../src/model/plan.ts'
import type { Ref, Resource } from '../../src/model/resource.ts'
import { touchedBy } from '../../src/plan/undo.ts'
import { logic as policyLogic } from '../../src/resources/iam-policy/members.ts'
import { logic as roleLogic } from '../../src/resources/iam-role/members.ts'
import { makePolicy, makeRole, tagList } from './iam-world.ts'
import { awsWorld } from './session.ts'

const world = awsWorld(800)
afterEach(() => world.cloud.faults([]))

type Session = Awaited<ReturnType<typeof world.session>>

async function accessTo(ref: Ref): Promise<Access<Session>> {
  const role = ref.kind === 'iam-role'
  const { io } = role
    ? await import('../../src/resources/iam-role/aws.ts')
    : await import('../../src/resources/iam-policy/aws.ts')
  const logic = role ? roleLogic : policyLogic
  return {
    session: await world.session(),
    role: null,
    io: io as unknown as KindIo<Session>,
    logic: logic as unknown as KindLogic,
  }
}

const set = (on: Ref, key: string, before: string | null, after: string | null): Change => ({
  on,
  member: `tag ${key}` as Member,
  before,
  after,
})

const stepOf = (changes: Many<Change>): PlannedStep => ({
  hash: 'h'.repeat(64) as Hash,
  finding: 'f'.repeat(64) as Hash,
  use: null,
  on: changes[0].on,
  changes,
  rating: 'undecided',
  words: [],
  decision: 'apply',
  reason: '',
  limited: false,
  behind: [],
})

interface Done {
  readonly outcome: Outcome | undefined
  /** What was announced, and what came of it. */
  readonly calls: readonly (readonly [string, readonly string[]])[]
  readonly answers: readonly Sent[]
  readonly journal: readonly JournalLine[]
  /** Calls that reached IAM. */
  readonly sent: readonly string[]
}

/** Carries out one step against the emulator, under faults that count from here. */
async function carryOut(faults: readonly Fault[], ...changes: readonly Change[]): Promise<Done> {
  const all = many(changes)
  if (all === null) throw new Error('no changes')
  const journal: JournalLine[] = []
  const access = await accessTo(all[0].on)
  await world.cloud.faults(faults)
  const step = stepOf(all)
  const applied = await apply<Session>({
    plan: { hash: null, steps: [step] },
    selected: new Set([step.hash]),
    access: async () => access,
    journal: { write: (line) => void journal.push(line) },
    remains: () => null,
    failures: 5,
    numbering: { next: () => journal.length },
    wait: async () => {},
    progress: () => {},
  })
  return {
    outcome: applied.outcomes[0],
    calls: journal.flatMap((line) =>
      line.kind === 'intent' ? [[line.call.api, line.call.changes.map(({ member }) => member)] as const] : [],
    ),
    answers: journal.flatMap((line) => (line.kind === 'answer' ? [line.sent] : [])),
    journal,
    sent: (await world.cloud.log()).map(({ action }) => action).filter((action) => /^(Tag|Untag)/.test(action)),
  }
}

const tagsNow = async ({ arn }: Ref): Promise<Tags | undefined> => (await world.cloud.tags())[arn]
const denied = { status: 403, code: 'AccessDenied', message: 'no' }
let count = 0
const role = (tags: Tags): Promise<Ref> => makeRole(world.cloud, `role-${count++}`, tags, { path: '/team/' })
const policy = (tags: Tags): Promise<Ref> => makePolicy(world.cloud, `policy-${count++}`, tags, { path: '/team/' })

describe('tags of a role', () => {
  it('are set and changed, and the others stay', async () => {
    const on = await role({ keep: 'it', env: 'Prod' })
    const done = await carryOut([], set(on, 'env', 'Prod', 'prod'), set(on, 'Ünïcode 鍵', null, 'wert = /ä:@ +_.-'))
    expect(done.outcome).toMatchObject({ state: 'fixed', done: [{}, {}] })
    expect(done.sent).toEqual(['TagRole'])
    expect(await tagsNow(on)).toEqual({ keep: 'it', env: 'prod', 'Ünïcode 鍵': 'wert = /ä:@ +_.-' })
  })

  it('are taken away', async () => {
    const on = await role({ keep: 'it', team: 'x' })
    const done = await carryOut([], set(on, 'team', 'x', null))
    expect([done.outcome?.state, done.calls]).toEqual(['fixed', [['iam:UntagRole', ['tag team']]]])
    expect(await tagsNow(on)).toEqual({ keep: 'it' })
  })

  it('are renamed as one change, the old key first, and back again', async () => {
    const on = await role({ Owner: 'net', keep: 'it' })
    const done = await carryOut([], set(on, 'owner', null, 'net'), set(on, 'Owner', 'net', null))
    expect(done.outcome?.state).toBe('fixed')
    expect(done.calls).toEqual([['iam:TagRole', ['tag Owner', 'tag owner']]])
    expect(done.answers).toEqual([{ kind: 'done' }])
    expect(done.sent).toEqual(['UntagRole', 'TagRole'])
    expect(await tagsNow(on)).toEqual({ keep: 'it', owner: 'net' })
    const back = await carryOut([], set(on, 'Owner', null, 'net'), set(on, 'owner', 'net', null))
    expect(back.outcome?.state).toBe('fixed')
    expect(await tagsNow(on)).toEqual({ keep: 'it', Owner: 'net' })
  })

  it('that are renamed at the limit need no room for both', async () => {
    const others = Object.fromEntries(Array.from({ length: 49 }, (_, n) => [`k${n}`, '']))
    const on = await role({ ...others, Owner: 'net' })
    const done = await carryOut([], set(on, 'owner', null, 'net'), set(on, 'Owner', 'net', null))
    expect(done.outcome?.state).toBe('fixed')
    const over = await carryOut([], set(on, 'one-more', null, 'x'))
    expect(over.outcome).toMatchObject({ state: 'stale', why: expect.stringContaining('51 tags') })
    expect(over.sent).toEqual([])
  })

  it('that were taken away stay so when the second half is refused: only that has failed', async () => {
    const on = await role({ Owner: 'net' })
    const done = await carryOut(
      [{ action: 'TagRole', ...denied }],
      set(on, 'owner', null, 'net'),
      set(on, 'Owner', 'net', null),
    )
    expect(done.outcome).toMatchObject({ state: 'failed', why: expect.stringContaining('allow iam:TagRole') })
    expect(done.answers).toMatchObject([{ kind: 'refused', failed: [{ member: 'tag owner' }] }])
    expect(await tagsNow(on)).toEqual({})
    // Said by the call itself, whatever is read afterwards.
    const { io, session } = await accessTo(on)
    const changes: Many<Change> = [set(on, 'Team', 'x', null), set(on, 'team', null, 'x')]
    const sent = await io.send(session, { api: 'iam:TagRole', changes }, { ref: on } as Resource)
    expect(sent).toMatchObject({ kind: 'refused', failed: [changes[1]] })
    // An undo gives back what the half that was done took.
    const [touched] = touchedBy(done.journal)
    expect([...(touched?.members ?? [])].map(([member, { original }]) => [member, original])).toEqual([
      ['tag Owner', 'net'],
    ])
  })

  it('stay as they were when the first half is refused, and the second is not tried', async () => {
    const on = await role({ Owner: 'net' })
    const done = await carryOut(
      [{ action: 'UntagRole', ...denied }],
      set(on, 'owner', null, 'net'),
      set(on, 'Owner', 'net', null),
    )
    expect(done.answers).toMatchObject([{ kind: 'refused', failed: [{}, {}] }])
    expect(done.sent).toEqual(['UntagRole'])
    expect(await tagsNow(on)).toEqual({ Owner: 'net' })
  })

  it.each([
    ['first', 'UntagRole'],
    ['second', 'TagRole'],
  ])('are judged by what is read where the answer to the %s half was lost', async (half, action) => {
    const on = await role({ Owner: 'net' })
    const done = await carryOut(
      [{ action, after: true, drop: true }],
      set(on, 'owner', null, 'net'),
      set(on, 'Owner', 'net', null),
    )
    expect(done.sent.filter((one) => one === action)).toHaveLength(1)
    if (half === 'second') {
      expect(done.answers).toEqual([{ kind: 'done' }])
      expect(done.outcome?.state).toBe('fixed')
      return
    }
    // The old key is gone, and nobody knew: nothing is set on a guess.
    expect(done.answers).toMatchObject([{ kind: 'unknown' }])
    expect(done.outcome?.state).toBe('failed')
    expect(await tagsNow(on)).toEqual({})
  })

  it('under a key that is there in another case by now are not written over', async () => {
    const on = await role({ keep: 'it' })
    await (await world.cloud.iam()).send(new TagRoleCommand({ RoleName: on.id, Tags: tagList({ Owner: 'theirs' }) }))
    const done = await carryOut([], set(on, 'owner', null, 'ours'))
    expect(done.outcome).toMatchObject({ state: 'stale', why: expect.stringContaining('Owner') })
    expect(done.sent).toEqual([])
    expect(await tagsNow(on)).toEqual({ keep: 'it', Owner: 'theirs' })
  })

  it('are tried again where another write was under way, and at the limit are not', async () => {
    const on = await role({})
    const busy = { action: 'TagRole', times: 1, status: 409, code: 'ConcurrentModification' }
    const done = await carryOut([busy], set(on, 'owner', null, 'net'))
    expect([done.outcome?.state, done.sent]).toEqual(['fixed', ['TagRole', 'TagRole']])
    const full = { action: 'TagRole', status: 409, code: 'LimitExceeded', message: 'Cannot exceed quota' }
    const refused = await carryOut([full], set(on, 'team', null, 'x'))
    expect(refused.outcome).toMatchObject({ state: 'failed', why: expect.stringContaining('LimitExceeded') })
    expect(refused.sent).toEqual(['TagRole'])
  })
})

describe('tags of a policy', () => {
  it('are told apart by case, and a rename adds before it removes', async () => {
    const on = await policy({ Owner: 'net', keep: 'it' })
    const done = await carryOut([], set(on, 'owner', null, 'net'), set(on, 'Owner', 'net', null))
    expect(done.outcome?.state).toBe('fixed')
    expect(done.calls).toEqual([
      ['iam:TagPolicy', ['tag owner']],
      ['iam:UntagPolicy', ['tag Owner']],
    ])
    expect(done.sent).toEqual(['TagPolicy', 'UntagPolicy'])
    expect(await tagsNow(on)).toEqual({ keep: 'it', owner: 'net' })
    const beside = await carryOut([], set(on, 'Owner', null, 'other'))
    expect(beside.outcome?.state).toBe('fixed')
    expect(await tagsNow(on)).toEqual({ keep: 'it', owner: 'net', Owner: 'other' })
  })

  it('that are refused leave it as it was', async () => {
    const on = await policy({ keep: 'it' })
    const done = await carryOut([{ action: 'TagPolicy', ...denied }], set(on, 'owner', null, 'net'))
    expect(done.answers).toMatchObject([{ kind: 'refused', why: expect.stringContaining('allow iam:TagPolicy') }])
    expect(await tagsNow(on)).toEqual({ keep: 'it' })
  })
})
