import { ModifyVpcPeeringConnectionOptionsCommand } from '@aws-sdk/client-ec2'
import { inTime } from '../../aws/clients.ts'
import { sendEc2Tags } from '../../aws/ec2-tags.ts'
import { sendOnce } from '../../aws/send.ts'
import type { Session } from '../../aws/session.ts'
import type { Call, Sent } from '../../model/member.ts'
import type { Resource } from '../../model/resource.ts'
import { sideNamed } from './recording.ts'

/** Sends one write, of an option or of tags. */
export async function send(session: Session, call: Call, { ref }: Resource<'vpc-peering'>): Promise<Sent> {
  if (call.api.endsWith('Tags')) return sendEc2Tags(session, call)
  const [{ member, after }] = call.changes
  const name = sideNamed(member)
  if (name === null) return { kind: 'refused', why: `nobody writes ${member} of a peering`, failed: call.changes }
  const client = await session.ec2Once()
  const options = { AllowDnsResolutionFromRemoteVpc: after === true }
  const side = name === 'requester' ? 'RequesterPeeringConnectionOptions' : 'AccepterPeeringConnectionOptions'
  return sendOnce(session, call, async () => {
    const input = { VpcPeeringConnectionId: ref.id, [side]: options }
    const answer = await client.send(new ModifyVpcPeeringConnectionOptionsCommand(input), inTime())
    if (answer[side]?.AllowDnsResolutionFromRemoteVpc === (after === true)) return { kind: 'done' }
    return { kind: 'unknown', why: 'the answer does not say that it was done' }
  })
}
