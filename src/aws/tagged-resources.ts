import { batches } from '../lib/pool.ts'
import type { Region } from '../model/basics.ts'
import type { Fresh, KindIo, Page, Scope, Source } from '../model/kind.ts'
import type { Kind, Ref, Resource } from '../model/resource.ts'
import { readArn } from '../tagging/arn.ts'
import { troubleOf } from './errors.ts'
import { gapOf } from './gap.ts'
import type { Session } from './session.ts'
import { apart, askedKind, type Filter, filtersOf } from './tagged-kinds.ts'
import { arnsACall, type Tagged, taggedByArn, taggedPages } from './tagged-pages.ts'
import { sendServiceTags } from './tagged-send.ts'

const operation = 'tag:GetResources'

/** AWS's names of the kinds that a listing of their own speaks for. */
export type IsListed = (kind: Kind) => boolean

/**
 * The effectful half of any kind that only the Resource Groups Tagging API knows. One source for all of them: what it
 * returns of a region is one listing, whatever kinds and patterns it is asked for.
 */
export function taggedResources(isListed: IsListed): (kind: Kind) => KindIo<Session> {
  const source: Source<Session> = { per: 'region', list: ([session], scope) => list(session, scope, isListed) }
  return (kind) => ({ kind, source, read: readAgain, send: sendServiceTags })
}

async function* list(session: Session, { kinds, only }: Scope, isListed: IsListed): AsyncIterable<Page> {
  for (const kind of kinds) yield { partial: kind }
  const seen = new Set<string>()
  const kept = (page: readonly Tagged[]): Page => ({
    resources: page.flatMap((one) => {
      const resource = seen.has(one.arn) ? null : resourceOf(session, one, { kinds, isListed })
      seen.add(one.arn)
      return resource === null || !isWanted(resource.ref, only) ? [] : [resource]
    }),
  })
  if (only !== 'all' && only.every(({ arn }) => arn !== '')) yield* ofArns(session, { kinds, only }, kept)
  else for (const filter of filtersOf(kinds)) yield* ofTypes(session, filter, kept)
}

type Kept = (page: readonly Tagged[]) => Page

async function* ofTypes(session: Session, filter: Filter, kept: Kept): AsyncIterable<Page> {
  try {
    for await (const page of taggedPages(session, filter.types)) yield kept(page)
  } catch (error) {
    const trouble = troubleOf(error)
    if (trouble.code === 'InvalidParameterException' && filter.types.length > 1) {
      // A type that AWS does not take costs its own kinds and no other.
      for (const one of apart(filter, filter.kinds)) yield* ofTypes(session, one, kept)
    } else yield* gapsOf(session, error, filter.kinds)
  }
}

async function* ofArns(session: Session, { kinds, only }: Scope, kept: Kept): AsyncIterable<Page> {
  const arns = only === 'all' ? [] : [...new Set(only.map(({ arn }) => arn))]
  try {
    for (const batch of batches(arns, arnsACall)) yield kept(await taggedByArn(session, batch))
  } catch (error) {
    yield* gapsOf(session, error, kinds)
  }
}

const gapsOf = (session: Session, error: unknown, kinds: readonly Kind[]): readonly Page[] =>
  kinds.map((kind) => ({ gap: gapOf(session, troubleOf(error), { kind, operation, id: null }) }))

const isWanted = (ref: Ref, only: Scope['only']): boolean =>
  only === 'all' || only.some(({ arn, id }) => (arn === '' ? id === ref.id : arn === ref.arn))

/** null: nobody asked for it, or it is for another to tell: the kind's own listing, another account, another region. */
function resourceOf(
  session: Session,
  { arn, tags }: Tagged,
  { kinds, isListed }: { readonly kinds: readonly Kind[]; readonly isListed: IsListed },
): Resource | null {
  const read = readArn(arn)
  const { account, region } = session.target
  if (read === null || isListed(read.kind)) return null
  if (read.account !== '' && read.account !== account) return null
  if (read.region !== '' && read.region !== region) return null
  const kind = askedKind(kinds, read.kind)
  // What has no region (CloudFront, Route 53) is shown where its tags are read and written.
  return kind === null ? null : made({ kind, account, region: region as Region, id: read.id, arn }, tags)
}

function made(ref: Ref, tags: Tagged['tags']): Resource {
  return {
    ref,
    name: { known: true, value: ref.id },
    tags: { known: true, value: tags },
    vpc: { known: true, value: null },
    // Null for kinds without a folder; a resource of any kind is one of these, too.
    facts: null as unknown as Resource['facts'],
  }
}

/**
 * Asked by ARN, the API answers for what has tags or had some, and leaves out all else without a word. So one that it does
 * not answer for is either gone or without any tag, and is read as the latter: of the two, that never hides a tag that is
 * missing, never makes a finding look put right, and a tag that is set on what is gone is refused by AWS. Whoever calls
 * knows the resource from a listing or a journal, so it had tags once.
 */
async function readAgain(session: Session, refs: readonly Ref[]): Promise<readonly Fresh[]> {
  const fresh: Fresh[] = []
  for (const batch of batches(refs, arnsACall)) fresh.push(...(await readBatch(session, batch)))
  return fresh
}

async function readBatch(session: Session, refs: readonly Ref[]): Promise<readonly Fresh[]> {
  try {
    const found = new Map(
      (await taggedByArn(session, [...new Set(refs.map(({ arn }) => arn))])).map((one) => [one.arn, one.tags]),
    )
    return refs.map((ref) => ({ ref, resource: { known: true, value: made(ref, found.get(ref.arn) ?? new Map()) } }))
  } catch (error) {
    const { why } = troubleOf(error)
    return refs.map((ref) => ({ ref, resource: { known: false, why, operation } }))
  }
}
