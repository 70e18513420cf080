import { expect, it } from '@jest/globals'
import { type Cloud, cloudAt, type LiveState, type Tags } from '../../emulator/cloud.ts'
import { startEmulator } from '../../emulator/start.mjs'

async function from<T>(args: readonly string[], ask: (cloud: Cloud) => Promise<T>): Promise<T> {
  const emulator = await startEmulator(['--port', '0', ...args])
  const cloud = cloudAt(`http://127.0.0.1:${emulator.ready.port}`, async () => emulator.stop())
  const answer = await ask(cloud)
  await cloud.stop()
  return answer
}

const seeded = (...args: readonly string[]): Promise<LiveState> =>
  from(['--sgs', '40', '--bad', '0.5', ...args], (cloud) => cloud.state())

const isOpen = ({ rules }: LiveState[string]): boolean =>
  rules.some(({ egress, source, from }) => !egress && source === '0.0.0.0/0' && from === 22)

it('seeds the same groups, ids and all, for the same seed, and a share that is open', async () => {
  const one = await seeded('--seed', '7')
  expect(await seeded('--seed', '7')).toEqual(one)
  expect(Object.keys(await seeded('--seed', '8'))).not.toEqual(Object.keys(one))
  const open = Object.values(one).filter(isOpen).length
  expect(open).toBeGreaterThan(5)
  expect(open).toBeLessThan(35)
})

const kinds = ['instances', 'volumes', 'snapshots', 'subnets', 'elastic-ips', 'rds', 'buckets', 'roles']
const arns = ['instance/', 'volume/', 'snapshot/', 'subnet/', 'elastic-ip/', ':rds:', ':s3:', ':role/']

it('seeds each kind, a share of them without tags and a share with other spellings', async () => {
  const asked = [...kinds.flatMap((kind) => [`--${kind}`, '60']), '--untagged', '0.3', '--variants', '0.3']
  const one = await from(asked, (cloud) => cloud.tags())
  expect(await from(asked, (cloud) => cloud.tags())).toEqual(one)
  const share = (rows: readonly Tags[], is: (tags: Tags) => boolean) => rows.filter(is).length / rows.length
  for (const arn of arns) {
    const rows = Object.entries(one).flatMap(([name, tags]) => (name.includes(arn) ? [tags] : []))
    // A database without tags is in no answer of the tagging API.
    expect(rows.length).toBeGreaterThanOrEqual(arn === ':rds:' ? 25 : 60)
    const untagged = share(rows, (tags) => Object.keys(tags).length === 0)
    if (arn !== ':rds:') expect(untagged).toBeGreaterThan(0.1)
    expect(untagged).toBeLessThan(0.55)
    const spelled = share(
      rows,
      (tags) => 'owner' in tags || tags['Environment'] === 'Production' || 'Costcenter' in tags,
    )
    expect(spelled).toBeGreaterThan(0)
  }
})
