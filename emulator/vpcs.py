"""Attributes of VPCs, subnets, gateways and endpoints as EC2 treats them, where stock moto 5.2.1 does otherwise.

Found by experiment, each beside what AWS documents (EC2 API reference):
- ModifyVpcAttribute takes several attributes at once. "You cannot modify the DNS resolution and DNS hostnames attributes in the same
  request": InvalidParameterCombination, "Fields for multiple attribute types specified". "You can only enable DNS hostnames if you've
  enabled DNS support": no code is documented, InvalidParameterCombination here.
- ModifySubnetAttribute takes several, and does nothing for those that it does not know (EnableDns64, PrivateDnsHostnameTypeOnLaunch,
  EnableResourceNameDnsAAAARecordOnLaunch, MapCustomerOwnedIpOnLaunch). "You can only modify one attribute at a time."
- DescribeSubnets lacks EnableDns64 and MapCustomerOwnedIpOnLaunch, and the state of an IPv6 block.
- AttachInternetGateway gives a VPC a second gateway. "Attaches an internet gateway … to a VPC", of which a VPC has one:
  InvalidParameterValue, as EC2 answers; DetachInternetGateway leaves a VPC whose hosts have public addresses. "The VPC must not contain
  any running instances with Elastic IP addresses or public IPv4 addresses": DependencyViolation.
- A NAT gateway that names no connectivity type has none. "The default is public connectivity."
- DisassociateVpcCidrBlock takes a block away under its subnets. "You must detach or delete all gateways and resources that are
  associated with the CIDR block": DependencyViolation. Its local route goes with it, which nobody else may delete (network.py).
- ModifyVpcEndpoint knows neither PrivateDnsEnabled nor ResetPolicy, and takes any text for a policy and any id for a resource: codes as
  the SDK's and EC2's error pages have them (InvalidParameter, InvalidRouteTableId.NotFound, …).
"""
import ipaddress
import json

from moto.core.responses import ActionResult, EmptyResult
from moto.ec2.exceptions import DependencyViolationError, EC2ClientError
from moto.ec2.models.nat_gateways import NatGateway
from moto.ec2.models.subnets import Subnet
from moto.ec2.models.vpcs import VPCBackend, VPCEndPoint
from moto.ec2.responses.internet_gateways import InternetGateways
from moto.ec2.responses.subnets import Subnets
from moto.ec2.responses.vpcs import VPCs

VPC_ATTRIBUTES = {"EnableDnsSupport": "enable_dns_support", "EnableDnsHostnames": "enable_dns_hostnames",
                  "EnableNetworkAddressUsageMetrics": "enable_network_address_usage_metrics"}
# Of a subnet, and of its options for private names.
SUBNET_FLAGS = {"MapPublicIpOnLaunch": "map_public_ip_on_launch", "AssignIpv6AddressOnCreation": "assign_ipv6_address_on_creation",
                "EnableDns64": "enable_dns64", "MapCustomerOwnedIpOnLaunch": "map_customer_owned_ip_on_launch"}
NAME_FLAGS = {"EnableResourceNameDnsARecordOnLaunch": "EnableResourceNameDnsARecord",
              "EnableResourceNameDnsAAAARecordOnLaunch": "EnableResourceNameDnsAAAARecord"}


def patch_vpcs():
    NatGateway.connectivity_type = property(lambda self: self.__dict__.get("connectivity") or "public", lambda self, value: self.__dict__.update(connectivity=value))
    VPCBackend.disassociate_vpc_cidr_block = disassociate(VPCBackend.disassociate_vpc_cidr_block)
    VPCs.modify_vpc_attribute = modify_vpc_attribute
    VPCs.modify_vpc_endpoint = modify_vpc_endpoint
    Subnets.modify_subnet_attribute = modify_subnet_attribute
    Subnet.enable_dns64 = False
    Subnet.map_customer_owned_ip_on_launch = False
    Subnet.customer_owned_ipv4_pool = None
    Subnet.ipv6_cidr_block_association_set = property(ipv6_blocks)
    InternetGateways.attach_internet_gateway = attach(InternetGateways.attach_internet_gateway)
    InternetGateways.detach_internet_gateway = detach(InternetGateways.detach_internet_gateway)


def flag(value):
    return str(value).lower() == "true"


def given(self, names):
    """The attributes that a request names, with their values."""
    found = {name: self._get_param(f"{name}.Value") for name in names}
    return {name: value for name, value in found.items() if value is not None}


def one_of(named):
    if len(named) > 1:
        raise EC2ClientError("InvalidParameterCombination", "Fields for multiple attribute types specified: " + ", ".join(sorted(named)))
    if not named:
        raise EC2ClientError("InvalidParameterCombination", "No attributes specified.")


def modify_vpc_attribute(self):
    vpc = self.ec2_backend.get_vpc(self._get_param("VpcId"))
    wanted = given(self, VPC_ATTRIBUTES)
    one_of(wanted)
    for name, value in wanted.items():
        if name == "EnableDnsHostnames" and flag(value) and not vpc.enable_dns_support:
            raise EC2ClientError("InvalidParameterCombination", "DNS hostnames need DNS support")
        setattr(vpc, VPC_ATTRIBUTES[name], flag(value))
    return EmptyResult()


