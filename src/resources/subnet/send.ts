import {
  AssociateSubnetCidrBlockCommand,
  DisassociateSubnetCidrBlockCommand,
  ModifySubnetAttributeCommand,
  type ModifySubnetAttributeCommandInput,
} from '@aws-sdk/client-ec2'
import { inTime } from '../../aws/clients.ts'
import { ec2Send } from '../../aws/ec2-send.ts'
import type { Json } from '../../model/basics.ts'

export const send = ec2Send<'subnet'>((api, [{ member, after }], { ref, facts }) => {
  const SubnetId = ref.id
  const name = member.slice(member.indexOf(' ') + 1)
  switch (api) {
    case 'ec2:ModifySubnetAttribute': {
      const attribute = attributeOf(member, after)
      if (attribute === null) return `Holdfast does not write ${member}`
      return (client) => client.send(new ModifySubnetAttributeCommand({ SubnetId, ...attribute }), inTime())
    }
    case 'ec2:AssociateSubnetCidrBlock':
      return (client) => client.send(new AssociateSubnetCidrBlockCommand({ SubnetId, Ipv6CidrBlock: name }), inTime())
    case 'ec2:DisassociateSubnetCidrBlock': {
      const AssociationId = facts.blocks.find(({ cidr }) => cidr === name)?.association
      if (AssociationId === undefined || AssociationId === null)
        return 'the block to disassociate has no id in what was just read'
      return (client) => client.send(new DisassociateSubnetCidrBlockCommand({ AssociationId }), inTime())
    }
    default:
      return `Holdfast does not write ${member}`
  }
})

/** EC2 takes one attribute a call; what a pool is for, and which, are one. */
function attributeOf(member: string, after: Json | null): Omit<ModifySubnetAttributeCommandInput, 'SubnetId'> | null {
  const Value = { Value: after === true }
  switch (member) {
    case 'auto-assign-public-ip':
      return { MapPublicIpOnLaunch: Value }
    case 'auto-assign-ipv6':
      return { AssignIpv6AddressOnCreation: Value }
    case 'dns64':
      return { EnableDns64: Value }
    case 'resource-name-dns-a':
      return { EnableResourceNameDnsARecordOnLaunch: Value }
    case 'resource-name-dns-aaaa':
      return { EnableResourceNameDnsAAAARecordOnLaunch: Value }
    case 'private-dns-hostname-type':
      return after === 'ip-name' || after === 'resource-name' ? { PrivateDnsHostnameTypeOnLaunch: after } : null
    case 'customer-owned-ip':
      return typeof after === 'string'
        ? { MapCustomerOwnedIpOnLaunch: { Value: true }, CustomerOwnedIpv4Pool: after }
        : { MapCustomerOwnedIpOnLaunch: { Value: false } }
    default:
      return null
  }
}
