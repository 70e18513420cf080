import { DescribeVpcAttributeCommand, type VpcAttributeName } from '@aws-sdk/client-ec2'
import { inParallel } from '../lib/pool.ts'
import type { Observed } from '../model/basics.ts'
import type { Gap } from '../model/resource.ts'
import { inTime } from './clients.ts'
import { malformed, type Trouble, troubleOf } from './errors.ts'
import { gapOf } from './gap.ts'
import type { Session } from './session.ts'

const operation = 'ec2:DescribeVpcAttribute'

/** What nobody asked for. */
export const unaskedAttribute: Observed<boolean> = { known: false, why: 'unsupported', operation }

export interface VpcAttributes {
  readonly dnsSupport: Observed<boolean>
  readonly dnsHostnames: Observed<boolean>
}

/** Calls at once: each VPC costs two. */
const atOnce = 8

/** The DNS settings of VPCs, which no listing tells: two calls each. A gap for each way in which some could not be read. */
export async function vpcAttributes(
  session: Session,
  ids: readonly string[],
): Promise<{ of(id: string): VpcAttributes; readonly gaps: readonly Gap[] }> {
  const gaps = new Map<string, Gap>()
  const failed = (trouble: Trouble): Observed<boolean> => {
    // Deleted since it was listed, it has no settings to be read.
    if (trouble.why !== 'not-found')
      gaps.set(trouble.why, gapOf(session, trouble, { kind: 'ec2:vpc-attribute', operation, id: null }))
    return { known: false, why: trouble.why, operation }
  }
  const asked = ids.flatMap((id) => (['enableDnsSupport', 'enableDnsHostnames'] as const).map((name) => ({ id, name })))
  const answers = await inParallel(asked, atOnce, ({ id, name }) => attributeOf(session, id, name))
  const known = new Map<string, Observed<boolean>>(
    asked.map(({ id, name }, index): [string, Observed<boolean>] => {
      const answer = answers[index]
      if (answer?.kind !== 'done') return [`${id} ${name}`, failed(troubleOf(answer?.error))]
      if (answer.value === undefined) return [`${id} ${name}`, failed(malformed(`${name} is not in the answer`))]
      return [`${id} ${name}`, { known: true, value: answer.value }]
    }),
  )
  const of = (id: string): VpcAttributes => ({
    dnsSupport: known.get(`${id} enableDnsSupport`) ?? unaskedAttribute,
    dnsHostnames: known.get(`${id} enableDnsHostnames`) ?? unaskedAttribute,
  })
  return { of, gaps: [...gaps.values()] }
}

async function attributeOf(session: Session, VpcId: string, Attribute: VpcAttributeName): Promise<boolean | undefined> {
  const client = await session.ec2()
  const answer = await client.send(new DescribeVpcAttributeCommand({ VpcId, Attribute }), inTime())
  return (Attribute === 'enableDnsSupport' ? answer.EnableDnsSupport : answer.EnableDnsHostnames)?.Value
}
