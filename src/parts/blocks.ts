import { canonicalCidr, parseCidr } from '../lib/cidr.ts'
import type { Json } from '../model/basics.ts'
import type { Block } from '../model/block.ts'
import type { Shift } from '../model/member.ts'
import { comeAndGo, type Effect } from './effect.ts'
import { hasKeys, isMap } from './json.ts'
import type { Form, Values } from './part.ts'

export const isBlock = (name: string): boolean => canonicalCidr(name) === name
export const isIpv6 = (cidr: string): boolean => cidr.includes(':')

/** `fc00::/7`: what no router of the internet passes on. */
const isPrivateIpv6 = (cidr: string): boolean => parseCidr(cidr)?.text.match(/^f[cd]/) !== null

/** IPv6 addresses are public wherever a route leads out; IPv4 addresses of a block never are by themselves. */
const effectOf = (cidr: string): Effect => (isIpv6(cidr) && !isPrivateIpv6(cidr) ? 'opens' : 'nothing')

export const blockShift = (of: string): ((before: Values, after: Values) => Shift) =>
  comeAndGo(effectOf, {
    came: (cidr) => `the ${of} has addresses of ${cidr}${effectOf(cidr) === 'opens' ? ', which are public' : ''}`,
    gone: (cidr) => `the ${of} has no addresses of ${cidr} any more`,
  })

/** Blocks as they are after a change: those that stay keep their association. */
export function blocksIn(values: Values, before: readonly Block[]): readonly Block[] {
  const known = new Map(before.map((block) => [block.cidr, block]))
  return [...values].map(([cidr, value]) => ({
    cidr,
    primary: isPrimary(value),
    association: known.get(cidr)?.association ?? null,
  }))
}

export const blockValues = (blocks: readonly Block[]): Values =>
  new Map(blocks.map(({ cidr, primary }) => [cidr, { primary }]))

export const blockForm: Form = {
  expected: 'a map of primary (true or false)',
  is: (value) => isMap(value) && hasKeys(value, ['primary']) && typeof value['primary'] === 'boolean',
}

export const isPrimary = (value: Json | null): boolean => value !== null && isMap(value) && value['primary'] === true
