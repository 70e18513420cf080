"""EC2's CreateTags and DeleteTags as EC2 treats them, where stock moto 5.2.1 does otherwise, and all tags of an account as data.

Found by experiment, each beside what AWS documents (EC2 API reference: CreateTags, DeleteTags, Error codes):
- The limit of 50 counts tags that AWS made ("Each resource can have a maximum of 50 tags"; "Tags created by AWS that have the
  prefix aws: do not count", EC2 user guide, Tag restrictions). TagLimitExceeded, and nothing of the call is done.
- Keys that begin with aws: are taken. EC2: InvalidParameterValue, "Tag keys starting with 'aws:' are reserved for internal use".
- Ids of network ACLs, NAT gateways, endpoints, elastic IPs, key pairs and network interfaces are not looked up, and DeleteTags
  looks none up. Here a call with an unknown id does nothing.
- "Up to 1000 resource IDs" is not held; "Constraints: Up to 1000 tags" neither.
- "If you omit [the tags], we delete all user-defined tags": stock moto deletes none. "If you specify a tag key with an empty
  string as the tag value, we delete the tag only if its value is an empty string": stock moto has it.
- CreateTags without a value is an error. "Specify the parameter with no value, and we set the value to an empty string".
"""
from moto.core.base_backend import BackendDict
from moto.core.responses import EmptyResult
from moto.ec2.exceptions import EC2ClientError, InvalidID, MissingParameterError, TagLimitExceeded
from moto.ec2.models import ec2_backends
from moto.ec2.responses.tags import TagResponse
from moto.ec2.utils import get_prefix, is_valid_resource_id
from moto.iam.models import iam_backends
from moto.s3.models import s3_backends
from moto.utilities.utils import get_partition

# As an ARN names it: the prefix of its ids, where moto keeps it, what EC2 says where it is not there.
KINDS = {
    "instance": ("i", None, "InvalidInstanceID.NotFound"),
    "volume": ("vol", "volumes", "InvalidVolume.NotFound"),
    "snapshot": ("snap", "snapshots", "InvalidSnapshot.NotFound"),
    "image": ("ami", "amis", "InvalidAMIID.NotFound"),
    "security-group": ("sg", "groups", "InvalidGroup.NotFound"),
    "security-group-rule": ("sgr", None, "InvalidSecurityGroupRuleId.NotFound"),
    "vpc": ("vpc", "vpcs", "InvalidVpcID.NotFound"),
    "subnet": ("subnet", "subnets", "InvalidSubnetID.NotFound"),
    "route-table": ("rtb", "route_tables", "InvalidRouteTableID.NotFound"),
    "network-acl": ("acl", "network_acls", "InvalidNetworkAclID.NotFound"),
    "internet-gateway": ("igw", "internet_gateways", "InvalidInternetGatewayID.NotFound"),
    "egress-only-internet-gateway": ("eigw", "egress_only_internet_gateways", "InvalidGatewayID.NotFound"),
    "natgateway": ("nat", "nat_gateways", "NatGatewayNotFound"),
    "elastic-ip": ("eipalloc", None, "InvalidAllocationID.NotFound"),
    "vpc-endpoint": ("vpce", "vpc_end_points", "InvalidVpcEndpointId.NotFound"),
    "launch-template": ("lt", "launch_templates", "InvalidLaunchTemplateId.NotFound"),
    "key-pair": ("key", None, "InvalidKeyPair.NotFound"),
    "network-interface": ("eni", "enis", "InvalidNetworkInterfaceID.NotFound"),
    "prefix-list": ("pl", "managed_prefix_lists", "InvalidPrefixListID.NotFound"),
    "dhcp-options": ("dopt", "dhcp_options_sets", "InvalidDhcpOptionID.NotFound"),
    "vpc-peering-connection": ("pcx", "vpc_pcxs", "InvalidVpcPeeringConnectionID.NotFound"),
    "vpn-gateway": ("vgw", "vpn_gateways", "InvalidVpnGatewayID.NotFound"),
    "vpn-connection": ("vpn", "vpn_connections", "InvalidVpnConnectionID.NotFound"),
    "customer-gateway": ("cgw", "customer_gateways", "InvalidCustomerGatewayID.NotFound"),
    "vpc-flow-log": ("fl", "flow_logs", "InvalidFlowLogId.NotFound"),
    "transit-gateway": ("tgw", "transit_gateways", "InvalidTransitGatewayID.NotFound"),
    "transit-gateway-attachment": ("tgw-attach", "transit_gateway_attachments", "InvalidTransitGatewayAttachmentID.NotFound"),
    "spot-instances-request": ("sir", "spot_instance_requests", "InvalidSpotInstanceRequestID.NotFound"),
}
BY_PREFIX = {prefix: kind for kind, (prefix, _, _) in KINDS.items()}
LIMIT = 50


def patch_tags():
    TagResponse.create_tags = create_tags
    TagResponse.delete_tags = delete_tags


def ids_of(backend, kind):
    """Of what EC2 has of a kind in a region; a terminated instance is there until it is forgotten."""
    if kind == "instance":
        return [instance.id for reservation in backend.reservations.values() for instance in reservation.instances]
    if kind == "elastic-ip":
        return [one.allocation_id for one in backend.addresses if one.allocation_id]
    if kind == "key-pair":
        return [one.id for one in backend.key_pairs.values()]
    if kind == "security-group-rule":
        return [rule.id for groups in backend.groups.values() for group in groups.values() for rule in (*group.ingress_rules, *group.egress_rules)]
    kept = getattr(backend, KINDS[kind][1])
    if kind in ("security-group", "subnet"):
        return [one for inner in kept.values() for one in inner]
    if kind == "network-interface":
        return [one.id for one in kept.values()]
    return list(kept)


