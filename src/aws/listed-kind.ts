import { ownText } from '../lib/own-text.ts'
import { batches } from '../lib/pool.ts'
import type { Observed } from '../model/basics.ts'
import type { Depth, Fresh, KindIo, Page, Scope, Source } from '../model/kind.ts'
import type { Gap, HouseKind, Ref, Resource } from '../model/resource.ts'
import { inTime } from './clients.ts'
import { malformed, troubleOf } from './errors.ts'
import { gapOf, malformedAnswer } from './gap.ts'
import { type LiveTag, tagMap } from './live-tags.ts'
import type { Session } from './session.ts'

/** One page as AWS answers it; `items` undefined: the answer lacks its list. */
export interface LivePage<L> {
  readonly items: readonly L[] | undefined
  readonly next?: string | undefined
}

/** What to ask for: a page of these ids, or of all. */
export interface Asked {
  readonly ids: readonly string[] | null
  readonly token: string | undefined
}

/**
 * Adds what the listing itself does not tell; what cannot be read is an unread fact. `all`: the resources are part of a listing of
 * all. Never throws for AWS's refusals.
 */
export type Whole<K extends HouseKind> = (
  session: Session,
  resources: readonly Resource<K>[],
  at: { readonly all: boolean },
) => Promise<{ readonly resources: readonly Resource<K>[]; readonly gaps: readonly Gap[] }>

/** A kind that one call lists in pages, with its tags; `L`: a resource as AWS describes it, `C`: the client. */
export interface ListedKind<K extends HouseKind, L, C> {
  readonly kind: K
  /** `ec2:DescribeVolumes` */
  readonly operation: string
  /** How ids begin; a run that is narrowed to other ids does not ask. */
  readonly prefixes: readonly string[]
  /** Ids that one call may name. */
  readonly idsAtOnce: number
  client(session: Session): Promise<C>
  page(client: C, asked: Asked, options: ReturnType<typeof inTime>): Promise<LivePage<L>>
  /** Undefined: an id is missing. */
  idOf(live: L): string | undefined
  /** Left out: every resource that is listed is the account's own. */
  ownerOf?(live: L): string | undefined
  /** Whether it only lingers in the list (a terminated instance). */
  isGone?(live: L): boolean
  tagsOf(live: L): readonly LiveTag[] | undefined
  vpcOf?(live: L, session: Session): string | undefined
  nameOf?(live: L): string | undefined
  /** null: what AWS answered cannot be understood. */
  factsOf(live: L, session: Session): Resource<K>['facts'] | null
  /** Left out: the listing tells everything. */
  readonly whole?: Whole<K>
  /** `arn:aws:ec2:us-east-1:111122223333:volume/vol-1` */
  arnOf(id: string, session: Session, live: L): string
}

export function listedKind<K extends HouseKind, L, C>(
  spec: ListedKind<K, L, C>,
  send: KindIo<Session, K>['send'],
): KindIo<Session, K> {
  const source: Source<Session> = { per: 'region', list: ([session], scope) => list(spec, session, scope) }
  return {
    kind: spec.kind,
    source,
    read: (session, refs, depth = 'whole') => readAgain(spec, session, { refs, depth }),
    send,
  }
}

async function* list<K extends HouseKind, L, C>(
  spec: ListedKind<K, L, C>,
  session: Session,
  { only, depth = 'whole' }: Scope,
): AsyncIterable<Page> {
  const { kind, operation } = spec
  try {
    for (const ids of only === 'all' ? [null] : batches(candidates(spec, only), spec.idsAtOnce)) {
      for await (const page of pages(spec, session, ids)) {
        const { resources, gaps } = await deepened(spec, session, { ...page, depth, all: only === 'all' })
        // What is built for kind K is a resource; the page holds those of any kind.
        yield { resources: resources as unknown as readonly Resource[] }
        for (const gap of gaps) yield { gap }
        for (const id of page.unclear)
          yield { gap: gapOf(session, malformed(`a ${kind} that could not be understood`), { kind, operation, id }) }
      }
    }
  } catch (error) {
    yield { gap: gapOf(session, troubleOf(error), { kind, operation, id: null }) }
  }
}

async function deepened<K extends HouseKind, L, C>(
  { whole }: ListedKind<K, L, C>,
  session: Session,
  at: { readonly resources: readonly Resource<K>[]; readonly depth: Depth; readonly all: boolean },
): ReturnType<Whole<K>> {
  const { resources, depth } = at
  if (depth === 'tags' || whole === undefined || resources.length === 0) return { resources, gaps: [] }
  return whole(session, resources, at)
}

