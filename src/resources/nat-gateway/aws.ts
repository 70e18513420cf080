import { DescribeNatGatewaysCommand, type NatGateway, type NatGatewayAddress } from '@aws-sdk/client-ec2'
import { ec2Arn, ec2Kind, filteredBy, nextPage } from '../../aws/ec2-kind.ts'
import { ec2Send } from '../../aws/ec2-send.ts'
import { ownText } from '../../lib/own-text.ts'
import type { Address, Facts } from './model.ts'

export const io = ec2Kind<'nat-gateway', NatGateway>(
  {
    kind: 'nat-gateway',
    operation: 'ec2:DescribeNatGateways',
    prefixes: ['nat-'],
    async page(client, asked, options) {
      // EC2 calls the filter of this one call `Filter`.
      const { Filters } = filteredBy('nat-gateway-id', asked)
      const narrowed = Filters === undefined ? {} : { Filter: Filters }
      const input = { ...narrowed, MaxResults: 1000, ...nextPage(asked) }
      const { NatGateways, NextToken } = await client.send(new DescribeNatGatewaysCommand(input), options)
      return { items: NatGateways, next: NextToken }
    },
    idOf: ({ NatGatewayId }) => NatGatewayId,
    // A deleted one stays in the list for an hour; one that failed was never there, and AWS deletes it by itself.
    isGone: ({ State }) => State === 'deleting' || State === 'deleted' || State === 'failed',
    tagsOf: ({ Tags }) => Tags,
    vpcOf: ({ VpcId }) => VpcId,
    factsOf,
    arnOf: ec2Arn('natgateway'),
  },
  ec2Send<'nat-gateway'>((_api, [{ member }]) => `Holdfast does not write ${member}`),
)

const textOf = (text: string | undefined): string | null => (text === undefined ? null : ownText(text))

function factsOf(live: NatGateway): Facts | null {
  const { VpcId, SubnetId, ConnectivityType, AvailabilityMode, AutoScalingIps, NatGatewayAddresses } = live
  // A regional gateway may take and give back addresses as traffic comes and goes.
  const addresses = AutoScalingIps === 'enabled' ? [] : (NatGatewayAddresses ?? []).filter(isThere).map(addressOf)
  const read = addresses.filter((one) => one !== null)
  if (read.length < addresses.length) return null
  return {
    vpc: textOf(VpcId),
    subnet: textOf(SubnetId),
    connectivity: ConnectivityType ?? null,
    mode: AvailabilityMode ?? null,
    addresses: read.sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}

/** One that goes away is gone, one that comes is there. */
const isThere = ({ Status }: NatGatewayAddress): boolean => !/^(failed|unassigning|disassociating)$/.test(Status ?? '')

function addressOf({ AllocationId, PrivateIp, PublicIp, IsPrimary }: NatGatewayAddress): Address | null {
  const name = AllocationId ?? PrivateIp
  if (name === undefined) return null
  return { name: ownText(name), public: textOf(PublicIp), private: textOf(PrivateIp), primary: IsPrimary ?? null }
}