def arn_of(backend, kind, resource_id):
    return f"arn:{backend.partition}:ec2:{backend.region_name}:{backend.account_id}:{kind}/{resource_id}"


# ---------------------------------------------------------------- calls
def create_tags(self):
    ids = wanted_ids(self)
    tags = {tag["Key"]: tag.get("Value") or "" for tag in self._get_param("Tags", [])}
    self.error_on_dryrun()
    add(self.ec2_backend, ids, tags)
    return EmptyResult()


def delete_tags(self):
    ids, wanted = wanted_ids(self), self._get_param("Tags", [])
    self.error_on_dryrun()
    check_keys([tag["Key"] for tag in wanted])
    check_there(self.ec2_backend, ids)
    for one in ids:
        kept = self.ec2_backend.tags[one]
        for key in [key for key in kept if not reserved(key)] if not wanted else []:
            del kept[key]
        for tag in wanted:
            if tag["Key"] in kept and tag.get("Value") in (None, kept[tag["Key"]]):
                del kept[tag["Key"]]
    return EmptyResult()


def wanted_ids(response):
    ids = response._get_param("Resources", [])
    if not ids:
        raise MissingParameterError(parameter="resourceIdSet")
    if len(ids) > 1000:
        raise EC2ClientError("InvalidParameterValue", f"{len(ids)} resource ids were given; at most 1000 are allowed.")
    if len(response._get_param("Tags", [])) > 1000:
        raise EC2ClientError("InvalidParameterValue", "At most 1000 tags are allowed.")
    return ids


def add(backend, ids, tags):
    """All of it or nothing."""
    check_keys(tags)
    for key, value in tags.items():
        if len(key) > 128 or len(value) > 256:
            what = "Tag key exceeds the maximum length of 128" if len(key) > 128 else "Tag value exceeds the maximum length of 256"
            raise EC2ClientError("InvalidParameterValue", f"{what} characters")
    check_there(backend, ids)
    for one in ids:
        if len({key for key in (*backend.tags.get(one, {}), *tags) if not reserved(key)}) > LIMIT:
            raise TagLimitExceeded()
    for one in ids:
        backend.tags[one].update(tags)


def reserved(key):
    return key.lower().startswith("aws:")


def check_keys(keys):
    for key in keys:
        if reserved(key):
            raise EC2ClientError("InvalidParameterValue", f"Value ( {key} ) for parameter key is invalid. Tag keys starting with 'aws:' are reserved for internal use")


def check_there(backend, ids):
    there = {}
    for one in ids:
        kind = BY_PREFIX.get(get_prefix(one))
        if kind is None or not is_valid_resource_id(one):
            raise InvalidID(one)
        if kind not in there:
            there[kind] = set(ids_of(backend, kind))
        if one not in there[kind]:
            raise EC2ClientError(KINDS[kind][2], f"The {kind} ID '{one}' does not exist")


# ---------------------------------------------------------------- data
def tags_of_account(account):
    """{ARN: {key: value}} of an account in all its regions: EC2's kinds, buckets, roles, users and policies with and without
    tags; what else the tagging API knows, where it has a tag."""
    found = {}
    for region in regions_of(account):
        backend = ec2_backends[account][region]
        for kind in KINDS:
            if kind != "security-group-rule":
                found |= {arn_of(backend, kind, one): dict(backend.tags.get(one, {})) for one in ids_of(backend, kind)}
        found |= elsewhere(account, region)
    for s3 in list(s3_backends[account].values()):
        found |= {bucket.arn: s3.tagger.get_tag_dict_for_resource(bucket.arn) for bucket in s3.buckets.values()}
    for iam in list(iam_backends[account].values()):
        found |= {role.arn: {tag["Key"]: tag["Value"] for tag in role.tags} for role in iam.roles.values()}
        found |= {user.arn: {tag["Key"]: tag["Value"] for tag in user.tags or []} for user in iam.users.values()}
        found |= {one.arn: {tag["Key"]: tag["Value"] for tag in one.tags.values()}
                  for one in iam.managed_policies.values() if f":{account}:" in one.arn}
    return found


def regions_of(account):
    """Where a call or a seed has been: moto makes a region's resources (its default VPC) on the first."""
    used = {region for backends in list(BackendDict._instances) if dict.__contains__(backends, account) for region in list(backends[account])}
    return sorted(used & set(ec2_backends[account].regions))


def elsewhere(account, region):
    """What services other than EC2, S3 and IAM have in a region, by what moto's tagging API lists."""
    from moto.resourcegroupstaggingapi.models import resourcegroupstaggingapi_backends
    rows = resourcegroupstaggingapi_backends[account][region]._get_resources_generator(tag_filters=[])
    mine = tuple(f"arn:{get_partition(region)}:{service}:" for service in ("ec2", "s3", "iam"))
    return {row["ResourceARN"]: {tag["Key"]: tag["Value"] for tag in row["Tags"]} for row in as_far_as_known(rows)
            if row["ResourceARN"].startswith("arn:") and not row["ResourceARN"].startswith(mine) and row["Tags"]}


def as_far_as_known(rows):
    """Stock moto asks services that a partition other than `aws` does not have, and breaks there."""
    try:
        yield from rows
    except KeyError:
        return


def write_aws_tags(account, region, resource_id, tags):
    """Tags that AWS alone writes, on a resource of EC2 by its id or on any ARN of S3 or IAM."""
    if resource_id.startswith("arn:") and ":s3:::" in resource_id:
        s3_backends[account][get_partition(region)].tagger.tag_resource(resource_id, [{"Key": k, "Value": v} for k, v in tags.items()])
        return
    backend = ec2_backends[account][region]
    check_there(backend, [resource_id])
    backend.tags[resource_id].update(tags)
