import {
  AssociateDhcpOptionsCommand,
  AssociateVpcCidrBlockCommand,
  DisassociateVpcCidrBlockCommand,
  ModifyVpcAttributeCommand,
} from '@aws-sdk/client-ec2'
import { inTime } from '../../aws/clients.ts'
import { ec2Send } from '../../aws/ec2-send.ts'

export const send = ec2Send<'vpc'>((api, [{ member, after }], { ref, facts }) => {
  const VpcId = ref.id
  const name = member.slice(member.indexOf(' ') + 1)
  switch (api) {
    case 'ec2:ModifyVpcAttribute': {
      const Value = { Value: after === true }
      const attribute = member === 'dns-support' ? { EnableDnsSupport: Value } : { EnableDnsHostnames: Value }
      return (client) => client.send(new ModifyVpcAttributeCommand({ VpcId, ...attribute }), inTime())
    }
    case 'ec2:AssociateDhcpOptions':
      if (typeof after !== 'string') return 'every VPC has a set of DHCP options'
      return (client) => client.send(new AssociateDhcpOptionsCommand({ VpcId, DhcpOptionsId: after }), inTime())
    case 'ec2:AssociateVpcCidrBlock': {
      if (name.includes(':')) return 'AWS gives no chosen IPv6 block back'
      return (client) => client.send(new AssociateVpcCidrBlockCommand({ VpcId, CidrBlock: name }), inTime())
    }
    case 'ec2:DisassociateVpcCidrBlock': {
      const AssociationId = facts.blocks.find(({ cidr }) => cidr === name)?.association
      if (AssociationId === undefined || AssociationId === null)
        return 'the block to disassociate has no id in what was just read'
      return (client) => client.send(new DisassociateVpcCidrBlockCommand({ AssociationId }), inTime())
    }
    default:
      return `Holdfast does not write ${member}`
  }
})
