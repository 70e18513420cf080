import { first } from '../../emulator/cloud.ts'
import type { Session } from '../../src/aws/session.ts'
import type { AccountId, Json, Many, Observed, Region } from '../../src/model/basics.ts'
import type { Depth, KindIo, KindLogic } from '../../src/model/kind.ts'
import type { Change, Member, Sent } from '../../src/model/member.ts'
import type { Gap, HouseKind, Ref, Resource } from '../../src/model/resource.ts'

const types: Readonly<Record<string, string>> = { 'nat-gateway': 'natgateway' }

export const refTo = (kind: HouseKind, id: string): Ref => ({
  kind,
  account: first as AccountId,
  region: 'us-east-1' as Region,
  id,
  arn: `arn:aws:ec2:us-east-1:${first}:${types[kind] ?? kind}/${id}`,
})

/** Loaded when first needed: the time-out is read when the clients are. */
async function ioOf(kind: HouseKind): Promise<KindIo<Session>> {
  const { ios } = await import('../../src/resources/index.ts')
  return (await ios[kind]()) as unknown as KindIo<Session>
}

export async function logicOf(kind: HouseKind): Promise<KindLogic> {
  const { kinds } = await import('../../src/resources/index.ts')
  return kinds.find((one) => one.kind === kind) as unknown as KindLogic
}

export async function list(
  session: Session,
  kind: HouseKind,
  more: { readonly only?: readonly Ref[]; readonly depth?: Depth } = {},
) {
  const all = { resources: [] as Resource[], gaps: [] as Gap[] }
  const scope = { kinds: [kind], only: more.only ?? ('all' as const), ...(more.depth ? { depth: more.depth } : {}) }
  for await (const page of (await ioOf(kind)).source.list([session], scope)) {
    if ('gap' in page) all.gaps.push(page.gap)
    else if ('resources' in page) all.resources.push(...page.resources)
  }
  return all
}

/** One resource as it is now. */
export async function fresh(session: Session, kind: HouseKind, id: string, depth?: Depth): Promise<Resource> {
  const [one] = await (await ioOf(kind)).read(session, [refTo(kind, id)], depth)
  if (one?.resource.known !== true || one.resource.value === null) throw new Error(`${id} could not be read`)
  return one.resource.value
}

export async function membersOf(resource: Resource): Promise<Readonly<Record<string, Json>>> {
  const logic = await logicOf(resource.ref.kind as HouseKind)
  const known = [...logic.members(resource)].flatMap(([member, seen]): [string, Json][] =>
    seen.known ? [[member, seen.value]] : [],
  )
  return Object.fromEntries(known)
}

const readOf = (seen: Observed<Json | null>): Json | null => {
  if (!seen.known) throw new Error(`unread: ${seen.operation}`)
  return seen.value
}

export interface Written {
  readonly sent: readonly Sent[]
  readonly apis: readonly string[]
  /** What the members are afterwards. */
  readonly now: readonly (Json | null)[]
  readonly before: readonly (Json | null)[]
}

/** Makes members of a resource be what is given, as apply does it: read, call by call, read back. */
export async function write(
  session: Session,
  on: { readonly kind: HouseKind; readonly id: string },
  wanted: Readonly<Record<string, Json | null>>,
): Promise<Written> {
  const [logic, io] = [await logicOf(on.kind), await ioOf(on.kind)]
  const live = await fresh(session, on.kind, on.id)
  const changes = Object.entries(wanted).map(([name, after]): Change => {
    const member = name as Member
    return { on: live.ref, member, before: readOf(logic.member(live, member)), after }
  })
  const calls = logic.calls(changes as unknown as Many<Change>)
  const sent: Sent[] = []
  for (const call of calls) sent.push(await io.send(session, call, live))
  const after = await fresh(session, on.kind, on.id)
  return {
    sent,
    apis: calls.map(({ api }) => api),
    now: changes.map(({ member }) => readOf(logic.member(after, member))),
    before: changes.map(({ before }) => before),
  }
}
