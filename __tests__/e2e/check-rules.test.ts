import { describe, expect, it } from '@jest/globals'
import { anywhere, first, from, second } from '../../emulator/cloud.ts'
import type { RunResult } from '../../emulator/runner.ts'
import { policyWith, ssh } from '../support/policy.ts'
import { checkOf, checkTarget, policyFile, testPulls } from '../support/pull.ts'

const rdp = (severity = 'medium', more = ''): string => `  - rule: security-group-open-ingress
    name: no-open-rdp
    severity: ${severity}
${more}    options: { ports: ["3389"] }
`
const guarding = (rules: string, more = '', targets = checkTarget()): { readonly [policyFile]: string } => ({
  [policyFile]: policyWith(rules, more, targets),
})

/** Findings by the name of their use and of what they are about. */
function named(run: RunResult, ids: readonly string[]): readonly string[] {
  const all = ids.map((id) => run.report?.findings.find((one) => one.id === id))
  return all.map((one) => `${one?.name} ${one?.resource.name}`).sort()
}

function told(run: RunResult) {
  const { silenced, added, staying, why = [] } = checkOf(run)
  return {
    silenced: named(run, silenced),
    added: named(run, added),
    staying: named(run, staying),
    by: why.map(({ by }) => by),
    reasons: run.report?.reasons,
  }
}

const exception = (id: string, until = '2027-03-31'): string => `exceptions:
  - uses: [no-open-ssh]
    where: { ids: ["${id}"] }
    reason: Vendor access until the tunnel is up
    owner: "@octo/network"
    until: ${until}
`

