import { GetManagedPrefixListEntriesCommand } from '@aws-sdk/client-ec2'
import { inTime } from '../../aws/clients.ts'
import { troubleOf } from '../../aws/errors.ts'
import { gapOf, malformedAnswer } from '../../aws/gap.ts'
import type { Session } from '../../aws/session.ts'
import { canonicalCidr } from '../../lib/cidr.ts'
import { inParallel } from '../../lib/pool.ts'
import type { Fresh, KindIo, Source } from '../../model/kind.ts'
import type { Ref, Resource } from '../../model/resource.ts'

const operation = 'ec2:GetManagedPrefixListEntries'
/** The largest page that EC2 gives. */
const pageSize = 100

type List = Resource<'prefix-list'>

const source: Source<Session> = {
  per: 'region',
  async *list([session], { only }) {
    if (only === 'all') throw new Error('prefix lists are read by id')
    const parts = await inParallel(only, 4, (ref) => entriesOf(session, ref.id))
    for (const [index, part] of parts.entries()) {
      const ref = only[index]
      if (ref === undefined) continue
      // The page holds resources of any kind.
      if (part.kind === 'done') yield { resources: [listOf(session, ref, part.value) as unknown as Resource] }
      else yield { gap: gapOf(session, troubleOf(part.error), { kind: 'prefix-list', operation, id: ref.id }) }
    }
  },
}

export const io: KindIo<Session, 'prefix-list'> = {
  kind: 'prefix-list',
  source,
  async read(session, refs): Promise<readonly Fresh<'prefix-list'>[]> {
    const parts = await inParallel(refs, 4, (ref) => entriesOf(session, ref.id))
    return refs.map((ref, index): Fresh<'prefix-list'> => {
      const part = parts[index]
      if (part?.kind === 'done') return { ref, resource: { known: true, value: listOf(session, ref, part.value) } }
      return { ref, resource: { known: false, why: troubleOf(part?.error).why, operation } }
    })
  },
  send: async (_session, call) => ({ kind: 'refused', why: 'Holdfast writes no prefix list', failed: call.changes }),
}

async function entriesOf(session: Session, id: string): Promise<readonly string[]> {
  const client = await session.ec2()
  const entries: string[] = []
  let token: string | undefined
  do {
    const answer = await client.send(
      new GetManagedPrefixListEntriesCommand({
        PrefixListId: id,
        MaxResults: pageSize,
        ...(token === undefined ? {} : { NextToken: token }),
      }),
      inTime(),
    )
    if (answer.Entries === undefined) throw malformedAnswer('no list of entries')
    for (const { Cidr } of answer.Entries) {
      if (Cidr === undefined || canonicalCidr(Cidr) === null) throw malformedAnswer('an entry without its CIDR block')
      entries.push(Cidr)
    }
    token = answer.NextToken === '' ? undefined : answer.NextToken
  } while (token !== undefined)
  return entries
}

function listOf({ partition }: Session, { account, region, id }: Ref, entries: readonly string[]): List {
  const arn = `arn:${partition}:ec2:${region}:${account}:prefix-list/${id}`
  return {
    ref: { kind: 'prefix-list', account, region, id, arn },
    name: { known: true, value: null },
    tags: { known: false, why: 'unsupported', operation: 'ec2:DescribeManagedPrefixLists' },
    vpc: { known: true, value: null },
    facts: { entries },
  }
}
