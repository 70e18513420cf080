"""Route tables, network ACLs and VPC peerings as EC2 treats them, where stock moto 5.2.1 does otherwise.

Found by experiment, each beside what AWS documents (EC2 API reference; VPC user guide, Route tables, Network ACLs):
- A route may be made over the local one and over an IPv6 route that is there, and the local route deleted. "You cannot delete the
  default local route"; RouteAlreadyExists.
- ReplaceRoute finds no IPv6 route, and knows no carrier gateway, endpoint or LocalTarget ("Specifies whether to reset the local route
  to its default target"). A local route whose target was replaced came with the table all the same (Origin CreateRouteTable).
- A route to what is not there leads nowhere. InvalidNatGatewayID.NotFound, and so on.
- The state of a route whose gateway is gone stays active. "blackhole: the route's target isn't available".
- Associating a subnet that another table has answers with the old association and does nothing. Resource.AlreadyAssociated.
- EnableVgwRoutePropagation and DisableVgwRoutePropagation are not there, nor a table's propagating gateways.
- CIDR blocks of ACL entries stay as they were sent ("we modify the specified CIDR block to its canonical form") and protocols, too
  ("the protocol number"). An entry or association that is not there ends in an internal error; an association to an ACL that is
  not there loses the subnet. InvalidNetworkAclEntry.NotFound, InvalidAssociationID.NotFound.
- Types and codes of ICMP are lost (CreateNetworkAclEntry: Icmp).
- Filters of DescribeVpcPeeringConnections are ignored. Of a request that nobody has accepted, the accepter's blocks and both sides'
  options are told. Options of the other account's side are set, and of a request: OperationNotPermitted.
"""
import ipaddress

from moto.core.responses import ActionResult, EmptyResult
from moto.ec2.exceptions import EC2ClientError, InvalidAssociationIdError, InvalidRouteError, RouteAlreadyExistsError
from moto.ec2.models.network_acls import NetworkAclBackend
from moto.ec2.models.route_tables import Route, RouteBackend, RouteTable
from moto.ec2.models.vpc_peering_connections import VPCPeeringConnection, VPCPeeringConnectionBackend
from moto.ec2.responses.network_acls import NetworkACLs
from moto.ec2.responses.route_tables import RouteTables
from moto.ec2.responses.vpc_peering_connections import VPCPeeringConnections
from moto.ec2.utils import generate_route_id, generic_filter


def patch_network():
    patch_routes()
    patch_associations()
    patch_propagation()
    patch_acls()
    patch_peerings()


def canonical(block):
    try:
        return str(ipaddress.ip_network(block, strict=False)) if block else block
    except ValueError:
        return block  # moto refuses it in its own words


# ---------------------------------------------------------------- routes
def patch_routes():
    create, replace, delete = RouteBackend.create_route, RouteBackend.replace_route, RouteBackend.delete_route

    def create_route(self, route_table_id, destination_cidr_block, destination_ipv6_cidr_block=None, destination_prefix_list_id=None,
                     local=False, **targets):
        block, block6 = canonical(destination_cidr_block), canonical(destination_ipv6_cidr_block)
        table = self.get_route_table(route_table_id)
        there = table._routes.get(generate_route_id(route_table_id, block, block6, destination_prefix_list_id))
        if there and not local:
            raise RouteAlreadyExistsError(block or block6 or destination_prefix_list_id)
        check_targets(self, targets)
        route = create(self, route_table_id, block, block6, destination_prefix_list_id, local=local, **targets)
        route.with_table = local
        return route

    def replace_route(self, route_table_id, destination_cidr_block, destination_ipv6_cidr_block=None, destination_prefix_list_id=None,
                      *targets, **named):
        block = canonical(destination_cidr_block) or canonical(destination_ipv6_cidr_block) or destination_prefix_list_id
        table = self.get_route_table(route_table_id)
        known = table._routes.get(generate_route_id(route_table_id, block))
        names = ("nat_gateway_id", "egress_only_igw_id", "transit_gateway_id")
        check_targets(self, {**dict(zip(names, targets)), **named})
        if known:
            known.local, known.carrier_gateway, known.vpc_endpoint_id = False, None, None
        return replace(self, route_table_id, block, None, None, *targets, **named)

    def delete_route(self, route_table_id, destination_cidr_block, destination_ipv6_cidr_block=None, destination_prefix_list_id=None):
        block = canonical(destination_cidr_block) or canonical(destination_ipv6_cidr_block) or destination_prefix_list_id
        known = self.get_route_table(route_table_id)._routes.get(generate_route_id(route_table_id, block))
        if known is None:
            raise InvalidRouteError(route_table_id, block)
        if getattr(known, "with_table", False):
            raise EC2ClientError("InvalidParameterValue", f"cannot remove local route {block} in route table {route_table_id}")
        return delete(self, route_table_id, block)

    def replace_route_answer(self):
        get = self._get_param
        table, blocks = get("RouteTableId"), (get("DestinationCidrBlock"), get("DestinationIpv6CidrBlock"), get("DestinationPrefixListId"))
        backend = self.ec2_backend
        route = backend.replace_route(
            table, *blocks, get("NatGatewayId"), get("EgressOnlyInternetGatewayId"), get("TransitGatewayId"), gateway_id=get("GatewayId"),
            instance_id=get("InstanceId"), interface_id=get("NetworkInterfaceId"), vpc_peering_connection_id=get("VpcPeeringConnectionId"))
        route.vpc_endpoint_id = get("VpcEndpointId")
        carrier = get("CarrierGatewayId")
        route.carrier_gateway = backend.carrier_gateways.get(carrier) if carrier else None
        if str(get("LocalTarget", "")).lower() == "true":
            route.local = True
        return EmptyResult()

    RouteBackend.create_route, RouteBackend.replace_route, RouteBackend.delete_route = create_route, replace_route, delete_route
    RouteTables.replace_route = replace_route_answer
    Route.origin = property(lambda self: "CreateRouteTable" if getattr(self, "with_table", self.local) else "CreateRoute")
    Route.state = property(state)