def modify_subnet_attribute(self):
    subnet = self.ec2_backend.get_subnet(self._get_param("SubnetId"))
    wanted = given(self, [*SUBNET_FLAGS, *NAME_FLAGS])
    named, pool = self._get_param("PrivateDnsHostnameTypeOnLaunch"), self._get_param("CustomerOwnedIpv4Pool")
    one_of([*wanted, *(["PrivateDnsHostnameTypeOnLaunch"] if named else [])])
    for name, value in wanted.items():
        if name == "AssignIpv6AddressOnCreation" and flag(value) and not subnet.ipv6_cidr_block_association_set:
            raise EC2ClientError("InvalidParameterValue", f"Invalid value '{value}' for assignIpv6AddressOnCreation. The subnet has no IPv6 CIDR block.")
        if name in NAME_FLAGS:
            subnet.private_dns_name_options_on_launch[NAME_FLAGS[name]] = flag(value)
        else:
            setattr(subnet, SUBNET_FLAGS[name], flag(value))
        if name == "MapCustomerOwnedIpOnLaunch":
            subnet.customer_owned_ipv4_pool = pool if flag(value) else None
    if named:
        subnet.private_dns_name_options_on_launch["HostnameType"] = named
    return EmptyResult()


def ipv6_blocks(self):
    return [{"Ipv6CidrBlock": one["ipv6CidrBlock"], "AssociationId": one["associationId"], "Ipv6CidrBlockState": one["ipv6CidrBlockState"]}
            for one in self.ipv6_cidr_block_associations.values()]


def disassociate(inner):
    def disassociate_vpc_cidr_block(self, association_id):
        for vpc in self.vpcs.values():
            block = vpc._cidr_block_association_set.get(association_id, {}).get("cidr_block")
            if block is None:
                continue
            used = [*(one.cidr_block for by_id in self.subnets.values() for one in by_id.values() if one.vpc_id == vpc.id)]
            if ":" not in block and any(ipaddress.ip_network(one, False).subnet_of(ipaddress.ip_network(block, False)) for one in used if one):
                raise DependencyViolationError(f"The CIDR block {block} has dependencies and cannot be disassociated.")
            for table in self.route_tables.values():
                for route in table._routes.values():
                    if table.vpc_id == vpc.id and block in (route.destination_cidr_block, route.destination_ipv6_cidr_block):
                        route.with_table = False
        return inner(self, association_id)
    return disassociate_vpc_cidr_block


def attach(inner):
    def attach_internet_gateway(self):
        vpc = self._get_param("VpcId")
        if any(one.vpc and one.vpc.id == vpc for one in self.ec2_backend.internet_gateways.values()):
            raise EC2ClientError("InvalidParameterValue", f"Network {vpc} already has an internet gateway attached")
        return inner(self)
    return attach_internet_gateway


def detach(inner):
    def detach_internet_gateway(self):
        vpc = self._get_param("VpcId")
        for eni in self.ec2_backend.get_all_network_interfaces():
            if eni.subnet.vpc_id == vpc and eni.association:
                raise DependencyViolationError(f"Network {vpc} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.")
        return inner(self)
    return detach_internet_gateway


KNOWN = {"RouteTable": "InvalidRouteTableId.NotFound", "Subnet": "InvalidSubnetId.NotFound", "SecurityGroup": "InvalidSecurityGroupId.NotFound"}


def there(backend, what, one):
    if what == "RouteTable":
        return one in backend.route_tables
    if what == "Subnet":
        return any(one in by_id for by_id in backend.subnets.values())
    return any(one in by_id for by_id in backend.groups.values())


def modify_vpc_endpoint(self):
    backend = self.ec2_backend
    endpoint = backend.describe_vpc_endpoints(vpc_end_point_ids=[self._get_param("VpcEndpointId")])[0]
    policy, dns = self._get_param("PolicyDocument"), self._get_param("PrivateDnsEnabled")
    if policy:
        try:
            json.loads(policy)
        except ValueError:
            raise EC2ClientError("InvalidParameter", "Invalid policy document")
    changes = {what: (self._get_param(f"Add{what}Ids", []), self._get_param(f"Remove{what}Ids", [])) for what in KNOWN}
    for what, (added, removed) in changes.items():
        for one in [*added, *removed]:
            if not there(backend, what, one):
                raise EC2ClientError(KNOWN[what], f"The {what} ID '{one}' does not exist")
    endpoint.subnet_ids = endpoint.subnet_ids or []
    endpoint.modify(policy, *changes["Subnet"], *changes["RouteTable"], *changes["SecurityGroup"])
    if flag(self._get_param("ResetPolicy")):
        endpoint.policy_document = json.dumps(VPCEndPoint.DEFAULT_POLICY)
    if dns is not None:
        endpoint.private_dns_enabled = flag(dns)
    return ActionResult({"Return": True})
