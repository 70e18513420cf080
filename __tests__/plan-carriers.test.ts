import { describe, expect, it } from '@jest/globals'
import type { AccountId, Observed, Region } from '../src/model/basics.ts'
import { protectedByCarriers } from '../src/plan/protected.ts'

const account = '111111111111'
const on = {
  kind: 'iam-policy' as const,
  account: account as AccountId,
  region: 'global' as Region,
  id: 'p',
  arn: `arn:aws:iam::${account}:policy/p`,
}
const known = (...value: readonly string[]): Observed<readonly string[]> => ({ known: true, value })
const own = [`arn:aws:iam::${account}:role/ci/holdfast-write`, 'arn:aws:iam::222222222222:role/elsewhere']
const policy = ['arn:aws:iam::*:role/break-glass*']

describe('a policy that roles carry', () => {
  it.each<readonly [string, Observed<readonly string[]> | undefined, string | null]>([
    ['no kind that is carried', undefined, null],
    ['carried by nobody', known(), null],
    ['by a role of the account', known('app'), null],
    ['by a role of this run, whatever its path', known('app', 'holdfast-write'), 'holdfast-write, a role of this run'],
    ['by one of the same name as a role of this run elsewhere', known('elsewhere'), null],
    ['by one that the policy protects', known('break-glass-1'), 'break-glass-1, which no run may touch'],
    ['by one that is always protected', known('OrganizationAccountAccessRole'), 'OrganizationAccountAccessRole, which'],
    ['by nobody knows whom', { known: false, why: 'denied', operation: 'iam:ListEntitiesForPolicy' }, 'not known'],
  ])('%s', (_, carriers, says) => {
    const reason = protectedByCarriers(carriers, on, { policy, own })
    if (says === null) expect(reason).toBeNull()
    else expect(reason).toContain(says)
  })

  it('may be touched where this run has no role in the account', () => {
    const unread = { known: false, why: 'denied', operation: 'iam:ListEntitiesForPolicy' } as const
    expect(protectedByCarriers(unread, on, { policy: [], own: [] })).toBeNull()
  })
})
