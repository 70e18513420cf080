import { readFileSync } from 'node:fs'
import { afterAll, beforeAll } from '@jest/globals'
import Ajv from 'ajv/dist/2020.js'
import { type Cloud, deployRoles, first, startCloud } from '../../emulator/cloud.ts'
import { type Issuer, startIssuer } from '../../emulator/issuer.ts'
import { type RunOptions, type RunResult, runAction } from '../../emulator/runner.ts'

export interface TestWorld {
  readonly cloud: Cloud
  readonly issuer: Issuer
  readonly env: Readonly<Record<string, string>>
  run(options: RunOptions): Promise<RunResult>
}

const ajv = new (Ajv as unknown as typeof Ajv.default)({ strict: false })
const isReport = ajv.compile(JSON.parse(readFileSync('schema/report.schema.json', 'utf8')) as object)

/** An account of its own for the tests of a block, with GitHub's provider and the two roles deployed. */
export function testWorld(
  accounts: readonly string[] = [first],
  roles: Parameters<typeof deployRoles>[2] = {},
): TestWorld {
  let cloud: Cloud | null = null
  let issuer: Issuer | null = null
  beforeAll(async () => {
    cloud = await startCloud()
    issuer = await startIssuer()
    for (const account of accounts) await deployRoles(cloud, account, roles)
  })
  afterAll(async () => {
    issuer?.close()
    await cloud?.stop()
  })
  const there = <T>(value: T | null): T => {
    if (value === null) throw new Error('asked for before the block began')
    return value
  }
  const env = (): Record<string, string> => ({ AWS_ENDPOINT_URL: there(cloud).url, ...there(issuer).env })
  return {
    get cloud() {
      return there(cloud)
    },
    get issuer() {
      return there(issuer)
    },
    get env() {
      return env()
    },
    async run(options) {
      const done = await runAction({ ...options, env: { ...env(), ...options.env } })
      // Whatever a test is about, what the run wrote must be of the published shape.
      if (done.report !== null && !isReport(done.report)) throw new Error(ajv.errorsText(isReport.errors))
      return done
    },
  }
}

/** What is open to whom on a group, by port: `22 10.0.0.0/8`, ingress only. */
export async function ingressOf(cloud: Cloud, group: string, region = 'us-east-1'): Promise<readonly string[]> {
  const rules = (await cloud.state(first, region))[group]?.rules ?? []
  return rules
    .filter(({ egress }) => !egress)
    .map(({ protocol, from, to, source }) => `${protocol} ${from ?? 'all'}-${to ?? 'all'} ${source}`)
    .sort()
}
