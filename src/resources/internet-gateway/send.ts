import { AttachInternetGatewayCommand, DetachInternetGatewayCommand } from '@aws-sdk/client-ec2'
import { inTime } from '../../aws/clients.ts'
import { ec2Send } from '../../aws/ec2-send.ts'

/** AWS refuses to detach a gateway while hosts of the VPC have public addresses, and says so. */
export const send = ec2Send<'internet-gateway'>((api, [{ member }], { ref }) => {
  const input = { InternetGatewayId: ref.id, VpcId: member.slice(member.indexOf(' ') + 1) }
  switch (api) {
    case 'ec2:AttachInternetGateway':
      return (client) => client.send(new AttachInternetGatewayCommand(input), inTime())
    case 'ec2:DetachInternetGateway':
      return (client) => client.send(new DetachInternetGatewayCommand(input), inTime())
    default:
      return `Holdfast does not write ${member}`
  }
})
