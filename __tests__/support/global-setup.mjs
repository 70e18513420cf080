// One emulator for a whole run of the tests: seeded once, and forked for every test that wants an account of its own.
import { startEmulator } from '../../emulator/start.mjs'

export default async function setup() {
  const emulator = await startEmulator([
    '--zygote-port',
    '0',
    '--accounts',
    '111111111111,222222222222',
    '--regions',
    'us-east-1,eu-west-1',
  ])
  globalThis.holdfastEmulator = emulator
  process.env['HOLDFAST_ZYGOTE'] = String(emulator.ready.zygote)
}
