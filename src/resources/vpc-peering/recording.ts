import { canonicalCidr } from '../../lib/cidr.ts'
import type { Wrong } from '../../model/baseline.ts'
import type { Json } from '../../model/basics.ts'
import type { Change, Member } from '../../model/member.ts'
import type { Resource } from '../../model/resource.ts'
import type { Side } from './model.ts'

type Peering = Resource<'vpc-peering'>

export const sides = ['requester', 'accepter'] as const
export type SideName = (typeof sides)[number]

const words = ['accepter', 'option', 'requester', 'status', 'tag'] as const
const dnsOption = 'AllowDnsResolutionFromRemoteVpc'

/** `option accepter AllowDnsResolutionFromRemoteVpc`: there where it is on. */
export const optionOf = (side: SideName): Member => `option ${side} ${dnsOption}` as Member

export const sideNamed = (member: Member): SideName | null => sides.find((side) => optionOf(side) === member) ?? null

export function sideValue({ account, vpc, region, cidrs }: Side): Json {
  return { account, vpc, region, ...(cidrs === null ? {} : { cidrs }) }
}

/** A side as a member's value describes it; null: it describes none. */
export function sideIn(value: Json | null): Omit<Side, 'dns'> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const { account, vpc, region, cidrs = null } = value as { readonly [key: string]: Json }
  if (typeof account !== 'string' || typeof vpc !== 'string' || typeof region !== 'string') return null
  if (cidrs !== null && !isTexts(cidrs)) return null
  return { account, vpc, region, cidrs }
}

const isTexts = (value: Json): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

/** A member as a file has it, held against how AWS says it: what it would never say again could never be met. */
export function wrong(member: Member, value: Json): Wrong | null {
  if (member === 'status') {
    const isStatus = value === 'active' || value === 'pending-acceptance'
    return isStatus ? null : { part: 'value', expected: '"active" or "pending-acceptance"', words: [] }
  }
  if (sideNamed(member) !== null) return value === true ? null : { part: 'value', expected: 'true', words: [] }
  if (member !== 'requester' && member !== 'accepter') {
    const expected = `status, requester, accepter, "${optionOf('requester')}", or a tag`
    return { part: 'member', expected, words }
  }
  return isSide(value)
    ? null
    : {
        part: 'value',
        expected: 'a map of account (12 digits), vpc, region, and cidrs (a sorted list of blocks) where they are known',
        words: [],
      }
}

function isSide(value: Json): boolean {
  const side = sideIn(value)
  if (side === null || Object.keys(value ?? {}).length !== (side.cidrs === null ? 3 : 4)) return false
  const { account, vpc, region, cidrs } = side
  if (!/^\d{12}$/.test(account) || !/^vpc-[\w-]+$/.test(vpc) || !/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region)) return false
  return (cidrs ?? []).every((cidr, index, all) => canonicalCidr(cidr) === cidr && (all[index - 1] ?? '') < cidr)
}

/** Only options are put back, and only by the account and region whose side it is; the rest is for people. */
export function restored(change: Change, live: Peering): Change | string {
  const { member, before } = change
  if (member === 'status') {
    return before === 'active'
      ? 'a peering that was deleted cannot be given back, nor one that was accepted be made a request again: where it must not be, delete it by hand (DeleteVpcPeeringConnection) once no route needs it; else record it'
      : 'only its accepter can make a request active: accept it (AcceptVpcPeeringConnection), or record it'
  }
  const name = sideNamed(member)
  if (name === null)
    return 'a peering is between the VPCs that it was made for, and has the blocks that they have: record it'
  return unwritable(name, live) ?? change
}

/** Why an option of this side cannot be set here; null: it can. */
function unwritable(name: SideName, { ref, facts }: Peering): string | null {
  const side = facts[name]
  if (facts.status !== 'active') return 'options are set on an active peering: accept it first'
  if (side !== null && side.account === ref.account && side.region === ref.region) return null
  const where = side === null ? 'the other side' : `account ${side.account} in ${side.region}`
  return `an option of the ${name} is set by ${where} (ModifyVpcPeeringConnectionOptions)`
}

/** AWS would refuse it, whoever asks: a step of an old journal, or of a peering that has ended since. */
export function refuses(before: Peering, after: Peering): string | null {
  const changed = sides.find((name) => (before.facts[name]?.dns === true) !== (after.facts[name]?.dns === true))
  return changed === undefined ? null : unwritable(changed, before)
}
