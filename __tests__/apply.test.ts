import { describe, expect, it } from '@jest/globals'
import { apply } from '../src/apply/apply.ts'
import { many } from '../src/lib/many.ts'
import type { Hash } from '../src/model/basics.ts'
import type { JournalLine } from '../src/model/journal.ts'
import type { KindIo, KindLogic } from '../src/model/kind.ts'
import type { Call, Change, Sent } from '../src/model/member.ts'
import type { Plan, PlannedStep } from '../src/model/plan.ts'
import type { Resource } from '../src/model/resource.ts'
import { exampleInstance } from '../src/resources/instance/example.ts'
import { logic as instanceLogic } from '../src/resources/instance/members.ts'
import { exampleVolume } from '../src/resources/volume/example.ts'
import { logic as volumeLogic } from '../src/resources/volume/members.ts'
import { tagMember } from '../src/tagging/members.ts'

type Tags = Readonly<Record<string, string>>
type Edit = readonly [key: string, before: string | null, after: string | null]

const logics = { volume: volumeLogic, instance: instanceLogic } as unknown as Readonly<Record<string, KindLogic>>
const hash = (n: number): Hash => n.toString(16).padStart(64, '0') as Hash

/** The nth resource: every other one an instance, where both kinds are wanted. */
function resource(n: number, tags: Tags, mixed = false): Resource {
  const one = mixed && n % 2 === 1 ? exampleInstance(tags) : exampleVolume(tags)
  const id = `${one.ref.kind === 'volume' ? 'vol' : 'i'}-${n}`
  return { ...one, ref: { ...one.ref, id, arn: `arn:${id}` } } as unknown as Resource
}

function step(n: number, on: Resource, edits: readonly Edit[]): PlannedStep {
  const changes = many(
    edits.map(([key, before, after]): Change => ({ on: on.ref, member: tagMember(key), before, after })),
  )
  if (changes === null) throw new Error('a step without changes')
  return {
    hash: hash(n),
    finding: hash(n),
    use: null,
    on: on.ref,
    changes,
    rating: 'neutral',
    words: [],
    decision: 'apply',
    reason: '',
    limited: false,
    behind: [],
  }
}

/** An account in memory. `answer` may refuse or lose a call before it is carried out, or after. */
function account(
  resources: readonly Resource[],
  answer: (call: Call, n: number) => Sent | { readonly done: Sent } | null = () => null,
) {
  const live = new Map(resources.map((one) => [one.ref.arn, one]))
  const calls: Call[] = []
  const carryOut = (changes: readonly Change[]): void => {
    for (const change of changes) {
      const one = live.get(change.on.arn)
      const logic = logics[change.on.kind]
      if (one !== undefined && logic !== undefined) live.set(change.on.arn, logic.withChanges(one, [change]))
    }
  }
  const io: KindIo<null> = {
    kind: 'volume',
    source: { per: 'region', async *list() {} },
    read: async (_, refs) => refs.map((ref) => ({ ref, resource: { known: true, value: live.get(ref.arn) ?? null } })),
    async send(_, call) {
      calls.push(call)
      const said = answer(call, calls.length)
      if (said !== null && 'kind' in said) {
        // What a refusal does not name as failed was carried out.
        const failed = new Set(said.kind === 'refused' ? said.failed.map(({ on }) => on.arn) : live.keys())
        carryOut(call.changes.filter(({ on }) => !failed.has(on.arn)))
        return said
      }
      carryOut(call.changes)
      return said?.done ?? { kind: 'done' }
    },
  }
  return { io, calls, live }
}

async function run(
  steps: readonly PlannedStep[],
  { io }: ReturnType<typeof account>,
  { failures = 3, full = Number.POSITIVE_INFINITY } = {},
) {
  const journal: JournalLine[] = []
  const write = (line: JournalLine): void => {
    if (journal.length === full) throw new Error('ENOSPC: no space left on device')
    journal.push(line)
  }
  const plan: Plan = { hash: null, steps }
  let n = 0
  const { outcomes } = await apply<null>({
    plan,
    selected: new Set(steps.map((one) => one.hash)),
    access: async ({ kind }) => {
      const logic = logics[kind]
      return logic === undefined ? null : { session: null, role: null, io, logic }
    },
    journal: { write },
    remains: ({ changes }, live) => {
      const logic = logics[live.ref.kind]
      const all = changes.every(({ member, after }) => {
        const now = logic?.member(live, member)
        return now?.known === true && now.value === after
      })
      return all ? null : 'not there'
    },
    failures,
    numbering: { next: () => ++n },
    wait: async () => undefined,
    progress: () => undefined,
  })
  return { states: outcomes.map(({ state }) => state), outcomes, journal }
}

const sizes = ({ calls }: ReturnType<typeof account>): readonly number[] => calls.map(({ changes }) => changes.length)
const range = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n)