const candidates = <K extends HouseKind, L, C>({ prefixes, kind }: ListedKind<K, L, C>, only: readonly Ref[]) => [
  ...new Set(
    only.filter((ref) => ref.kind === kind && prefixes.some((prefix) => ref.id.startsWith(prefix))).map(({ id }) => id),
  ),
]

interface Understood<K extends HouseKind> {
  readonly resources: readonly Resource<K>[]
  /** Ids of what could not be understood; null: its id neither. */
  readonly unclear: readonly (string | null)[]
}

async function* pages<K extends HouseKind, L, C>(
  spec: ListedKind<K, L, C>,
  session: Session,
  ids: readonly string[] | null,
): AsyncIterable<Understood<K>> {
  const client = await spec.client(session)
  let token: string | undefined
  do {
    const { items, next } = await spec.page(client, { ids, token }, inTime())
    if (items === undefined) throw malformedAnswer(`no list in the answer to ${spec.operation}`)
    yield understood(spec, session, items)
    token = next === '' ? undefined : next
  } while (token !== undefined)
}

function understood<K extends HouseKind, L, C>(
  spec: ListedKind<K, L, C>,
  session: Session,
  items: readonly L[],
): Understood<K> {
  const resources: Resource<K>[] = []
  const unclear: (string | null)[] = []
  for (const live of items) {
    const owner = spec.ownerOf?.(live)
    if ((owner !== undefined && owner !== session.target.account) || spec.isGone?.(live) === true) continue
    const made = resourceOf(spec, session, live)
    if (made === null) unclear.push(spec.idOf(live) ?? null)
    else resources.push(made)
  }
  return { resources, unclear }
}

function resourceOf<K extends HouseKind, L, C>(
  spec: ListedKind<K, L, C>,
  session: Session,
  live: L,
): Resource<K> | null {
  const id = spec.idOf(live)
  const facts = spec.factsOf(live, session)
  if (id === undefined || facts === null) return null
  const { account, region } = session.target
  const [own, name, vpc] = [ownText(id), spec.nameOf?.(live), spec.vpcOf?.(live, session)]
  return {
    ref: { kind: spec.kind, account, region, id: own, arn: spec.arnOf(own, session, live) },
    name: { known: true, value: name === undefined ? null : ownText(name) },
    tags: { known: true, value: tagMap(spec.tagsOf(live)) },
    vpc: { known: true, value: vpc === undefined ? null : ownText(vpc) },
    facts,
  }
}

/** These resources as they are now. */
async function readAgain<K extends HouseKind, L, C>(
  spec: ListedKind<K, L, C>,
  session: Session,
  { refs, depth }: { readonly refs: readonly Ref[]; readonly depth: Depth },
): Promise<readonly Fresh<K>[]> {
  const fresh: Fresh<K>[] = []
  for (const batch of batches(refs, spec.idsAtOnce))
    fresh.push(...(await readBatch(spec, session, { refs: batch, depth })))
  return fresh
}

async function readBatch<K extends HouseKind, L, C>(
  spec: ListedKind<K, L, C>,
  session: Session,
  { refs, depth }: { readonly refs: readonly Ref[]; readonly depth: Depth },
): Promise<readonly Fresh<K>[]> {
  const found = new Map<string, Resource<K>>()
  const unclear: (string | null)[] = []
  const ids = [...new Set(refs.map(({ id }) => id))]
  try {
    for await (const page of pages(spec, session, ids)) {
      const { resources } = await deepened(spec, session, { ...page, depth, all: false })
      for (const resource of resources) found.set(resource.ref.id, resource)
      unclear.push(...page.unclear)
    }
  } catch (error) {
    const { why } = troubleOf(error)
    return refs.map((ref) => ({ ref, resource: { known: false, why, operation: spec.operation } }))
  }
  return refs.map((ref): Fresh<K> => ({ ref, resource: freshOf(spec.operation, found.get(ref.id), unclear, ref) }))
}

/** What was there and could not be understood is not gone. */
function freshOf<K extends HouseKind>(
  operation: string,
  found: Resource<K> | undefined,
  unclear: readonly (string | null)[],
  { id }: Ref,
): Observed<Resource<K> | null> {
  if (found !== undefined) return { known: true, value: found }
  if (unclear.some((one) => one === null || one === id)) return { known: false, why: 'malformed', operation }
  return { known: true, value: null }
}