# Target, where moto keeps it, what EC2 says where it is not there.
TARGETS = {
    "nat_gateway_id": ("nat_gateways", "InvalidNatGatewayID.NotFound"),
    "transit_gateway_id": ("transit_gateways", "InvalidTransitGatewayID.NotFound"),
    "carrier_gateway_id": ("carrier_gateways", "InvalidCarrierGatewayID.NotFound"),
}


def check_targets(backend, targets):
    for name, (kept, code) in TARGETS.items():
        wanted = targets.get(name)
        if wanted and wanted not in getattr(backend, kept):
            raise EC2ClientError(code, f"The ID '{wanted}' does not exist")


def state(self):
    backend = self.route_table.ec2_backend
    if self.nat_gateway and getattr(self.nat_gateway, "state", "available") not in ("available", "pending"):
        return "blackhole"
    if self.vpc_pcx and self.vpc_pcx._status.code != "active":
        return "blackhole"
    if self.gateway and self.gateway.id.startswith("igw-"):
        kept = backend.internet_gateways.get(self.gateway.id)
        return "active" if kept is not None and kept.vpc is not None else "blackhole"
    return "active"


# ---------------------------------------------------------------- associations of route tables
def patch_associations():
    associate = RouteBackend.associate_route_table

    def associate_route_table(self, route_table_id, gateway_id=None, subnet_id=None):
        table = self.get_route_table(route_table_id)
        for other in self.route_tables.values():
            for association, target in other._associations.items():
                if target not in (gateway_id, subnet_id):
                    continue
                if other is table:
                    return association
                raise EC2ClientError("Resource.AlreadyAssociated",
                                     f"the specified association for route table {route_table_id} conflicts with an existing association")
        return associate(self, route_table_id, gateway_id, subnet_id)

    RouteBackend.associate_route_table = associate_route_table
    inner = RouteTable.associations.fget

    def associations(self):
        rows = inner(self)
        for row in rows:
            target = self._associations.get(row["RouteTableAssociationId"], "")
            if target.startswith("vgw"):
                row["GatewayId"] = target
        return rows

    RouteTable.associations = property(associations)


def patch_propagation():
    RouteTable.propagating_vgws = property(lambda self: [{"GatewayId": one} for one in sorted(self.__dict__.get("vgws", ()))])

    def gateway_of(self):
        backend = self.ec2_backend
        table = backend.get_route_table(self._get_param("RouteTableId"))
        gateway = backend.get_vpn_gateway(self._get_param("GatewayId"))
        return table.__dict__.setdefault("vgws", set()), gateway, table

    def enable(self):
        own, gateway, table = gateway_of(self)
        if table.vpc_id not in gateway.attachments:
            raise EC2ClientError("Gateway.NotAttached", f"resource {gateway.id} is not attached to {table.vpc_id}")
        own.add(gateway.id)
        return EmptyResult()

    def disable(self):
        own, gateway, _ = gateway_of(self)
        own.discard(gateway.id)
        return EmptyResult()

    RouteTables.enable_vgw_route_propagation, RouteTables.disable_vgw_route_propagation = enable, disable


# ---------------------------------------------------------------- network ACLs
ENTRY = {"network_acl_id": "NetworkAclId", "rule_number": "RuleNumber", "protocol": "Protocol", "rule_action": "RuleAction", "egress": "Egress",
         "cidr_block": "CidrBlock", "ipv6_cidr_block": "Ipv6CidrBlock", "icmp_code": "IcmpTypeCode.Code", "icmp_type": "IcmpTypeCode.Type",
         "port_range_from": "PortRange.From", "port_range_to": "PortRange.To"}
PROTOCOLS = {"all": "-1", "icmp": "1", "tcp": "6", "udp": "17", "icmpv6": "58"}


