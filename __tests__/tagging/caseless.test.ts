import { describe, expect, it } from '@jest/globals'
import { standOf } from '../../src/apply/stand.ts'
import type { KindLogic } from '../../src/model/kind.ts'
import type { Change, Member } from '../../src/model/member.ts'
import type { Resource } from '../../src/model/resource.ts'
import { examplePolicy } from '../../src/resources/iam-policy/example.ts'
import { logic as policy } from '../../src/resources/iam-policy/members.ts'
import { exampleRole } from '../../src/resources/iam-role/example.ts'
import { logic as role } from '../../src/resources/iam-role/members.ts'

const change = (key: string, before: string | null, after: string | null): Change => ({
  on: exampleRole().ref,
  member: `tag ${key}` as Member,
  before,
  after,
})
const rename = [change('Owner', 'net', null), change('owner', null, 'net')] as const
const stand = (live: Resource<'iam-role'>, one: Change) =>
  standOf(role as unknown as KindLogic, live as unknown as Resource, one)
const many = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, '']))

describe('keys of roles, which are one whatever their case', () => {
  it.each([
    ['before it', { Owner: 'net' }, ['before', 'before']],
    ['half done', {}, ['after', 'before']],
    ['after it', { owner: 'net' }, ['after', 'after']],
    ['changed meanwhile', { Owner: 'other' }, ['neither', 'before']],
    ['renamed with another value', { owner: 'other' }, ['after', 'neither']],
  ] as const)('a rename stands as its keys are spelled: %s', (_, live, stands) => {
    expect(rename.map((one) => stand(exampleRole(live), one))).toEqual(stands)
  })

  it('a key is not set beside itself in another case, unless that goes', () => {
    const refuses = (live: Record<string, string>, ...changes: readonly Change[]) =>
      role.refuses(exampleRole(live), role.withChanges(exampleRole(live), changes))
    expect(refuses({ Owner: 'x' }, change('owner', null, 'net'))).toContain('Owner')
    expect(refuses({ Owner: 'net' }, ...rename)).toBeNull()
    expect(refuses({ team: 'x' }, change('owner', null, 'net'))).toBeNull()
    const beside = policy.withChanges(examplePolicy({ Owner: 'x' }), [change('owner', null, 'net')])
    expect(policy.refuses(examplePolicy({ Owner: 'x' }), beside)).toBeNull()
  })

  it('a rename at the limit has room, as the old key goes first; a policy would carry both', () => {
    const full = { ...many(49), Owner: 'net' }
    expect(role.refuses(exampleRole(full), role.withChanges(exampleRole(full), rename))).toBeNull()
    expect(policy.refuses(examplePolicy(full), policy.withChanges(examplePolicy(full), rename))).toContain('51 tags')
    const more = role.withChanges(exampleRole(full), [change('more', null, 'x')])
    expect(role.refuses(exampleRole(full), more)).toContain('51 tags')
  })
})