describe('a pull request that changes the rules', () => {
  const pulls = testPulls()
  const groups: { open: string; desktop: string; both: string } = { open: '', desktop: '', both: '' }

  async function seed(): Promise<void> {
    if (groups.open !== '') return
    const { cloud } = pulls.world
    groups.open = await cloud.group('open', [anywhere(22)], { tags: { team: 'web' } })
    groups.desktop = await cloud.group('desktop', [anywhere(3389)])
    groups.both = await cloud.group('both', [anywhere(22), anywhere(3389)])
  }

  it('removes one: its findings would be silent, the others stay', async () => {
    await seed()
    const run = await pulls.check(guarding(ssh() + rdp()), guarding(rdp()))
    expect(told(run)).toEqual({
      silenced: ['no-open-ssh both', 'no-open-ssh open'],
      added: [],
      staying: ['no-open-rdp both', 'no-open-rdp desktop'],
      by: ['rule', 'rule'],
      reasons: ['silenced-findings'],
    })
    const { changes, against, files } = checkOf(run)
    expect({ against, files }).toEqual({ against: 'policy', files: [policyFile] })
    expect(changes).toMatchObject([{ about: 'rule', what: 'removed', name: 'no-open-ssh', rating: 'widening' }])
    expect(run.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'silenced-findings' })
    expect(run.code).toBe(1)
    expect(run.summary).toMatch(/^## Holdfast: the change would silence 2 findings; 2 findings stay\n/)
    expect(run.summary).toContain('infrastructure code was not looked at: none was given')
    expect(run.stdout).toMatch(/::error title=Would be silenced%3A no-open-ssh/)
    // One comment, which says what to do.
    expect(pulls.comments).toEqual([expect.stringContaining('the change would silence 2 findings')])
    expect(pulls.comments[0]).toContain('holdfast-acknowledged')
    // The role of pull requests alone is asked, and each listing once.
    const asked = (await pulls.world.cloud.log()).filter(({ role }) => !role.endsWith('/seed'))
    expect([...new Set(asked.map(({ role }) => role))]).toEqual(['', `arn:aws:iam::${first}:role/holdfast-check`])
    expect(asked.filter(({ action }) => action === 'DescribeSecurityGroups')).toHaveLength(1)
    expect(asked.map(({ action }) => action)).not.toContain('DescribeNetworkInterfaces')
  })

  it.each([
    ['loosens its options', ssh(), ssh(', allow: ["0.0.0.0/0"]'), ['both', 'open'], 'options'],
    ['looks at other ports', ssh(), ssh().replace('"22"', '"23"'), ['both', 'open'], 'options'],
    ['narrows where it looks', ssh(), `${ssh()}    where: { not: { names: ["op*"] } }\n`, ['open'], 'where'],
    ['leaves out by a tag', ssh(), `${ssh()}    where: { not: { tags: { team: web } } }\n`, ['open'], 'where'],
  ])('%s', async (_, base, head, silenced, by) => {
    await seed()
    const run = await pulls.check(guarding(base), guarding(head))
    expect(told(run)).toMatchObject({
      silenced: silenced.map((name) => `no-open-ssh ${name}`),
      added: [],
      by: silenced.map(() => by),
      reasons: ['silenced-findings'],
    })
    // By its text nobody could tell: its findings do.
    expect(checkOf(run).changes).toMatchObject([{ about: 'rule', what: 'changed', rating: 'widening' }])
  })

  it('takes a port out of a finding that stays for another: that part is silenced', async () => {
    await seed()
    const base = ssh().replace('["22"]', '["22", "3389"]')
    const run = await pulls.check(guarding(base), guarding(ssh()))
    expect(told(run)).toMatchObject({
      silenced: ['no-open-ssh both', 'no-open-ssh desktop'],
      staying: ['no-open-ssh open'],
      reasons: ['silenced-findings'],
    })
  })

  it('excepts something: whom, why and until when is said', async () => {
    await seed()
    const run = await pulls.check(guarding(ssh()), guarding(ssh(), exception(groups.open)))
    expect(told(run)).toMatchObject({
      silenced: ['no-open-ssh open'],
      by: ['exception'],
      reasons: ['silenced-findings'],
    })
    expect(checkOf(run).why?.[0]?.why).toContain('Vendor access until the tunnel is up')
    expect(checkOf(run).changes).toMatchObject([{ about: 'exception', what: 'added', rating: 'widening' }])
    // Prolonged, it hides nothing that it did not hide; let end, what it hid is back.
    const longer = await pulls.check(
      guarding(ssh(), exception(groups.open)),
      guarding(ssh(), exception(groups.open, '2027-04-30')),
    )
    expect(told(longer)).toMatchObject({ silenced: [], added: [], reasons: [] })
    expect(checkOf(longer).changes).toMatchObject([{ about: 'exception', what: 'changed', rating: 'widening' }])
    const gone = await pulls.check(guarding(ssh(), exception(groups.open)), guarding(ssh()))
    expect(told(gone)).toMatchObject({ silenced: [], added: ['no-open-ssh open'], reasons: ['open-findings'] })
  })

  it('adds one: what it finds fails as open, by the gate in force', async () => {
    await seed()
    const run = await pulls.check(guarding(ssh()), guarding(ssh() + rdp()))
    expect(told(run)).toMatchObject({
      silenced: [],
      added: ['no-open-rdp both', 'no-open-rdp desktop'],
      staying: ['no-open-ssh both', 'no-open-ssh open'],
      reasons: ['open-findings'],
    })
    expect(run.outputs['failure-reason']).toBe('open-findings')
    const gate = 'gate: { fail-on: high }\n'
    const milder = await pulls.check(guarding(ssh(), gate), guarding(ssh() + rdp(), gate))
    expect(told(milder)).toMatchObject({ added: ['no-open-rdp both', 'no-open-rdp desktop'], reasons: [] })
  })

  it('silences what is not severe: told, and passes', async () => {
    await seed()
    const run = await pulls.check(guarding(ssh() + rdp()), guarding(ssh()))
    expect(told(run)).toMatchObject({ silenced: ['no-open-rdp both', 'no-open-rdp desktop'], reasons: [] })
    expect(checkOf(run).why).toMatchObject([{ fails: false }, { fails: false }])
    const gate = 'gate: { silencing: low }\n'
    const strict = await pulls.check(guarding(ssh() + rdp(), gate), guarding(ssh(), gate))
    expect(told(strict)).toMatchObject({ reasons: ['silenced-findings'] })
  })

  it('makes it less severe than what fails: silenced, in two steps as well as in one', async () => {
    await seed()
    const run = await pulls.check(guarding(rdp('high')), guarding(rdp('low')))
    expect(told(run)).toMatchObject({ by: ['severity', 'severity'], reasons: ['silenced-findings'] })
    const louder = await pulls.check(guarding(rdp('low')), guarding(rdp('critical')))
    expect(told(louder)).toMatchObject({ silenced: [], staying: ['no-open-rdp both', 'no-open-rdp desktop'] })
  })

  it('gives it another name: nothing is silenced, and nothing added', async () => {
    await seed()
    const run = await pulls.check(guarding(ssh()), guarding(ssh().replace('no-open-ssh', 'ssh-closed')))
    expect(told(run)).toMatchObject({
      silenced: [],
      added: [],
      staying: ['ssh-closed both', 'ssh-closed open'],
      reasons: [],
    })
  })

  it('and the gate with it: the one in force decides', async () => {
    await seed()
    const gate = 'gate: { fail-on: none, silencing: none, unknown: report, acknowledge: anything }\n'
    const run = await pulls.check(guarding(ssh()), guarding(rdp(), gate), {
      inputs: { 'fail-on': 'none', only: 'nobody' },
    })
    expect(told(run).reasons).toEqual(['silenced-findings', 'open-findings'])
    const settings = checkOf(run).changes?.filter(({ about }) => about === 'setting')
    expect(settings?.map(({ name, rating }) => `${name} ${rating}`)).toEqual([
      'gate.fail-on widening',
      'gate.unknown widening',
      'gate.silencing widening',
      'gate.acknowledge undecided',
    ])
    expect(run.summary).toContain('fail-on, only: not taken in check')
  })

  it('takes a target out: what lies there would be silent; it is read all the same', async () => {
    await seed()
    const more = checkTarget(first, ['us-east-1', 'eu-west-1'])
    await pulls.world.cloud.group('elsewhere', [anywhere(22)], { region: 'eu-west-1' })
    const run = await pulls.check(guarding(ssh(), '', more), guarding(ssh()))
    expect(told(run)).toMatchObject({
      silenced: ['no-open-ssh elsewhere'],
      staying: ['no-open-ssh both', 'no-open-ssh open'],
      by: ['target'],
      reasons: ['silenced-findings'],
    })
    // A target that it adds is not read: nobody has said yet that it may be.
    const added = await pulls.check(guarding(ssh()), guarding(ssh(), '', checkTarget() + checkTarget(second)))
    expect(added.report?.targets.map(({ account }) => account)).toEqual([first])
    expect(checkOf(added).notes).toContain('1 targets that the change adds were not read')
    expect(told(added)).toMatchObject({ silenced: [], added: [], reasons: [] })
  })

  it('leaves them as they are: what is open stays, and fails nothing', async () => {
    await seed()
    const files = guarding(ssh())
    const run = await pulls.check({ ...files, 'src/app.ts': '1' }, { 'src/app.ts': '2' })
    expect(told(run)).toMatchObject({
      silenced: [],
      added: [],
      staying: ['no-open-ssh both', 'no-open-ssh open'],
      reasons: [],
    })
    expect(run.summary).toMatch(/^## Holdfast: the change leaves the guard as it is; 2 findings stay\n/)
    expect(pulls.comments).toEqual([])
    expect(pulls.asked.filter((one) => !one.startsWith('GET '))).toEqual([])
  })

  it('only spells them otherwise', async () => {
    await seed()
    const run = await pulls.check(guarding(ssh()), guarding(`# why\n${ssh()}`))
    expect(checkOf(run)).toMatchObject({ files: [policyFile], changes: [], silenced: [], added: [] })
    expect(run.outputs['conclusion']).toBe('pass')
  })

  it('finds nothing where there is nothing: a rule that goes is told, and passes', async () => {
    const telnet = ssh().replace('no-open-ssh', 'no-telnet').replace('"22"', '"23"')
    await seed()
    await pulls.world.cloud.group('internal', [from('10.0.0.0/8', 23)])
    const run = await pulls.check(guarding(ssh() + telnet), guarding(ssh()))
    expect(told(run)).toMatchObject({ silenced: [], added: [], reasons: [] })
    expect(checkOf(run).changes).toMatchObject([{ what: 'removed', name: 'no-telnet' }])
    expect(pulls.comments).toHaveLength(1)
  })
})

describe('one comment', () => {
  const pulls = testPulls()

  it('is updated in place, left when it says the same, and turned when nothing is left', async () => {
    await pulls.world.cloud.group('open', [anywhere(22)])
    const shas = pulls.propose(guarding(ssh() + rdp()), guarding(rdp()))
    await pulls.run(shas)
    const [first = ''] = pulls.comments
    expect(first).toContain('silence 1 finding')
    const writes = (): number => pulls.asked.filter((one) => /^(POST|PATCH|DELETE) \/repos/.test(one)).length
    const before = writes()
    await pulls.run(shas)
    expect(writes()).toBe(before)
    await pulls.check({}, guarding(ssh() + rdp(), '# the same\n'))
    expect(pulls.comments).toEqual([expect.stringContaining('nothing to say any more')])
    await pulls.check({}, guarding(rdp()))
    expect(pulls.comments).toEqual([first])
  })

  it('is not the one that somebody else pasted', async () => {
    await pulls.world.cloud.group('more', [anywhere(22)])
    const shas = pulls.propose(guarding(ssh() + rdp()), guarding(rdp()))
    await pulls.run(shas)
    const [ours = ''] = pulls.comments
    const ticket = pulls.state.tickets[0]
    ticket?.comments.splice(0, 1, { id: 1, login: 'mallory', body: ours })
    await pulls.run(shas)
    expect(pulls.comments).toHaveLength(2)
  })
})