def patch_acls():
    create, replace = NetworkAclBackend.create_network_acl_entry, NetworkAclBackend.replace_network_acl_entry
    associate = NetworkAclBackend.replace_network_acl_association

    def said(entry):
        return {**entry, "protocol": PROTOCOLS.get(str(entry["protocol"]).lower(), str(entry["protocol"])),
                "cidr_block": canonical(entry["cidr_block"]), "ipv6_cidr_block": canonical(entry["ipv6_cidr_block"])}

    def of(acl, number, egress):
        return next((one for one in acl.network_acl_entries if one.egress == egress and one.rule_number == number), None)

    def check(acl, number, egress):
        if of(acl, number, egress) is None:
            way = "egress" if egress else "ingress"
            raise EC2ClientError("InvalidNetworkAclEntry.NotFound", f"The {way} entry with rule number {number} does not exist in network acl {acl.id}")

    def create_network_acl_entry(self, **entry):
        return create(self, **said(entry))

    def replace_network_acl_entry(self, **entry):
        check(self.get_network_acl(entry["network_acl_id"]), entry["rule_number"], entry["egress"])
        return replace(self, **said(entry))

    def delete_network_acl_entry(self, network_acl_id, rule_number, egress):
        acl = self.get_network_acl(network_acl_id)
        check(acl, rule_number, egress)
        entry = of(acl, rule_number, egress)
        acl.network_acl_entries.remove(entry)
        return entry

    def replace_network_acl_association(self, association_id, network_acl_id):
        self.get_network_acl(network_acl_id)
        if not any(association_id in acl._associations for acl in self.network_acls.values()):
            raise InvalidAssociationIdError(association_id)
        return associate(self, association_id, network_acl_id)

    def answer(name):
        def fn(self):
            get = self._get_param
            entry = {key: get(param) for key, param in ENTRY.items()}
            getattr(self.ec2_backend, name)(**entry)
            return EmptyResult()
        fn.__name__ = name
        return fn

    for name in ("create_network_acl_entry", "replace_network_acl_entry"):
        setattr(NetworkACLs, name, answer(name))
    NetworkAclBackend.create_network_acl_entry = create_network_acl_entry
    NetworkAclBackend.replace_network_acl_entry = replace_network_acl_entry
    NetworkAclBackend.delete_network_acl_entry = delete_network_acl_entry
    NetworkAclBackend.replace_network_acl_association = replace_network_acl_association


# ---------------------------------------------------------------- peerings
def patch_peerings():
    requester, accepter = VPCPeeringConnection.requester_vpc_info.fget, VPCPeeringConnection.accepter_vpc_info.fget
    modify = VPCPeeringConnectionBackend.modify_vpc_peering_connection_options

    def told(inner, hidden):
        def info(self):
            row = inner(self)
            left_out = () if self._status.code == "active" else hidden
            return {key: value for key, value in row.items() if key not in left_out}
        return property(info)

    VPCPeeringConnection.requester_vpc_info = told(requester, ("PeeringOptions",))
    VPCPeeringConnection.accepter_vpc_info = told(accepter, ("PeeringOptions", "CidrBlock"))

    def get_filter_value(self, name, method=None):
        own = {"vpc-peering-connection-id": self.id, "status-code": self._status.code, "requester-vpc-info.vpc-id": self.vpc.id,
               "accepter-vpc-info.vpc-id": self.peer_vpc.id, "requester-vpc-info.owner-id": self.vpc.owner_id,
               "accepter-vpc-info.owner-id": self.peer_vpc.owner_id}
        return own[name] if name in own else super(VPCPeeringConnection, self).get_filter_value(name, "DescribeVpcPeeringConnections")

    VPCPeeringConnection.get_filter_value = get_filter_value

    def describe(self):
        backend = self.ec2_backend
        ids = self._get_param("VpcPeeringConnectionIds", [])
        for one in ids:
            backend.get_vpc_peering_connection(one)
        found = backend.describe_vpc_peering_connections(vpc_peering_ids=ids)
        return ActionResult({"VpcPeeringConnections": generic_filter(self._filters_from_querystring(), found)})

    VPCPeeringConnections.describe_vpc_peering_connections = describe

    def modify_options(self, vpc_pcx_id, accepter_options=None, requester_options=None):
        peering = self.get_vpc_peering_connection(vpc_pcx_id)
        if peering._status.code != "active":
            raise EC2ClientError("OperationNotPermitted", f"Peering connection {vpc_pcx_id} is not active. Peering options can be added only to active peerings.")
        for options, vpc in ((accepter_options, peering.peer_vpc), (requester_options, peering.vpc)):
            if options and (vpc.owner_id, vpc.region) != (self.account_id, self.region_name):
                raise EC2ClientError("OperationNotPermitted", f"User {self.account_id} cannot modify the options of the other side of {vpc_pcx_id}")
        return modify(self, vpc_pcx_id, accepter_options, requester_options)

    VPCPeeringConnectionBackend.modify_vpc_peering_connection_options = modify_options