describe('equal changes of many resources', () => {
  it('go out together, at most 200 a call, whatever their kinds', async () => {
    const resources = range(450).map((n) => resource(n, { name: `${n}` }, true))
    const aws = account(resources)
    const { states, journal } = await run(
      resources.map((one, n) => step(n, one, [['owner', null, 'platform']])),
      aws,
    )
    expect(sizes(aws)).toEqual([200, 200, 50])
    expect(new Set(states)).toEqual(new Set(['fixed']))
    expect(journal.filter(({ kind }) => kind === 'intent')).toHaveLength(3)
    expect(journal[0]).toMatchObject({ kind: 'intent', steps: { length: 200 }, call: { api: 'ec2:CreateTags' } })
  })

  it('share a call whatever was there before, and other values have calls of their own', async () => {
    const resources = [resource(0, { env: 'Prod' }), resource(1, {}), resource(2, { env: 'Dev' })]
    const [a, b, c] = resources as [Resource, Resource, Resource]
    const aws = account(resources)
    await run(
      [step(0, a, [['env', 'Prod', 'prod']]), step(1, b, [['env', null, 'prod']]), step(2, c, [['env', 'Dev', 'dev']])],
      aws,
    )
    expect(aws.calls.map(({ changes }) => changes.map(({ on }) => on.id))).toEqual([['vol-0', 'vol-1'], ['vol-2']])
  })

  it('a rename adds for all before it removes for all; what is removed must be as it was read', async () => {
    const resources = [resource(0, { Owner: 'a' }), resource(1, { Owner: 'a' }), resource(2, { Owner: 'b' })]
    const aws = account(resources)
    const rename = (one: Resource, n: number, value: string): PlannedStep =>
      step(n, one, [
        ['Owner', value, null],
        ['owner', null, value],
      ])
    const { states } = await run(
      resources.map((one, n) => rename(one, n, n === 2 ? 'b' : 'a')),
      aws,
    )
    expect(states).toEqual(['fixed', 'fixed', 'fixed'])
    expect(aws.calls.map(({ api, changes }) => [api, changes.length])).toEqual([
      ['ec2:CreateTags', 2],
      ['ec2:CreateTags', 1],
      ['ec2:DeleteTags', 2],
      ['ec2:DeleteTags', 1],
    ])
  })

  it('several steps of each resource: the first of all, then the second of all', async () => {
    const resources = range(3).map((n) => resource(n, {}))
    const aws = account(resources)
    const steps = resources.flatMap((one, n) => [
      step(2 * n, one, [['owner', null, 'x']]),
      step(2 * n + 1, one, [['env', null, 'prod']]),
    ])
    expect((await run(steps, aws)).states).toEqual(range(6).map(() => 'fixed'))
    expect(aws.calls.map(({ changes }) => [changes[0].member, changes.length])).toEqual([
      ['tag owner', 3],
      ['tag env', 3],
    ])
  })
})

describe('what one resource does to the others', () => {
  const resources = range(4).map((n) => resource(n, {}))
  const steps = resources.map((one, n) => step(n, one, [['owner', null, 'x']]))
  const all = (call: Call): Sent => ({ kind: 'refused', why: 'no', failed: call.changes })

  it('a call that was refused as a whole is tried one by one', async () => {
    const aws = account(resources, (call) => (call.changes.some(({ on }) => on.id === 'vol-2') ? all(call) : null))
    const { states, outcomes } = await run(steps, aws)
    expect(states).toEqual(['fixed', 'fixed', 'failed', 'fixed'])
    expect(outcomes[2]?.why).toBe('ec2:CreateTags: no')
    expect(sizes(aws)).toEqual([4, 1, 1, 1, 1])
  })

  it('but not for ever: refused in a row, the rest is not reached', async () => {
    const aws = account(resources, all)
    expect((await run(steps, aws, { failures: 2 })).states).toEqual(['failed', 'failed', 'not-reached', 'not-reached'])
    expect(sizes(aws)).toEqual([4, 1, 1])
  })

  it('a part that failed is the only part that failed', async () => {
    const [, second] = resources as [Resource, Resource]
    const aws = account(resources, (call) => ({
      kind: 'refused',
      why: 'AccessDenied: this one',
      failed: many(call.changes.filter(({ on }) => on.arn === second.ref.arn)) ?? call.changes,
    }))
    const { states, journal } = await run(steps, aws)
    expect(states).toEqual(['fixed', 'failed', 'fixed', 'fixed'])
    expect(sizes(aws)).toEqual([4])
    expect(journal.at(-1)).toMatchObject({ kind: 'answer', sent: { kind: 'refused', failed: [{ on: second.ref }] } })
  })

  it('an answer that was lost is settled by what is read', async () => {
    const aws = account(resources, () => ({ done: { kind: 'unknown', why: 'ECONNRESET' } }))
    const { states, journal } = await run(steps, aws)
    expect(states).toEqual(['fixed', 'fixed', 'fixed', 'fixed'])
    expect(journal.at(-1)).toMatchObject({ kind: 'answer', sent: { kind: 'done' } })
  })

  it('one that changed meanwhile is stale, one that is gone is, too, and neither is sent', async () => {
    const aws = account(resources)
    aws.live.set('arn:vol-1', resource(1, { owner: 'somebody' }))
    aws.live.delete('arn:vol-3')
    expect((await run(steps, aws)).states).toEqual(['fixed', 'stale', 'fixed', 'stale'])
    expect(aws.calls[0]?.changes.map(({ on }) => on.id)).toEqual(['vol-0', 'vol-2'])
  })

  it('tags that cannot be read again are not taken for none', async () => {
    const aws = account(resources)
    const unread = { known: false, why: 'denied', operation: 'ec2:DescribeVolumes' } as const
    aws.live.set('arn:vol-0', { ...resource(0, {}), tags: unread } as unknown as Resource)
    expect((await run(steps, aws)).states).toEqual(['failed', 'fixed', 'fixed', 'fixed'])
  })

  it('what cannot be journalled is not done, and what was done is told all the same', async () => {
    const others = range(4).map((n) => step(n, resource(n, {}), [['owner', null, `${n % 2}`]]))
    const aws = account(resources)
    const before = await run(others, aws, { full: 2 })
    expect(before.states).toEqual(['fixed', 'not-reached', 'fixed', 'not-reached'])
    expect(before.outcomes[1]?.why).toContain('ENOSPC')
    expect(sizes(aws)).toEqual([2])
    const after = account(resources)
    expect((await run(others, after, { full: 1 })).states).toEqual(['fixed', 'not-reached', 'fixed', 'not-reached'])
  })
})
