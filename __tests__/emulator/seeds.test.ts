import { expect, it } from '@jest/globals'
import { cloudAt, type LiveState } from '../../emulator/cloud.ts'
import { startEmulator } from '../../emulator/start.mjs'

async function seeded(...args: readonly string[]): Promise<LiveState> {
  const emulator = await startEmulator(['--port', '0', '--sgs', '40', '--bad', '0.5', ...args])
  const cloud = cloudAt(`http://127.0.0.1:${emulator.ready.port}`, async () => emulator.stop())
  const state = await cloud.state()
  await cloud.stop()
  return state
}

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
