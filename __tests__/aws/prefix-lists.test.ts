import { CreateManagedPrefixListCommand } from '@aws-sdk/client-ec2'
import { afterEach, expect, it } from '@jest/globals'
import { first } from '../../emulator/cloud.ts'
import type { AccountId, Region } from '../../src/model/basics.ts'
import type { Call, Member } from '../../src/model/member.ts'
import type { Gap, Ref, Resource } from '../../src/model/resource.ts'
import { awsWorld } from './session.ts'

const world = awsWorld(800)
afterEach(() => world.cloud.faults([]))

const io = async () => (await import('../../src/resources/prefix-list/aws.ts')).io
const action = 'GetManagedPrefixListEntries'
const ref = (id: string): Ref => ({
  kind: 'prefix-list',
  account: first as AccountId,
  region: 'us-east-1' as Region,
  id,
  arn: '',
})

async function made(name: string, cidrs: readonly string[]): Promise<string> {
  const { PrefixList } = await (await world.cloud.ec2()).send(
    new CreateManagedPrefixListCommand({
      PrefixListName: name,
      AddressFamily: 'IPv4',
      MaxEntries: cidrs.length,
      Entries: cidrs.map((Cidr) => ({ Cidr })),
    }),
  )
  return PrefixList?.PrefixListId ?? ''
}

async function list(...ids: readonly string[]) {
  const all = { lists: [] as Resource<'prefix-list'>[], gaps: [] as Gap[] }
  for await (const page of (await io()).source.list([await world.session()], {
    kinds: ['prefix-list'],
    only: ids.map(ref),
  })) {
    if ('gap' in page) all.gaps.push(page.gap)
    else if ('resources' in page) all.lists.push(...(page.resources as unknown as readonly Resource<'prefix-list'>[]))
  }
  return all
}

const calls = async (): Promise<number> => (await world.cloud.log()).filter((call) => call.action === action).length

it('a list is read to its last page', async () => {
  const cidrs = Array.from({ length: 250 }, (_, n) => `10.0.${n}.0/24`)
  const id = await made('long', cidrs)
  await world.cloud.faults([])
  const { lists, gaps } = await list(id)
  expect(gaps).toEqual([])
  expect(lists).toHaveLength(1)
  expect(lists[0]?.ref.arn).toBe(`arn:aws:ec2:us-east-1:${first}:prefix-list/${id}`)
  expect([...(lists[0]?.facts.entries ?? [])].sort()).toEqual([...cidrs].sort())
  expect(await calls()).toBe(3)
})

it('one that is not there costs no other', async () => {
  const id = await made('there', ['10.0.0.0/8'])
  const absent = 'pl-00000000000000000'
  const { lists, gaps } = await list(absent, id)
  expect(lists.map((one) => one.ref.id)).toEqual([id])
  expect(gaps).toMatchObject([{ id: absent, kind: 'prefix-list', operation: `ec2:${action}`, why: 'not-found' }])
})

it.each([
  ['denied', { status: 403, code: 'UnauthorizedOperation' }, 'denied'],
  ['cut', { truncate: true }, 'malformed'],
  ['without a list', { body: '<GetManagedPrefixListEntriesResponse/>' }, 'malformed'],
  [
    'with a block that is none',
    {
      body: '<GetManagedPrefixListEntriesResponse><entrySet><item><cidr>0.0.0.0</cidr></item></entrySet></GetManagedPrefixListEntriesResponse>',
    },
    'malformed',
  ],
  [
    'with an entry that is none',
    { body: '<GetManagedPrefixListEntriesResponse><entrySet><item/></entrySet></GetManagedPrefixListEntriesResponse>' },
    'malformed',
  ],
] as const)('an answer that is %s is a gap of that list, and no empty list', async (name, fault, why) => {
  const id = await made(name, ['10.0.0.0/8'])
  await world.cloud.faults([{ action, ...fault }])
  expect(await list(id)).toMatchObject({ lists: [], gaps: [{ id, why }] })
  const [again] = await (await io()).read(await world.session(), [ref(id)])
  expect(again?.resource).toEqual({ known: false, why, operation: `ec2:${action}` })
})

it('a list that breaks on its second page has no entries, not some', async () => {
  const id = await made(
    'broken',
    Array.from({ length: 150 }, (_, n) => `10.0.${n}.0/24`),
  )
  await world.cloud.faults([{ action, skip: 1, status: 403, code: 'UnauthorizedOperation' }])
  expect(await list(id)).toMatchObject({ lists: [], gaps: [{ id, why: 'denied' }] })
})

it('nothing is ever written to one', async () => {
  const { lists } = await list(await made('kept', ['10.0.0.0/8']))
  const [one] = lists
  if (one === undefined) throw new Error('no list')
  const change = { on: one.ref, member: 'entry 10.0.0.0/8' as Member, before: true, after: null }
  const call: Call = { api: 'ec2:ModifyManagedPrefixList', changes: [change] }
  expect(await (await io()).send(await world.session(), call, one)).toMatchObject({ kind: 'refused', failed: [change] })
})
